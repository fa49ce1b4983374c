package io.github.open115.client.transfer;

/** What has arrived is not the content. */
final class WrongContentException extends TransferException {

    private static final long serialVersionUID = 1L;

    WrongContentException(ContentSource source, String problem) {
        super(source, problem);
    }
}
