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
 * The pause of an account after the service throttled it, as all its processes see it. It lasts until a probe sent after
 * its end has succeeded.
 *
 * @param began when the throttle reply came
 * @param until before this time nothing is sent, after it one probe
 * @param cooldown the length that the next one doubles
 * @param reason what the service said
 * @param firewallReplies replies of the firewall in a row
 * @param prober who sends the probe; empty when nobody does
 * @param probeUntil when the prober is given up for lost
 */
record Pause(
        Instant began,
        Instant until,
        Duration cooldown,
        Reason reason,
        int firewallReplies,
        String prober,
        Instant probeUntil) {

    /** Longer than a call takes, so that a probe is given up for lost only when its process is gone. */
    static final Duration LONGEST_PROBE = Duration.ofMinutes(5);

    /** A reply that asks for a longer pause is wrong: the longest block ever seen ended within a day. */
    private static final Duration LONGEST_REQUESTED = Duration.ofDays(1);

    /** Calls may be sent. */
    static final Pause NONE = new Pause(Instant.EPOCH, Instant.EPOCH, Duration.ZERO, Reason.RATE, 0, "", Instant.EPOCH);

    boolean isNone() {
        return cooldown.isZero();
    }

    /** Whether it is the same pause, whoever probes. */
    boolean isSame(Pause other) {
        return began.equals(other.began) && until.equals(other.until);
    }

    boolean isProbed(Instant now) {
        return !prober.isEmpty()
                && now.isBefore(probeUntil)
                && !probeUntil.isAfter(now.plus(LONGEST_PROBE).plus(AccountState.CLOCK_SKEW));
    }

    /** How long it still lasts: never longer than it was to last from its beginning, whatever the clock was set to since. */
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
