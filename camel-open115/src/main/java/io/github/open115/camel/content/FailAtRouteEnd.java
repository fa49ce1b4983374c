/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.content;

import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.Route;
import org.apache.camel.spi.SynchronizationRouteAware;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Fails an exchange at the end of its route, for a reason that the route did not notice. The exchange fails when its first
 * route ends, before Camel chooses between success and failure, so that all completions see a failed exchange, also those
 * of other consumers. An exchange without a route, as of a {@code ConsumerTemplate}, fails as the first act of its completion.
 * Camel has chosen by then, but completions that ask the exchange itself, as that of Camel's file engine does, still see it.
 */
public abstract class FailAtRouteEnd extends SynchronizationAdapter implements SynchronizationRouteAware {

    /**
     * Why an exchange that would succeed must fail.
     *
     * @return null to let it succeed
     */
    protected abstract Exception reason(Exchange exchange);

    private void judge(Exchange exchange) {
        if (exchange.isFailed()) {
            return;
        }
        Exception reason = reason(exchange);
        if (reason != null) {
            exchange.setException(reason);
        }
    }

    @Override
    public final SynchronizationRouteAware getRouteSynchronization() {
        return this;
    }

    @Override
    public final void onBeforeRoute(Route route, Exchange exchange) {}

    @Override
    public final void onAfterRoute(Route route, Exchange exchange) {
        // the end of a route that another route called is not the end of the exchange
        if (exchange.getUnitOfWork().routeStackLevel() <= 1) {
            judge(exchange);
        }
    }

    @Override
    public void onDone(Exchange exchange) {
        judge(exchange);
    }

    @Override
    public final int getOrder() {
        return Ordered.HIGHEST;
    }
}
