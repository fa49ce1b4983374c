/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;

/**
 * The QR log-ins under way (docs/115-open-api.md B.2 to B.4). A test plays the user with the phone: it scans, confirms
 * or cancels. Thread-safe.
 */
public final class QrLogins {

    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final int WAITING = 0;
    private static final int SCANNED = 1;
    private static final int CONFIRMED = 2;
    private static final int CANCELLED = -2;
    private static final int MIN_VERIFIER = 43;
    private static final int MAX_VERIFIER = 128;

    private final Settings settings;
    private final Signatures signatures;
    private final Map<String, Login> logins = new LinkedHashMap<>();
    private String newest;
    private long started;

    QrLogins(Settings settings, Signatures signatures) {
        this.settings = settings;
        this.signatures = signatures;
    }

    private static final class Login {
        private final String challenge;
        private final String algorithm;
        private final Instant expiry;
        private final long time;
        private int status = WAITING;
        private int polled = WAITING;

        Login(String challenge, String algorithm, Instant now) {
            this.challenge = challenge;
            this.algorithm = algorithm;
            this.time = now.getEpochSecond();
            this.expiry = now.plus(LIFETIME);
        }
    }

    /** Returns the device code of the log-in that was started last. */
    public synchronized String newest() {
        if (newest == null) {
            throw new NoSuchElementException("no QR log-in was started");
        }
        return newest;
    }

    /** The user scans the code, but does not confirm yet. */
    public void scan(String uid) {
        set(uid, SCANNED);
    }

    /** The user confirms: the device may fetch its tokens. */
    public void confirm(String uid) {
        set(uid, CONFIRMED);
    }

    /** The user declines. */
    public void cancel(String uid) {
        set(uid, CANCELLED);
    }

    synchronized ObjectNode start(String challenge, String method) {
        if (challenge.isEmpty()) {
            throw new ApiError(AuthCodes.CHALLENGE_MISSING, "code_challenge 缺失");
        }
        String algorithm = switch (method) {
            case "sha256" -> "SHA-256";
            case "sha1" -> "SHA-1";
            case "md5" -> "MD5";
            default -> throw new ApiError(AuthCodes.CHALLENGE_METHOD, "code_challenge_method 错误");
        };
        Login login = new Login(challenge, algorithm, settings.clock.instant());
        newest = signatures.sign("uid" + ++started).toLowerCase(Locale.ROOT);
        logins.put(newest, login);
        return Envelope.object()
                .put("uid", newest)
                .put("time", login.time)
                .put("qrcode", "https://115.com/scan/dg-" + newest)
                .put("sign", signOf(newest));
    }

    /** Waits for a change of the status, at most the time that the server holds a poll, and tells it. */
    synchronized ObjectNode poll(String uid, String time, String sign) throws InterruptedException {
        Login login = logins.get(uid);
        if (login == null || !sign.equals(signOf(uid)) || !time.equals(Long.toString(login.time))) {
            throw new ApiError(AuthCodes.QR_INVALID, "key invalid");
        }
        long end = System.nanoTime() + settings.qrHold.toNanos();
        while (login.status == login.polled && login.status != CONFIRMED && System.nanoTime() < end) {
            requireLiving(login);
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, end - System.nanoTime()));
        }
        requireLiving(login);
        login.polled = login.status;
        return Envelope.object().put("msg", "").put("status", login.status).put("version", "1.0");
    }

    /** Checks that the device may have tokens now. A device code works once. */
    synchronized void redeem(String uid, String verifier) {
        Login login = logins.get(uid);
        if (login == null) {
            throw new ApiError(AuthCodes.PARAMETERS, "uid 错误");
        }
        if (verifier.length() < MIN_VERIFIER || verifier.length() > MAX_VERIFIER) {
            throw new ApiError(AuthCodes.VERIFIER_LENGTH, "code_verifier 长度错误");
        }
        if (!matches(login, verifier)) {
            throw new ApiError(AuthCodes.VERIFIER_WRONG, "code_verifier 校验失败");
        }
        if (login.status != CONFIRMED) {
            throw new ApiError(AuthCodes.NOT_CONFIRMED, "用户验证失败");
        }
        logins.remove(uid);
    }

    private void requireLiving(Login login) {
        if (login.status != CONFIRMED && !settings.clock.instant().isBefore(login.expiry)) {
            throw new ApiError(AuthCodes.QR_INVALID, "key invalid");
        }
    }

    private synchronized void set(String uid, int status) {
        Login login = logins.get(uid);
        if (login == null) {
            throw new NoSuchElementException("no QR log-in of uid " + uid);
        }
        login.status = status;
        notifyAll();
    }

    private String signOf(String uid) {
        return signatures.sign("qr" + uid);
    }

    /** Both alphabets of Base64 are accepted, with and without padding (docs/115-open-api.md B.2). */
    private static boolean matches(Login login, String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance(login.algorithm).digest(verifier.getBytes(StandardCharsets.UTF_8));
            String expected = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
            String given = login.challenge.replace('+', '-').replace('/', '_').replace("=", "");
            return expected.equals(given);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
