/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.springboot;

import io.github.open115.camel.Open115Component;
import io.github.open115.camel.monitor.AccountReport;
import io.github.open115.camel.monitor.AccountReport.Authorization;
import io.github.open115.camel.monitor.Monitoring;
import java.time.Instant;
import java.util.List;
import org.apache.camel.CamelContext;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * The accounts of the application, from what is known and without a call: down when a person must authorize one again,
 * up while one only waits for the service to end its throttling.
 */
final class Open115HealthIndicator extends AbstractHealthIndicator {

    private final CamelContext context;

    Open115HealthIndicator(CamelContext context) {
        this.context = context;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        for (String name : context.getComponentNames()) {
            if (context.hasComponent(name) instanceof Open115Component component) {
                tell(component, health);
            }
        }
    }

    private static void tell(Open115Component component, Health.Builder health) {
        Monitoring monitoring = component.monitoring();
        List<AccountReport> accounts = monitoring == null ? List.of() : monitoring.accounts();
        for (AccountReport account : accounts) {
            Instant now = monitoring.clock().instant();
            health.withDetail(account.account(), account.toMap(now));
            if (account.authorization() != Authorization.GOOD) {
                health.down();
            }
        }
    }
}
