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

    /** Calls may be sent. */
    static final Pause NONE = new Pause(Instant.EPOCH, Instant.EPOCH, Duration.ZERO, Reason.RATE, 0, "", Instant.EPOCH);

    boolean isNone() {
        return cooldown.isZero();
    }

    boolean isProbed(Instant now) {
        return !prober.isEmpty() && now.isBefore(probeUntil);
    }

    Pause probedBy(String newProber, Instant newProbeUntil) {
        return new Pause(began, until, cooldown, reason, firewallReplies, newProber, newProbeUntil);
    }

    Pause notProbed() {
        return probedBy("", Instant.EPOCH);
    }
}
