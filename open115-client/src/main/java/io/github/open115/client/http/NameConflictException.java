package io.github.open115.client.http;

/** The name is taken (code 20004). */
public class NameConflictException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    public NameConflictException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }

    public NameConflictException(String message, Failure failure) {
        super(message, failure, null);
    }

    public NameConflictException(String message) {
        super(message);
    }
}
