package io.github.open115.camel.operation;

import io.github.open115.camel.Open115Endpoint;
import org.apache.camel.Exchange;

/** Looks one file or folder up, and sets the headers that a polled file has. */
final class InfoOperation implements OperationHandler {

    @Override
    public void process(Exchange exchange, Open115Endpoint endpoint) {
        MessageFile named = new MessageFile(exchange, endpoint);
        exchange.getMessage().setBody(named.lookedUp().file());
        named.headers().lookedUp();
    }
}
