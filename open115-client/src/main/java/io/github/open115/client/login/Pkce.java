/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Proof Key for Code Exchange: only the program that began a log-in can finish it (docs/115-open-api.md B.2). */
final class Pkce {

    /** The hash, in the service's spelling. */
    static final String METHOD = "sha256";

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final int LENGTH = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Pkce() {}

    /** A random verifier: 64 characters of the set of RFC 7636; the service accepts 43 to 128. */
    static String newVerifier() {
        StringBuilder verifier = new StringBuilder(LENGTH);
        RANDOM.ints(LENGTH, 0, ALPHABET.length()).forEach(i -> verifier.append(ALPHABET.charAt(i)));
        return verifier.toString();
    }

    /** The public part of a verifier: its SHA-256, as Base64 for URLs without padding. */
    static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
