/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** SHA-1 digests as the service writes them: 40 upper-case hex digits (docs/115-open-api.md D.3). */
final class Sha1 {

    private static final Pattern DIGITS = Pattern.compile("[0-9A-Fa-f]{40}");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Sha1() {}

    /** Ends the digest. */
    static String hex(MessageDigest digest) {
        return HEX.formatHex(digest.digest());
    }

    /**
     * In capitals; null for null.
     *
     * @throws IllegalArgumentException if it is no SHA-1
     */
    static String normalized(String sha1) {
        if (sha1 == null) {
            return null;
        }
        if (!DIGITS.matcher(sha1).matches()) {
            throw new IllegalArgumentException("a SHA-1 has 40 hex digits, this has not: '" + sha1 + "'");
        }
        return sha1.toUpperCase(Locale.ROOT);
    }
}
