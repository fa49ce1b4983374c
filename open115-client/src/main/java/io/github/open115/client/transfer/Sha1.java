package io.github.open115.client.transfer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The proof of a content: the service tells its SHA-1 (docs/115-open-api.md C.1.3 and G.4). */
final class Sha1 {

    private Sha1() {}

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** @throws WrongContentException if another content went through the digest, which is used up by this */
    static void prove(ContentSource source, ContentDigest digest) throws WrongContentException {
        String actual = HexFormat.of().withUpperCase().formatHex(digest.digest());
        if (!actual.equalsIgnoreCase(source.sha1())) {
            throw new WrongContentException(
                    source,
                    "expected SHA-1 " + source.sha1() + ", got " + actual + " over " + source.size() + " bytes");
        }
    }
}
