/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;

/** A folder whose route gets a message when a poll finds no file, with a clock that stands still. */
abstract class SkippedPollFixture extends InboxFixture {

    static final String EMPTY = "empty";

    /** The contents of the files, and {@link #EMPTY} for each poll that found none. */
    final List<String> messages = new CopyOnWriteArrayList<>();

    @BeforeEach
    void freeze() {
        emulator().clock().freeze();
        drive().folder("/inbox");
    }

    /** Polls; {@link #consumer} is the one that does it. */
    Routes startIdling(Routes routes) throws Exception {
        return routes.fromNamed("inbox", inbox("sendEmptyMessageWhenIdle=true"), exchange -> {
                    String body = exchange.getIn().getBody(String.class);
                    messages.add(body == null ? EMPTY : body);
                })
                .start();
    }

    static Open115Consumer consumer(Routes routes) {
        return routes.consumer("inbox");
    }

    /** Waits until the poll's turn has come so often again, whether it was made or skipped. */
    static void awaitTurns(Open115Consumer consumer, int turns) {
        long before = consumer.getCounter();
        await().until(() -> consumer.getCounter() > before + turns);
    }
}
