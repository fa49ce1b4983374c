package io.github.open115.client.transfer;

/** All bytes arrived, but they are not the content. */
final class WrongContentException extends TransferException {

    private static final long serialVersionUID = 1L;

    WrongContentException(ContentSource source, String actual) {
        super(source, "expected SHA-1 " + source.sha1() + ", got " + actual + " over " + source.size() + " bytes");
    }
}
