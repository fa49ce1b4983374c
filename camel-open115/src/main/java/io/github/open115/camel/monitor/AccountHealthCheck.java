package io.github.open115.camel.monitor;

import io.github.open115.camel.monitor.AccountReport.Authorization;
import io.github.open115.client.account.AccountStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Whether the routes of an account can do their work, told from what is known, never by a call. An account that is
 * throttled is well, it only waits; one that a person must authorize again is not. No check of liveness: to start the
 * process anew would neither end a pause nor bring an authorization back.
 */
final class AccountHealthCheck implements HealthCheck {

    private static final String GROUP = "open115";

    private final AccountStatus status;
    private final Clock clock;
    private volatile boolean enabled = true;

    AccountHealthCheck(AccountStatus status, Clock clock) {
        this.status = status;
        this.clock = clock;
    }

    @Override
    public String getId() {
        return GROUP + ":" + status.name();
    }

    @Override
    public String getGroup() {
        return GROUP;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this)
                .detail(CHECK_ID, getId())
                .detail(CHECK_GROUP, getGroup())
                .detail(CHECK_ENABLED, enabled);
        if (options.get(CHECK_KIND) != null) {
            result.detail(CHECK_KIND, options.get(CHECK_KIND));
        }
        if (!enabled) {
            return result.message("Disabled").unknown().build();
        }
        Instant now = clock.instant();
        AccountReport report = AccountReport.of(status);
        report.toMap(now).forEach((name, value) -> result.detail(name, String.valueOf(value)));
        boolean alive = options.get(CHECK_KIND) == Kind.LIVENESS || report.authorization() == Authorization.GOOD;
        return alive
                ? result.message(report.throttledReason()).up().build()
                : result.message(report.authorizationProblem()).down().build();
    }
}
