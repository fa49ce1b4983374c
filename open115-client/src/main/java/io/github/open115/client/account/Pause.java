package io.github.open115.client.account;

import io.github.open115.client.http.ThrottledException.Reason;
import java.time.Duration;
import java.time.Instant;

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
}
