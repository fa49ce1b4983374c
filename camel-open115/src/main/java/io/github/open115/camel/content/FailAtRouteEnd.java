package io.github.open115.camel.content;

import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.Route;
import org.apache.camel.spi.SynchronizationRouteAware;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Fails an exchange that has come through its route, for a reason that the route did not learn of. It does so when the
 * first route of the exchange ends, before Camel chooses between success and failure: all completions, those of other
 * consumers too, then see a failed exchange. An exchange that a program takes without a route fails as the first act of its
 * completion, when that choice is made; completions that ask the exchange itself, as that of Camel's file engine does,
 * still see it.
 */
public abstract class FailAtRouteEnd extends SynchronizationAdapter implements SynchronizationRouteAware {

    /**
     * Why an exchange fails that would succeed.
     *
     * @return null if it succeeds
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
        // a route called by another one is no end: what follows may read again
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
