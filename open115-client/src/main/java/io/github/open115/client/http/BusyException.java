package io.github.open115.client.http;

/** Another job of this account is running (codes 990005, 990009, 990019); the call had no effect. */
public class BusyException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    public BusyException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }

    public BusyException(String message, Failure failure) {
        super(message, failure, null);
    }

    public BusyException(String message) {
        super(message);
    }
}
