/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.serve;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what a URL gives access to, with an end, as OpenList and AList do: base64url of the HMAC-SHA256 of
 * {@code target:expire}, then {@code :} and {@code expire}, in Unix seconds, where 0 means never. Thread-safe.
 *
 * <p>The target is a path for a download proxy, and a file id for URLs of one's own.
 */
public final class UrlSigner {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SECONDS = Pattern.compile("0|[1-9]\\d{0,17}");

    private final SecretKeySpec key;
    private final Clock clock;

    /**
     * @param secret the key; whoever knows it can sign
     * @param clock tells what has expired
     * @throws IllegalArgumentException if the secret is blank
     */
    public UrlSigner(String secret, Clock clock) {
        if (secret == null || secret.isBlank()) {
            throw new IllegalArgumentException("signing needs a secret that is not blank");
        }
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.clock = clock;
    }

    /** What a sign is worth. */
    public enum Verdict {
        VALID("valid"),
        EXPIRE_MISSING("expire missing"),
        EXPIRE_INVALID("expire invalid"),
        EXPIRED("sign expired"),
        MISMATCH("sign mismatch");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        /** The words that proxies use for it. */
        public String text() {
            return text;
        }
    }

    /**
     * The sign of a target, ready for a query: it needs no escaping.
     *
     * @param life how long it is good, from now; zero for ever
     */
    public String sign(String target, Duration life) {
        return signed(target, life.isZero() ? 0 : clock.instant().plus(life).getEpochSecond());
    }

    /**
     * Checks a sign, in constant time as far as the key is concerned.
     *
     * @param sign null and empty are taken for one without an end
     */
    public Verdict check(String target, String sign) {
        String expire = sign == null ? "" : sign.substring(sign.lastIndexOf(':') + 1);
        if (expire.isEmpty()) {
            return Verdict.EXPIRE_MISSING;
        }
        if (!SECONDS.matcher(expire).matches()) {
            return Verdict.EXPIRE_INVALID;
        }
        long end = Long.parseLong(expire);
        if (end != 0 && end < clock.instant().getEpochSecond()) {
            return Verdict.EXPIRED;
        }
        return MessageDigest.isEqual(bytes(signed(target, end)), bytes(sign)) ? Verdict.VALID : Verdict.MISMATCH;
    }

    private String signed(String target, long end) {
        String message = target + ":" + end;
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder().encodeToString(mac.doFinal(bytes(message))) + ":" + end;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
