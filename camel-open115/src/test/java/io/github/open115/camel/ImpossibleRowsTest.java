/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.open115.client.http.UnreadableReplyException;
import io.github.open115.emulator.Fault;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A row of a listing with a value that cannot be is set aside; the other files of the folder are delivered. */
class ImpossibleRowsTest extends PollFixture {

    private static final String REASON = "its row has an impossible id, pick code, size or time";

    /** What can be wrong with a row. */
    enum Damage {
        ID_IS_A_PATH(row -> row.put("fid", "../../x")),
        ID_IS_TOO_LONG(row -> row.put("fid", "123456789012345678901234567890")),
        ID_IS_NEGATIVE(row -> row.put("fid", -5)),
        ID_IS_A_FRACTION(row -> row.put("fid", 1.5e30)),
        ID_IS_THE_ROOT(row -> row.put("fid", "0")),
        PARENT_IS_A_PATH(row -> row.put("pid", "../..")),
        PICK_CODE_IS_A_LIST(row -> row.put("pc", "abc,def")),
        SIZE_IS_NEGATIVE(row -> row.put("fs", -1)),
        SIZE_IS_NO_NUMBER(row -> row.put("fs", "many")),
        UPDATED_AFTER_ALL_TIMES(row -> row.put("upt", new BigInteger("99999999999999999999"))),
        UPDATED_IN_MILLISECONDS(row -> row.put("upt", "1790856000000")),
        UPDATED_IN_NANOSECONDS(row -> row.put("upt", 1790856000000000000L)),
        CREATED_AFTER_ALL_TIMES(row -> row.put("uppt", "1e300"));

        private final Consumer<ObjectNode> change;

        Damage(Consumer<ObjectNode> change) {
            this.change = change;
        }

        Fault fault(String name) {
            return Fault.rewrite(reply -> {
                for (JsonNode row : reply.path("data")) {
                    if (row.path("fn").asText().equals(name)) {
                        change.accept((ObjectNode) row);
                    }
                }
            });
        }
    }

    /** The row of {@code bad.txt} comes first, as the service sorts one that claims to be of the future. */
    @BeforeEach
    void fill() {
        put("/inbox", "a.txt");
        put("/inbox", "b.txt");
        emulator().clock().advance(Duration.ofMinutes(1));
        put("/inbox", "bad.txt");
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    @DisplayName(
            "R41 an impossible row is set aside with its reason and costs no call; when it is mended the file comes")
    void setsTheRowAside(Damage damage) throws Exception {
        emulator().faults().arm(LIST, damage.fault("bad.txt")).always();
        try (Routes routes = route("")) {
            Open115Consumer consumer = routes.consumer("in");
            poll(routes);
            assertThat(consumer.getLastError()).isNull();
            assertThat(delivered).containsExactlyInAnyOrder("a.txt", "b.txt");
            assertThat(consumer.getSetAside()).isEqualTo(Map.of(REASON, 1L));
            put("/inbox", "c.txt");
            assertThat(callsOfPoll(routes)).isEqualTo(1);
            assertThat(callsOfPoll(routes)).isEqualTo(1);
            assertThat(delivered).containsExactlyInAnyOrder("a.txt", "b.txt", "c.txt");
            emulator().faults().clear();
            poll(routes);
            assertThat(delivered).containsExactlyInAnyOrder("a.txt", "b.txt", "c.txt", "bad.txt");
            assertThat(consumer.getSetAside()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ID_IS_A_PATH", "PARENT_IS_A_PATH", "UPDATED_AFTER_ALL_TIMES"})
    @DisplayName("R41 an impossible row is set aside in a route that lists everything, too")
    void setsTheRowAsideInFullListings(Damage damage) throws Exception {
        emulator().faults().arm(LIST, damage.fault("bad.txt")).always();
        try (Routes routes = route("incremental=false&recursive=true")) {
            poll(routes);
            assertThat(routes.consumer("in").getLastError()).isNull();
            assertThat(delivered).containsExactlyInAnyOrder("a.txt", "b.txt");
            assertThat(routes.consumer("in").getSetAside()).isEqualTo(Map.of(REASON, 1L));
        }
    }

    @Test
    @DisplayName("R41 after a restart an impossible row is known, and costs no call")
    void knowsTheRowAfterARestart() throws Exception {
        emulator().faults().arm(LIST, Damage.ID_IS_A_PATH.fault("bad.txt")).always();
        try (Routes routes = route("")) {
            poll(routes);
        }
        try (Routes routes = route("")) {
            // the folder by its path, and its listing
            assertThat(callsOfPoll(routes)).isEqualTo(2);
            assertThat(routes.consumer("in").getSetAside()).isEqualTo(Map.of(REASON, 1L));
        }
    }

    @Test
    @DisplayName("R41 a reply of 9 MB fails one poll with one call, and the next one delivers")
    void goesOnAfterAnOversizedReply() throws Exception {
        emulator().faults().arm(LIST, Fault.body("{\"data\":\"" + "x".repeat(9_000_000) + "\"}"));
        try (Routes routes = route("")) {
            // the folder by its path, and its listing
            assertThat(callsOfPoll(routes)).isEqualTo(2);
            assertThat(routes.consumer("in").getLastError()).isInstanceOf(UnreadableReplyException.class);
            poll(routes);
            assertThat(routes.consumer("in").getLastError()).isNull();
        }
        assertThat(delivered).containsExactlyInAnyOrder("a.txt", "b.txt", "bad.txt");
    }
}
