package io.github.open115.client.account;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.http.ThrottledException.Reason;
import io.github.open115.client.internal.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a pause lasts and what it is called, by what the service said (docs/115-open-api.md H.3 and H.4). */
final class PauseRules {

    /** A header that says more is a mistake: the longest block that was ever seen ended within a day. */
    private static final Duration LONGEST_TOLD = Duration.ofDays(1);

    private final Backoff backoff;

    PauseRules(Limits limits) {
        this.backoff = new Backoff(limits.throttleCooldown(), limits.throttleCooldownMax());
    }

    /**
     * The pause that a throttle reply begins.
     *
     * @param before the one before it, if its probe has not succeeded
     * @param reply the throttle reply
     * @param now the time
     */
    Pause next(Pause before, Open115Exception reply, Instant now) {
        Duration doubled = backoff.next(before.cooldown());
        int firewallReplies = isFirewall(reply.failure()) ? before.firewallReplies() + 1 : 0;
        Reason reason = reason(reply, firewallReplies);
        Instant until =
                told(reply, now).orElseGet(() -> now.plus(reason == Reason.QUOTA ? untilQuotaRenews(now) : doubled));
        return new Pause(now, until, doubled, reason, firewallReplies, "", Instant.EPOCH);
    }

    /** What a person is told. */
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

    /** One page of the firewall may be chance; docs/115-open-api.md H.4 wants a person at the second. */
    private static Reason reason(Open115Exception reply, int firewallReplies) {
        if (!(reply instanceof ThrottledException throttled)) {
            return Reason.RATE;
        }
        return firewallReplies == 1 ? Reason.RATE : throttled.reason();
    }

    private static boolean isFirewall(Failure failure) {
        return failure.httpStatus() == 405 || failure.httpStatus() == 406;
    }

    private static Optional<Instant> told(Open115Exception reply, Instant now) {
        return reply instanceof ThrottledException throttled
                ? throttled
                        .resumeAt()
                        .filter(now::isBefore)
                        .map(at -> at.isBefore(now.plus(LONGEST_TOLD)) ? at : now.plus(LONGEST_TOLD))
                : Optional.empty();
    }

    private Duration untilQuotaRenews(Instant now) {
        Duration untilMidnight = Duration.between(now, ServiceDay.endAfter(now));
        Duration pause = untilMidnight.compareTo(backoff.longest()) < 0 ? untilMidnight : backoff.longest();
        return pause.compareTo(backoff.first()) < 0 ? backoff.first() : pause;
    }
}
