package io.github.open115.client.http;

/**
 * The service said no without a reason it documents: no code and no text, or a code that no table knows. Never an empty
 * result (docs/115-open-api.md A.4, rule 4).
 */
public class UnknownFailureException extends Open115Exception {

    private static final long serialVersionUID = 1L;

    public UnknownFailureException(String message, Failure failure, Throwable cause) {
        super(message, failure, cause);
    }

    public UnknownFailureException(String message, Failure failure) {
        super(message, failure, null);
    }

    public UnknownFailureException(String message) {
        super(message);
    }
}
