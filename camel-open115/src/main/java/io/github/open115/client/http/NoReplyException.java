package io.github.open115.client.http;

/** No reply, or only part of one: connection refused or lost, time-out, unknown host. What the call did is unknown. */
public class NoReplyException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    public NoReplyException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }

    public NoReplyException(String message, Failure failure) {
        super(message, failure, null);
    }

    public NoReplyException(String message) {
        super(message);
    }
}
