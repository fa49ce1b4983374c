package io.github.open115.emulator;

import java.io.IOException;

/** Ends the connection without a reply, or in the middle of one. */
final class DroppedConnectionException extends IOException {

    private static final long serialVersionUID = 1L;

    DroppedConnectionException() {
        super("connection dropped by an armed fault");
    }
}
