package io.github.open115.camel;

import io.github.open115.camel.content.FailAtRouteEnd;
import org.apache.camel.Exchange;
import org.apache.camel.RollbackExchangeException;

/**
 * Fails an exchange that the route has marked for rollback without an exception. Camel's file engine goes by the exception
 * alone, and would delete or move the file of an exchange that is to be undone.
 */
final class RollbackOnlyFailure extends FailAtRouteEnd {

    @Override
    protected Exception reason(Exchange exchange) {
        return exchange.isRollbackOnly()
                ? new RollbackExchangeException("The route has marked the exchange for rollback only", exchange)
                : null;
    }
}
