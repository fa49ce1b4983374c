package io.github.open115.client.transfer;

import java.io.IOException;

/** Content that did not arrive, or is not the content it should be. Never holds a link. */
public class TransferException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String fileId;
    private final int httpStatus;

    TransferException(ContentSource source, String message, int httpStatus, Throwable cause) {
        super(source.label() + ": " + message, cause);
        this.fileId = source.fileId();
        this.httpStatus = httpStatus;
    }

    TransferException(ContentSource source, String message) {
        this(source, message, 0, null);
    }

    /** The file it was about. */
    public String fileId() {
        return fileId;
    }

    /** The HTTP status with which the CDN refused, 0 when it did not. */
    public int httpStatus() {
        return httpStatus;
    }
}
