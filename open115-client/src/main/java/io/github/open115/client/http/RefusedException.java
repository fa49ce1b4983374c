package io.github.open115.client.http;

/** The service refuses the call as it stands: bad parameter, limit, quota, application problem. Repeating it does not help. */
public class RefusedException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    public RefusedException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }

    public RefusedException(String message, Failure failure) {
        super(message, failure, null);
    }

    public RefusedException(String message) {
        super(message);
    }
}
