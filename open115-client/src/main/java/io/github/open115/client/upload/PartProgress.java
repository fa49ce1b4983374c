/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

/** Hears of the bytes of a part as they are sent. The sending thread calls it. */
interface PartProgress {

    /** Does nothing. */
    PartProgress NONE = new PartProgress() {
        @Override
        public void sent(long bytes) {}

        @Override
        public void discarded(long bytes) {}
    };

    /** More bytes were written to the connection. */
    void sent(long bytes);

    /** Bytes that were reported as sent must be sent again. */
    void discarded(long bytes);
}
