package io.github.open115.client.http;

/** Anything that went wrong with the 115 service. The subclasses say what a caller can do about it. */
public class Open115Exception extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Failure failure;

    public Open115Exception(String message, Failure failure, Throwable cause) {
        super(failure == null || failure.isBlank() ? message : message + " " + failure, cause);
        this.failure = failure == null ? Failure.NONE : failure;
    }

    public Open115Exception(String message, Throwable cause) {
        this(message, Failure.NONE, cause);
    }

    public Open115Exception(String message) {
        this(message, Failure.NONE, null);
    }

    /** What the service replied; {@link Failure#NONE} when there was no reply. Never null. */
    public Failure failure() {
        return failure;
    }
}
