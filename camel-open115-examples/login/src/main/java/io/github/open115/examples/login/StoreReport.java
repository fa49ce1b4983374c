/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.login;

import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.auth.RefreshAttempt;
import io.github.open115.client.auth.StoredAuthorization;
import io.github.open115.client.auth.TokenPair;
import io.github.open115.client.auth.TokenStoreException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Tells what a store holds, without a secret and without a call. */
final class StoreReport {

    private final FileTokenStore store;
    private final Clock clock;
    private final PrintWriter out;

    StoreReport(FileTokenStore store, Clock clock, PrintWriter out) {
        this.store = store;
        this.clock = clock;
        this.out = out;
    }

    /** Tells of every account; true when none of them needs a person. */
    boolean all() {
        List<String> accounts = store.accounts();
        out.println("Token store " + store.location() + ": " + count(accounts.size()));
        boolean good = true;
        for (String account : accounts) {
            try {
                good &= of(account);
            } catch (TokenStoreException e) {
                out.println("Account '" + account + "': " + e.getMessage());
                good = false;
            }
        }
        return good;
    }

    /** Tells of one account; true when it does not need a person. */
    boolean of(String account) {
        StoredAuthorization stored = store.load(account);
        TokenPair pair = stored.pair();
        out.println("Account '" + account + "'");
        if (pair == null) {
            line("state", "NOT AUTHORIZED: log in with --app-id, or bring a token with --adopt");
            return false;
        }
        line("state", state(stored));
        line("access token", accessToken(pair));
        line("stored", time(pair.issuedAt()) + ", " + span(pair.issuedAt(), clock.instant()) + " ago");
        line("log-in", stored.authorizedAt() == null ? "not known when" : time(stored.authorizedAt()));
        line("ends", end(stored));
        if (stored.candidate() != null) {
            line("new token", "brought and not accepted yet; the next call of a route tries it");
        }
        return !needsAPerson(stored);
    }

    private boolean needsAPerson(StoredAuthorization stored) {
        TokenPair pair = stored.pair();
        boolean noRenewal = pair.refreshToken() == null && !clock.instant().isBefore(pair.expiresAt());
        return stored.isDead() || noRenewal || isOver(stored);
    }

    private String state(StoredAuthorization stored) {
        if (stored.isDead()) {
            return "MUST BE AUTHORIZED AGAIN since " + time(stored.dead().since()) + ": "
                    + stored.dead().reason();
        }
        if (isOver(stored)) {
            return "MUST BE AUTHORIZED AGAIN: the year since the log-in is over";
        }
        if (stored.pair().refreshToken() == null) {
            return "cannot be renewed: there is no refresh token";
        }
        RefreshAttempt attempt = stored.currentAttempt();
        if (attempt == null) {
            return "good";
        }
        return attempt.open()
                ? "being renewed since " + time(attempt.startedAt())
                : "the last renewal failed; the next attempt is not before " + time(attempt.notBefore());
    }

    private boolean isOver(StoredAuthorization stored) {
        return stored.endsAt() != null && !clock.instant().isBefore(stored.endsAt());
    }

    private String accessToken(TokenPair pair) {
        if (pair.accessToken() == null) {
            return "none yet; the first call of a route gets one";
        }
        if (pair.expiresIn() == null) {
            return "there; how long it lives is not known";
        }
        Instant now = clock.instant();
        return now.isBefore(pair.expiresAt())
                ? "good until " + time(pair.expiresAt()) + ", for " + span(now, pair.expiresAt())
                : "ended " + time(pair.expiresAt()) + "; the next call of a route renews it";
    }

    private String end(StoredAuthorization stored) {
        Instant end = stored.endsAt();
        if (end == null) {
            return "not known: a year after the log-in";
        }
        return isOver(stored)
                ? time(end)
                : time(end) + ", in " + span(clock.instant(), end) + "; renewing does not move it";
    }

    private void line(String name, String value) {
        out.printf("  %-13s %s%n", name, value);
    }

    private static String count(int accounts) {
        return switch (accounts) {
            case 0 -> "no account";
            case 1 -> "1 account";
            default -> accounts + " accounts";
        };
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** In the two largest units that say something. */
    private static String span(Instant from, Instant to) {
        Duration span = Duration.between(from, to);
        if (span.toDays() > 0) {
            return span.toDays() + " d " + span.toHoursPart() + " h";
        }
        if (span.toHours() > 0) {
            return span.toHours() + " h " + span.toMinutesPart() + " min";
        }
        return span.toMinutes() > 0 ? span.toMinutes() + " min" : Math.max(0, span.toSeconds()) + " s";
    }
}
