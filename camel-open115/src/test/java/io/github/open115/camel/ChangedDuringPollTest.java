/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A file that changes after a poll has claimed it and before its exchange begins. */
class ChangedDuringPollTest extends PollFixture {

    /** Does something once, after the first file was claimed, and fails. */
    private static final class Interruption implements GenericFileFilter<Open115File> {

        private Runnable meanwhile;
        private int files;

        @Override
        public boolean accept(GenericFile<Open115File> file) {
            files++;
            if (files == 2) {
                meanwhile.run();
                throw new IllegalStateException("on purpose");
            }
            return true;
        }
    }

    @Test
    @DisplayName(
            "R10 a change of a claimed file, seen by the poll of another route, does not count the file as delivered")
    void renamedFileOfAFailedPollIsDelivered() throws Exception {
        EmulatedFile first = put("/inbox", "a.txt");
        put("/inbox", "b.txt");
        Interruption interruption = new Interruption();
        try (Routes routes = route("filter=#interruption", Map.of("interruption", interruption))) {
            routes.fromNamed("other", INBOX, exchange -> {});
            interruption.meanwhile = () -> {
                emulator().clock().advance(Duration.ofMinutes(10));
                drive().rename(first.id(), "renamed.txt");
                poll(routes, "other");
            };
            for (int i = 0; i < 3; i++) {
                poll(routes);
            }
        }
        assertThat(delivered).containsExactlyInAnyOrder("renamed.txt", "b.txt");
    }
}
