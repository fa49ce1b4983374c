/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that was moved out of the folder because its exchange failed, and a consumer that starts anew. */
class MovedAfterFailureTest extends PollFixture {

    private static final Duration LONGER_THAN_A_LISTING_LAGS = Duration.ofSeconds(61);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "delete=true&moveFailed=.failed, /inbox/.failed",
        "moveFailed=.failed, /inbox/.failed",
        "preMove=.work, /inbox/.work",
        "preMove=.work&moveFailed=/inbox/.failed, /inbox/.failed"
    })
    @DisplayName("R38 a failed file that was moved away is not delivered from there after a restart")
    void isNotDeliveredFromWhereItWent(String options, String place) throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        deliveries.failingFor(name -> true);
        try (Routes routes = route(options)) {
            poll(routes);
        }
        deliveries.failingFor(name -> false);
        for (int restart = 0; restart < 3; restart++) {
            try (Routes routes = route(options)) {
                poll(routes);
                poll(routes);
            }
            emulator().clock().advance(LONGER_THAN_A_LISTING_LAGS);
        }
        assertThat(delivered).isEmpty();
        assertThat(drive().fileAt(place + "/a.txt").map(EmulatedFile::id)).contains(file.id());
    }

    @Test
    @DisplayName("R38 a failed file that somebody moves back is delivered, also after a restart")
    void isDeliveredWhenItComesBack() throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        deliveries.failingFor(name -> true);
        try (Routes routes = route("moveFailed=.failed")) {
            poll(routes);
        }
        drive().move(file.id(), drive().folder("/inbox"));
        deliveries.failingFor(name -> false);
        try (Routes routes = route("moveFailed=.failed")) {
            poll(routes);
            emulator().clock().advance(LONGER_THAN_A_LISTING_LAGS);
            poll(routes);
        }
        assertThat(delivered).containsExactly("a.txt");
    }
}
