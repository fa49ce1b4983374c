/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DoneFileTest extends PollFixture {

    @Test
    @DisplayName("a file waits for its done file, which is deleted with one call after the exchange")
    void waitsForItsDoneFile() throws Exception {
        put("/inbox", "a.txt");
        put("/inbox", "b.txt");
        try (Routes routes = route("doneFileName=${file:name}.done")) {
            pollOn(routes, 2);
            assertThat(delivered).isEmpty();
            EmulatedFile done = put("/inbox", "a.txt.done");
            poll(routes);
            assertThat(drive().isBinned(done.id())).isTrue();
            pollOn(routes, 2);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(callsBesideListings()).isEqualTo(Map.of(LOOK_UP, 1L, DELETE, 1L));
    }

    @Test
    @DisplayName(
            "a done file and its file are deleted with one call; one that failed is made again, also after a restart")
    void deletesBothAtOnce() throws Exception {
        EmulatedFile file = put("/inbox", "a.txt");
        EmulatedFile done = put("/inbox", "a.txt.done");
        String options = "delete=true&throttlePolicy=fail&doneFileName=${file:name}.done";
        emulator().faults().arm("/open/ufile/delete", Fault.error(770004, "too many requests"));
        try (Routes routes = route(options)) {
            poll(routes);
            assertThat(calls(DELETE)).isEqualTo(1);
        }
        assertThat(drive().isBinned(done.id())).isFalse();
        emulator().clock().advance(Duration.ofMinutes(20));
        try (Routes routes = route(options)) {
            poll(routes);
            assertThat(drive().isBinned(done.id())).isTrue();
            assertThat(drive().isBinned(file.id())).isTrue();
            pollOn(routes, 2);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(calls(DELETE)).isEqualTo(2);
    }

    @Test
    @DisplayName("the done files of a batch are deleted together, with one call when its last exchange has completed")
    void deletesThemTogether() throws Exception {
        List<EmulatedFile> done = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            done.add(put("/inbox", i + ".txt.done"));
            put("/inbox", i + ".txt");
        }
        List<Long> deletions = new CopyOnWriteArrayList<>();
        try (Routes routes = route("doneFileName=${file:name}.done", exchange -> {
            deletions.add(calls(DELETE));
            deliveries.process(exchange);
        })) {
            poll(routes);
            assertThat(done).allMatch(file -> drive().isBinned(file.id()));
            pollOn(routes, 2);
        }
        assertThat(delivered).hasSize(5);
        assertThat(deletions).containsOnly(0L);
        assertThat(calls(DELETE)).isEqualTo(1);
    }

    @Test
    @DisplayName("one done file for a folder is deleted after the last file of the batch")
    void waitsForOneDoneFile() throws Exception {
        put("/inbox/sub", "a.txt");
        put("/inbox/sub", "b.txt");
        put("/inbox", "c.txt");
        EmulatedFile done = put("/inbox/sub", "ready");
        try (Routes routes = route("recursive=true&doneFileName=ready")) {
            poll(routes);
            assertThat(drive().isBinned(done.id())).isTrue();
            pollOn(routes, 2);
        }
        assertThat(delivered).containsExactlyInAnyOrder("sub/a.txt", "sub/b.txt");
        assertThat(calls(DELETE)).isEqualTo(1);
    }

    @Test
    @DisplayName("R31 the done file of a file with an odd name, in a folder with an odd name, is found and deleted")
    void findsOddDoneFiles() throws Exception {
        String folder = drive().createFolder(drive().folder("/inbox"), "x/y");
        drive().addFile(folder, "a/b.txt", new byte[] {1});
        EmulatedFile done = drive().addFile(folder, "a/b.txt.done", new byte[] {1});
        try (Routes routes = route("recursive=true&doneFileName=${file:name}.done")) {
            poll(routes);
            assertThat(drive().isBinned(done.id())).isTrue();
        }
        assertThat(deliveries.headers().get(0)).containsEntry(Open115Constants.NAME, "a/b.txt");
    }

    @Test
    @DisplayName("a done file stays when the exchange fails, and with noop")
    void keepsTheDoneFile() throws Exception {
        put("/inbox", "a.txt");
        EmulatedFile done = put("/inbox", "a.txt.done");
        try (Routes routes = route("doneFileName=${file:name}.done&noop=true", exchange -> {
            deliveries.process(exchange);
            if (delivered.size() == 1) {
                throw new IllegalStateException("on purpose");
            }
        })) {
            poll(routes, 2);
            assertThat(delivered).hasSize(2);
            pollOn(routes, 2);
        }
        assertThat(delivered).containsExactly("a.txt", "a.txt");
        assertThat(drive().isBinned(done.id())).isFalse();
    }

    @Test
    @DisplayName("a file that is looked up by name waits for its done file too")
    void looksUpTheDoneFile() throws Exception {
        put("/inbox", "a.txt");
        String uri = "open115:/inbox?fileName=a.txt&doneFileName=${file:name}.done";
        try (Routes routes = routes().start()) {
            assertThat(routes.context().createConsumerTemplate().receiveNoWait(uri))
                    .isNull();
            put("/inbox", "a.txt.done");
            Exchange received = routes.context().createConsumerTemplate().receiveNoWait(uri);
            assertThat(received.getIn().getHeader(Exchange.FILE_NAME)).isEqualTo("a.txt");
        }
    }
}
