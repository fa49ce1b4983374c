/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Properties;

/**
 * Which process asks for a log-in, and how many codes were requested; shared by all processes of an account.
 *
 * @param holder the process that asks; empty for none
 * @param until when the holder counts as lost
 * @param day the day that {@code codes} counts
 * @param codes how many codes were requested on that day
 * @param pausedAt when the last attempt ended without a log-in
 * @param pause how long no process asks after that; zero for no pause
 */
record LoginTurn(String holder, Instant until, LocalDate day, int codes, Instant pausedAt, Duration pause) {

    /** A holder that has not renewed its lease for this time is considered dead. */
    static final Duration LEASE = Duration.ofMinutes(2);

    /** The service answers, or a call fails, after this time at the latest. Then the holder can renew its lease. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(90);

    static final LoginTurn NONE = new LoginTurn("", Instant.EPOCH, LocalDate.EPOCH, 0, Instant.EPOCH, Duration.ZERO);

    boolean isHeldBy(String process) {
        return holder.equals(process);
    }

    /** The end of the pause; never later than its length from now, even if the clock was set back. */
    Instant pauseEnd(Instant now) {
        Instant end = pausedAt.plus(pause);
        Instant latest = now.plus(pause);
        return end.isBefore(latest) ? end : latest;
    }

    LoginTurn heldBy(String process, Instant end) {
        return new LoginTurn(process, end, day, codes, pausedAt, pause);
    }

    LoginTurn notHeld() {
        return heldBy("", Instant.EPOCH);
    }

    LoginTurn paused(Instant at, Duration length) {
        return new LoginTurn(holder, until, day, codes, at, length);
    }

    /** The codes of a day; those of an earlier day no longer count. */
    int codesOn(LocalDate today) {
        return day.equals(today) ? codes : 0;
    }

    LoginTurn withCode(LocalDate today) {
        return new LoginTurn(holder, until, today, codesOn(today) + 1, pausedAt, pause);
    }

    static LoginTurn parse(Properties values) {
        // not written by earlier versions
        if (!values.containsKey("loginDay")) {
            return NONE;
        }
        return new LoginTurn(
                AccountState.value(values, "loginHolder"),
                Instant.parse(AccountState.value(values, "loginUntil")),
                LocalDate.parse(AccountState.value(values, "loginDay")),
                Integer.parseInt(AccountState.value(values, "loginCodes")),
                Instant.parse(AccountState.value(values, "loginPausedAt")),
                Duration.parse(AccountState.value(values, "loginPause")));
    }

    void format(StringBuilder text) {
        if (!equals(NONE)) {
            AccountState.line(text, "loginHolder", holder);
            AccountState.line(text, "loginUntil", until);
            AccountState.line(text, "loginDay", day);
            AccountState.line(text, "loginCodes", codes);
            AccountState.line(text, "loginPausedAt", pausedAt);
            AccountState.line(text, "loginPause", pause);
        }
    }
}
