/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.http.ThrottledException.Reason;
import io.github.open115.client.internal.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The pause of an account after a throttle reply, shared by all processes. It lasts until a probe after its end has
 * succeeded.
 *
 * @param began when the throttle reply came
 * @param until nothing is sent before this time; after it, one probe
 * @param cooldown the length; the next pause doubles it
 * @param reason the reason that the service gave
 * @param firewallReplies replies of the firewall in a row
 * @param prober the process that probes; empty for none
 * @param probeUntil when the prober counts as lost
 */
record Pause(
        Instant began,
        Instant until,
        Duration cooldown,
        Reason reason,
        int firewallReplies,
        String prober,
        Instant probeUntil) {

    /** Longer than any call, so that a probe counts as lost only when its process is gone. */
    static final Duration LONGEST_PROBE = Duration.ofMinutes(5);

    /** A reply that asks for a longer pause is wrong: the longest block ever seen ended within a day. */
    private static final Duration LONGEST_REQUESTED = Duration.ofDays(1);

    /** Calls may be sent. */
    static final Pause NONE = new Pause(Instant.EPOCH, Instant.EPOCH, Duration.ZERO, Reason.RATE, 0, "", Instant.EPOCH);

    boolean isNone() {
        return cooldown.isZero();
    }

    /** Whether both are the same pause, regardless of the prober. */
    boolean isSame(Pause other) {
        return began.equals(other.began) && until.equals(other.until);
    }

    /** The remaining time; never more than the whole length, even if the clock was set back. */
    Duration left(Instant now) {
        Duration left = Duration.between(now, until);
        Duration length = Duration.between(began, until);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(length) < 0 ? left : length;
    }

    Pause probedBy(String newProber, Instant newProbeUntil) {
        return new Pause(began, until, cooldown, reason, firewallReplies, newProber, newProbeUntil);
    }

    Pause notProbed() {
        return probedBy("", Instant.EPOCH);
    }

    /**
     * The pause that a throttle reply begins (docs/115-open-api.md H.3 and H.4). Its length doubles while this pause
     * is not ended by a successful probe.
     */
    Pause next(Limits limits, Open115Exception reply, Instant now) {
        Duration doubled = limits.cooldowns().next(cooldown);
        int inARow = isFirewall(reply.failure()) ? firewallReplies + 1 : 0;
        Reason nextReason = reason(reply, inARow);
        Instant end = requestedEnd(reply, now)
                .orElseGet(() -> now.plus(nextReason == Reason.QUOTA ? untilQuotaRenews(limits, now) : doubled));
        return new Pause(now, end, doubled, nextReason, inARow, "", Instant.EPOCH);
    }

    /** The message for a person. */
    static String sentence(String account, Reason reason, Instant until) {
        String what = switch (reason) {
            case RATE -> "the service throttles it";
            case QUOTA -> "its quota of calls is used up";
            case PERSON_NEEDED ->
                "the service wants to see a person: open 115.com or the 115 app with this account from this"
                        + " network, and pass the verification if it asks for one";
        };
        return "Account '" + account + "' is paused until " + until + " because " + what;
    }

    /** A single page of the firewall may be chance; from the second in a row a person is needed. */
    private static Reason reason(Open115Exception reply, int firewallReplies) {
        if (!(reply instanceof ThrottledException throttled)) {
            return Reason.RATE;
        }
        return firewallReplies == 1 ? Reason.RATE : throttled.reason();
    }

    private static boolean isFirewall(Failure failure) {
        return failure.httpStatus() == 405 || failure.httpStatus() == 406;
    }

    private static Optional<Instant> requestedEnd(Open115Exception reply, Instant now) {
        return reply instanceof ThrottledException throttled
                ? throttled
                        .resumeAt()
                        .filter(now::isBefore)
                        .map(at -> at.isBefore(now.plus(LONGEST_REQUESTED)) ? at : now.plus(LONGEST_REQUESTED))
                : Optional.empty();
    }

    private static Duration untilQuotaRenews(Limits limits, Instant now) {
        Backoff cooldowns = limits.cooldowns();
        Duration untilMidnight = Duration.between(now, ServiceDay.endAfter(now));
        Duration pause = untilMidnight.compareTo(cooldowns.longest()) < 0 ? untilMidnight : cooldowns.longest();
        return pause.compareTo(cooldowns.first()) < 0 ? cooldowns.first() : pause;
    }
}
