package io.github.open115.camel.monitor;

import io.github.open115.camel.monitor.AccountEvent.Kind;
import io.github.open115.client.account.AccountStatus;
import io.github.open115.client.http.Open115Exception;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the state of an account with what was told of it, and tells the difference once. Looking costs no call, so it
 * can be done when something is known to have happened and from time to time: a pause ends without anybody's doing.
 */
final class AccountWatch {

    private static final Logger LOG = LoggerFactory.getLogger(AccountWatch.class);

    private final Object source;
    private final AccountStatus status;
    private final Clock clock;
    private final Consumer<AccountEvent> events;
    private Instant pauseTold;
    private String lossTold;

    /**
     * @param source what the events come from
     * @param status of which account
     * @param events takes them
     */
    AccountWatch(Object source, AccountStatus status, Clock clock, Consumer<AccountEvent> events) {
        this.source = source;
        this.status = status;
        this.clock = clock;
        this.events = events;
    }

    /** Tells whether calls may be sent, if that has changed; costs next to nothing. */
    synchronized void lookAtPause() {
        Instant until = status.pausedUntil().orElse(null);
        if (until == null && pauseTold != null) {
            pauseTold = null;
            tell(Kind.RESUMED, "Calls of account '" + status.name() + "' may be sent again", null);
        } else if (until != null && !until.equals(pauseTold)) {
            pauseTold = until;
            tell(Kind.THROTTLED, status.throttled().map(Throwable::getMessage).orElse("The service throttles"), until);
        }
    }

    /** Tells whether a person must authorize again, if that has changed; asks the token store. */
    synchronized void lookAtAuthorization() {
        String lost;
        try {
            lost = status.authorizationLost().orElse(null);
        } catch (Open115Exception unreadable) {
            LOG.debug("Account {}: {}", status.name(), unreadable.getMessage());
            return;
        }
        if (lost != null && lossTold == null) {
            tell(Kind.AUTHORIZATION_LOST, lost, null);
        } else if (lost == null && lossTold != null) {
            tell(Kind.AUTHORIZATION_RESTORED, "Account '" + status.name() + "' is authorized again", null);
        }
        lossTold = lost;
    }

    private void tell(Kind kind, String message, Instant resumesAt) {
        AccountEvent event = new AccountEvent(source, kind, status.name(), message, resumesAt);
        event.setTimestamp(clock.millis());
        events.accept(event);
    }
}
