package io.github.open115.client.transfer;

/** The CDN has content to send, but another one than was asked for: by its length, its range or its entity tag. */
final class WrongAnswerException extends TransferException {

    private static final long serialVersionUID = 1L;

    WrongAnswerException(ContentSource source, String problem) {
        super(source, problem);
    }
}
