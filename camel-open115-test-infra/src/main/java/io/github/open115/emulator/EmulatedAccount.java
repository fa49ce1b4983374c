/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The authorizations of the one user of the emulated service (B). Thread-safe. */
public final class EmulatedAccount {

    /** The user id, which is part of links. */
    public static final long USER_ID = 100200300L;

    private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(60);
    private static final int REPETITIONS_UNTIL_DEAD = 3;

    private final Settings settings;
    private final EmulatorClock clock;
    private final Signatures signatures;
    private final List<Authorization> authorizations = new ArrayList<>();
    private final Map<String, Integer> futileRefreshes = new HashMap<>();
    private long refreshes;
    private final QrLogins qrLogins;

    EmulatedAccount(Settings settings, Signatures signatures) {
        this.settings = settings;
        this.clock = settings.clock;
        this.signatures = signatures;
        this.qrLogins = new QrLogins(settings, signatures);
    }

    /** Logs the user in anew. The oldest log-in dies when there are too many (docs/115-open-api.md B.1). */
    public synchronized TokenPair authorize() {
        Authorization authorization =
                new Authorization(authorizations.size() + 1L, clock.instant(), settings.accessTokenLifetime);
        authorizations.add(authorization);
        List<Authorization> alive =
                authorizations.stream().filter(Authorization::isAlive).toList();
        if (alive.size() > settings.maxAuthorizations) {
            alive.get(0).end(AuthCodes.REFRESH_REVOKED);
        }
        return pairOf(authorization);
    }

    /** Logs the user in anew and returns the refresh token. */
    public String newRefreshToken() {
        return authorize().refreshToken();
    }

    /** Returns the newest pair of the newest living log-in, for comparison with what a client has stored. */
    public synchronized TokenPair currentTokens() {
        return pairOf(newest());
    }

    /** Returns the only refresh token of the newest living log-in that is good for a refresh. */
    public String currentRefreshToken() {
        return currentTokens().refreshToken();
    }

    /** Lets all access tokens expire now. */
    public synchronized void expireAccessTokens() {
        authorizations.forEach(authorization -> authorization.expireAccess(Instant.MIN));
    }

    /** Revokes all log-ins, as the user can in the device manager: refreshes answer 40140116 from now on. */
    public void revoke() {
        killAuthorization(AuthCodes.REFRESH_REVOKED);
    }

    /** Ends all log-ins: their refreshes answer this code from now on, their access tokens are invalid. */
    public synchronized void killAuthorization(long code) {
        authorizations.stream().filter(Authorization::isAlive).forEach(authorization -> authorization.end(code));
    }

    /** How many refreshes replaced a pair, also when the reply was lost on the way. */
    public synchronized long refreshCount() {
        return refreshes;
    }

    /** How many log-ins are alive. */
    public synchronized long liveAuthorizations() {
        return authorizations.stream().filter(Authorization::isAlive).count();
    }

    /** Confirms a QR log-in in place of the user; the argument is its device code. */
    public void confirmQr(String uid) {
        qrLogins.confirm(uid);
    }

    /** The QR log-ins under way, to be scanned and confirmed in place of the user. */
    public QrLogins qrLogins() {
        return qrLogins;
    }

    /** Returns the code that refuses the bearer header of a request, or 0 when it is good. */
    synchronized long refusalOfAccess(String authorizationHeader) {
        String prefix = "Bearer ";
        String text = authorizationHeader.startsWith(prefix) ? authorizationHeader.substring(prefix.length()) : "";
        Optional<Token> token = Token.parse(text, Token.ACCESS);
        if (token.isEmpty()) {
            return AuthCodes.ACCESS_MALFORMED;
        }
        if (!token.get().text(signatures).equals(text)) {
            return AuthCodes.ACCESS_SIGNATURE;
        }
        return find(token.get())
                .map(authorization -> authorization.refusalOfAccess(token.get().generation(), clock.instant()))
                .orElse(AuthCodes.ACCESS_INVALID);
    }

    /**
     * Replaces the pair that a refresh token belongs to (docs/115-open-api.md B.7).
     *
     * @throws ApiError with one of the codes of docs/115-open-api.md B.8
     */
    synchronized TokenPair refresh(String refreshToken) {
        if (futileRefreshes.getOrDefault(refreshToken, 0) >= REPETITIONS_UNTIL_DEAD) {
            throw new ApiError(AuthCodes.REFRESH_DEAD, "refresh_token 已永久失效");
        }
        long refusal = refusalOfRefresh(refreshToken);
        if (refusal == AuthCodes.REFRESH_REVOKED
                || refusal == AuthCodes.REFRESH_EXPIRED
                || refusal == AuthCodes.REFRESH_ROTATED) {
            futileRefreshes.merge(refreshToken, 1, Integer::sum);
        } else {
            futileRefreshes.remove(refreshToken);
        }
        if (refusal != 0) {
            throw new ApiError(refusal, "refresh_token 校验失败");
        }
        Authorization authorization =
                find(Token.parse(refreshToken, Token.REFRESH).orElseThrow()).orElseThrow();
        authorization.rotate(clock.instant(), settings.accessTokenLifetime, settings.tokenGracePeriod);
        refreshes++;
        return pairOf(authorization);
    }

    private long refusalOfRefresh(String text) {
        Optional<Token> parsed = Token.parse(text, Token.REFRESH);
        if (parsed.isEmpty()) {
            return AuthCodes.REFRESH_MALFORMED;
        }
        Token token = parsed.get();
        if (!token.text(signatures).equals(text)) {
            return AuthCodes.REFRESH_SIGNATURE;
        }
        Optional<Authorization> found = find(token);
        if (found.isEmpty()) {
            return AuthCodes.REFRESH_REVOKED;
        }
        Authorization authorization = found.get();
        Instant now = clock.instant();
        if (!authorization.isAlive()) {
            return authorization.verdict();
        }
        if (!now.isBefore(authorization.granted().plus(settings.refreshTokenLifetime))) {
            return AuthCodes.REFRESH_EXPIRED;
        }
        if (token.generation() != authorization.generation()) {
            return AuthCodes.REFRESH_ROTATED;
        }
        return authorization.wasRefreshedWithin(REFRESH_INTERVAL, now) ? AuthCodes.REFRESH_TOO_OFTEN : 0;
    }

    private Authorization newest() {
        for (int i = authorizations.size() - 1; i >= 0; i--) {
            if (authorizations.get(i).isAlive()) {
                return authorizations.get(i);
            }
        }
        throw new NoSuchElementException("no living log-in; call authorize() first");
    }

    private Optional<Authorization> find(Token token) {
        return authorizations.stream()
                .filter(authorization -> authorization.number == token.authorization())
                .findFirst();
    }

    private TokenPair pairOf(Authorization authorization) {
        int generation = authorization.generation();
        return new TokenPair(
                new Token(Token.ACCESS, authorization.number, generation).text(signatures),
                new Token(Token.REFRESH, authorization.number, generation).text(signatures));
    }
}
