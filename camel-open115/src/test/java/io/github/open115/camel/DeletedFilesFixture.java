/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** A route that takes note of deletions apart from files. */
abstract class DeletedFilesFixture extends PollFixture {

    static final String ON = "deletedFiles=true";

    /** The headers of each deletion that was reported, failed ones included. */
    final List<Map<String, Object>> reported = new CopyOnWriteArrayList<>();

    volatile boolean failing;

    @Override
    Processor processor() {
        return this::process;
    }

    private void process(Exchange exchange) {
        if (exchange.getIn().getHeader("CamelOpen115Event") == null) {
            deliveries.process(exchange);
            return;
        }
        assertThat(exchange.getIn().getBody()).isNull();
        reported.add(Map.copyOf(exchange.getIn().getHeaders()));
        if (failing) {
            throw new IllegalStateException("the route fails for a deletion");
        }
    }

    List<Object> reportedNames() {
        return reported.stream().map(headers -> headers.get(Exchange.FILE_NAME)).toList();
    }

    /** So many files, and a poll that delivers them. */
    List<EmulatedFile> delivered(Routes routes, int files) {
        List<EmulatedFile> made = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            made.add(put("/inbox", "n" + i + ".txt"));
        }
        poll(routes);
        assertThat(delivered).hasSize(files);
        return made;
    }

    /** What each of so many polls costs. */
    List<Long> callsOfPolls(Routes routes, int polls) {
        List<Long> calls = new ArrayList<>();
        for (int i = 0; i < polls; i++) {
            calls.add(callsOfPoll(routes));
        }
        return calls;
    }

    /** How often a file was looked up by its id; the polled folder is too, to see whether its listing is one of the tree. */
    long lookUps() {
        return emulator().requests().all().stream()
                .filter(request -> request.path().endsWith("/open/folder/get_info"))
                .filter(request -> !request.parameter("file_id").isEmpty())
                .filter(request -> !request.parameter("file_id").equals(drive().folder("/inbox")))
                .count();
    }
}
