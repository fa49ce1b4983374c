/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import io.github.open115.client.http.ThrottledException.Reason;
import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Properties;

/** The state that the processes of one account share, and its text form: one {@code name=value} a line. */
record AccountState(BudgetLeaseAllocator.BudgetUse budget, Pause pause, LoginTurn login) {

    /**
     * How far a time written by another process may be ahead: it may have read its clock later than this process, and
     * the clocks of hosts differ. A larger difference means that a clock was set back.
     */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

    static final AccountState NEW = new AccountState(BudgetLeaseAllocator.BudgetUse.NONE, Pause.NONE, LoginTurn.NONE);

    AccountState with(BudgetLeaseAllocator.BudgetUse newBudget) {
        return new AccountState(newBudget, pause, login);
    }

    AccountState with(Pause newPause) {
        return new AccountState(budget, newPause, login);
    }

    AccountState with(LoginTurn newLogin) {
        return new AccountState(budget, pause, newLogin);
    }

    /**
     * Reads the text form; empty is {@link #NEW}.
     *
     * @throws IllegalArgumentException when the text is not a state; the message says why
     */
    static AccountState parse(String text) {
        if (text.isEmpty()) {
            return NEW;
        }
        try {
            Properties values = new Properties();
            values.load(new StringReader(text));
            BudgetLeaseAllocator.BudgetUse budget = new BudgetLeaseAllocator.BudgetUse(
                    LocalDate.parse(value(values, "day")),
                    Integer.parseInt(value(values, "leased")),
                    Integer.parseInt(value(values, "ordinary")),
                    Instant.parse(value(values, "scheduledUntil")),
                    // not written by earlier versions
                    Instant.parse(values.getProperty("scheduledAt", Instant.EPOCH.toString())),
                    value(values, "holder"),
                    Instant.parse(value(values, "holderSince")));
            return new AccountState(
                    budget, values.containsKey("paused") ? pause(values) : Pause.NONE, LoginTurn.parse(values));
        } catch (IOException | DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    String format() {
        StringBuilder text = new StringBuilder();
        line(text, "day", budget.day());
        line(text, "leased", budget.leased());
        line(text, "ordinary", budget.ordinary());
        line(text, "scheduledUntil", budget.scheduledUntil());
        line(text, "scheduledAt", budget.scheduledAt());
        line(text, "holder", budget.holder());
        line(text, "holderSince", budget.holderSince());
        if (!pause.isNone()) {
            line(text, "paused", pause.began());
            line(text, "pausedUntil", pause.until());
            line(text, "cooldown", pause.cooldown());
            line(text, "reason", pause.reason());
            line(text, "firewallReplies", pause.firewallReplies());
            line(text, "prober", pause.prober());
            line(text, "probeUntil", pause.probeUntil());
        }
        login.format(text);
        return text.toString();
    }

    private static Pause pause(Properties values) {
        return new Pause(
                Instant.parse(value(values, "paused")),
                Instant.parse(value(values, "pausedUntil")),
                Duration.parse(value(values, "cooldown")),
                Reason.valueOf(value(values, "reason")),
                Integer.parseInt(value(values, "firewallReplies")),
                value(values, "prober"),
                Instant.parse(value(values, "probeUntil")));
    }

    static String value(Properties values, String name) {
        String value = values.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    static void line(StringBuilder text, String name, Object value) {
        text.append(name).append('=').append(value).append('\n');
    }
}
