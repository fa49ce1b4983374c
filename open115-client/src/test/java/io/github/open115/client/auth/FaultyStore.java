/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Stops a refresh at a chosen step, as a crash (nothing runs after it) or as a disk that refuses. */
final class FaultyStore extends ForwardingTokenStore {

    private Step failing;
    private boolean crash;

    enum Step {
        BEFORE_MARK,
        AFTER_MARK,
        BEFORE_REPLY,
        AFTER_REPLY,
        BEFORE_RENEWAL,
        AFTER_SAVE
    }

    FaultyStore(TokenStore store) {
        super(store);
    }

    /** The disk refuses to write at that step; at none for null. */
    void failAt(Step step) {
        failing = step;
    }

    void crashAt(Step step) {
        failing = step;
        crash = true;
    }

    private void reached(Step step) {
        if (step == failing) {
            if (crash) {
                throw new Crash();
            }
            throw new TokenStoreException("disk full", new UncheckedIOException(new IOException("disk full")));
        }
    }

    @Override
    Slot before(Slot slot) {
        return new ForwardingSlot(slot) {
            @Override
            public void save(StoredAuthorization authorization) {
                boolean mark = Stores.isMark(authorization);
                reached(mark ? Step.BEFORE_MARK : Step.BEFORE_RENEWAL);
                super.save(authorization);
                reached(mark ? Step.AFTER_MARK : Step.AFTER_SAVE);
            }

            @Override
            public void keepReply(String reply) {
                reached(Step.BEFORE_REPLY);
                super.keepReply(reply);
                reached(Step.AFTER_REPLY);
            }
        };
    }

    /** What nobody catches, as nobody catches the end of a process. */
    private static final class Crash extends Error {

        private static final long serialVersionUID = 1L;
    }
}
