/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.monitor;

import io.github.open115.camel.monitor.AccountReport.Authorization;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether the routes of an account can do their work, from what is known, without a call. An account that is throttled
 * is up, because it only waits; one that a person must authorize again is down. It is always alive: a restart of the
 * process would neither end a pause nor restore an authorization. Loaded only where {@code camel-health} is there.
 */
final class AccountHealthCheck extends AbstractHealthCheck {

    private static final String GROUP = "open115";

    private final Supplier<AccountReport> reports;
    private final Clock clock;

    AccountHealthCheck(String account, Supplier<AccountReport> reports, Clock clock) {
        super(GROUP, GROUP + ":" + account);
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        AccountReport report = reports.get();
        report.toMap(clock.instant()).forEach((name, value) -> result.detail(name, String.valueOf(value)));
        if (options.get(CHECK_KIND) == Kind.LIVENESS || report.authorization() == Authorization.GOOD) {
            result.message(report.throttledReason()).up();
        } else {
            result.message(report.authorizationProblem()).down();
        }
    }
}
