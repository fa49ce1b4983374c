/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.IOException;

/** Ends the connection without a reply, or in the middle of one. */
final class DroppedConnectionException extends IOException {

    private static final long serialVersionUID = 1L;

    DroppedConnectionException() {
        super("connection dropped by an armed fault or the client");
    }
}
