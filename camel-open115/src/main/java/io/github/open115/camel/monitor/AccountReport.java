/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.monitor;

import io.github.open115.client.account.AccountStatus;
import io.github.open115.client.account.BudgetStatus;
import io.github.open115.client.auth.TokenLife;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.login.LoginStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of an account at one moment, without a call and without a secret.
 *
 * @param account its name
 * @param calls calls sent since start, by method and path
 * @param reusedLinks download links that were handed out without a call since start
 * @param budget how much of the day's calls is gone
 * @param throttledUntil until when nothing is sent; null when calls may be sent
 * @param throttledReason why nothing is sent, as a sentence; null when calls may be sent
 * @param authorization whether the service accepts the account
 * @param authorizationProblem what is wrong with the authorization and what to do; null when nothing is
 * @param token life of the access token; null when there is none, or when it is not known
 * @param login what the log-in does now; null without {@code login=console}
 */
public record AccountReport(
        String account,
        Map<String, Long> calls,
        long reusedLinks,
        BudgetStatus budget,
        Instant throttledUntil,
        String throttledReason,
        Authorization authorization,
        String authorizationProblem,
        TokenLife token,
        LoginStatus login) {

    /** Whether the service accepts an account, as far as that is known. */
    public enum Authorization {
        /** Nothing is known to be wrong. */
        GOOD,
        /** A person must authorize again. */
        LOST,
        /** The token store cannot be read. */
        UNKNOWN
    }

    /**
     * Whether the service throttles an account. This is known in memory: no store is read.
     *
     * @param until until when nothing is sent; null when calls may be sent
     * @param reason why nothing is sent, as a sentence; null when calls may be sent
     */
    record Throttling(Instant until, String reason) {

        static Throttling of(AccountStatus status) {
            Instant until = status.pausedUntil().orElse(null);
            String reason = until == null
                    ? null
                    : status.throttled().map(Throwable::getMessage).orElse(null);
            return new Throttling(until, reason);
        }

        boolean isOn() {
            return until != null;
        }

        /** How long nothing is sent from then on; zero when calls may be sent. */
        Duration left(Instant now) {
            return isOn() && now.isBefore(until) ? Duration.between(now, until) : Duration.ZERO;
        }
    }

    /**
     * The state of an account as it is now.
     *
     * @param login what its log-in does; null without {@code login=console}
     */
    public static AccountReport of(AccountStatus status, LoginStatus login) {
        Authorization authorization;
        String problem;
        TokenLife token = null;
        try {
            Optional<String> lost = status.authorizationLost();
            authorization = lost.isPresent() ? Authorization.LOST : Authorization.GOOD;
            problem = lost.orElse(null);
            token = status.tokenLife().orElse(null);
        } catch (Open115Exception unreadable) {
            authorization = Authorization.UNKNOWN;
            problem = unreadable.getMessage();
        }
        Throttling throttling = Throttling.of(status);
        return new AccountReport(
                status.name(),
                status.callCounts(),
                status.reusedLinks(),
                status.budget(),
                throttling.until(),
                throttling.reason(),
                authorization,
                problem,
                token,
                login);
    }

    /** Whether nothing is sent because the service throttles. */
    public boolean isThrottled() {
        return throttledUntil != null;
    }

    /** How long nothing is sent from then on; zero when calls may be sent. */
    public Duration cooldownLeft(Instant now) {
        return new Throttling(throttledUntil, throttledReason).left(now);
    }

    /** Age of the access token; empty when there is none. */
    public Optional<Duration> tokenAge(Instant now) {
        return Optional.ofNullable(token).map(life -> Duration.between(life.issuedAt(), now));
    }

    /** When the access token ends; empty when there is none or its end is not known. */
    public Optional<Instant> tokenExpiresAt() {
        return Optional.ofNullable(token).map(TokenLife::expiresAt);
    }

    /** All calls together. */
    public long totalCalls() {
        return total(calls);
    }

    static long total(Map<String, Long> calls) {
        return calls.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The same by name, in plain values; what is not known is left out, and so is a QR code. Durations are in seconds. */
    public Map<String, Object> toMap(Instant now) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("account", account);
        values.put("authorization", authorization.name());
        putUnlessNull(values, "authorizationProblem", authorizationProblem);
        if (login != null) {
            values.put("login", login.state().name());
            putUnlessNull(values, "loginProblem", login.problem());
            putUnlessNull(
                    values,
                    "loginUntil",
                    login.until() == null ? null : login.until().toString());
        }
        values.put("throttled", isThrottled());
        if (isThrottled()) {
            values.put("throttledUntil", throttledUntil.toString());
            values.put("cooldownLeft", cooldownLeft(now).toSeconds());
            putUnlessNull(values, "throttledReason", throttledReason);
        }
        tokenAge(now).ifPresent(age -> values.put("tokenAge", age.toSeconds()));
        tokenExpiresAt().ifPresent(end -> values.put("tokenExpiresAt", end.toString()));
        values.put("usedToday", budget.usedToday());
        values.put("requestsPerDay", budget.requestsPerDay());
        values.put("calls", calls);
        values.put("reusedLinks", reusedLinks);
        return values;
    }

    private static void putUnlessNull(Map<String, Object> values, String name, Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
