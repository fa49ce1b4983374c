package io.github.open115.client.http;

/** The access token is not accepted (codes of class A in docs/115-open-api.md B.8, HTTP 401). */
public class AccessTokenRejectedException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    public AccessTokenRejectedException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }

    public AccessTokenRejectedException(String message, Failure failure) {
        super(message, failure, null);
    }

    public AccessTokenRejectedException(String message) {
        super(message);
    }
}
