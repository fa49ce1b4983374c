package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Looks one file or folder up, and sets the headers that a polled file has. */
final class InfoOperation implements Operation {

    @Override
    public void process(Exchange exchange, Open115Endpoint endpoint) {
        TargetFile named = new TargetFile(exchange, endpoint);
        Message message = exchange.getMessage();
        message.setBody(named.lookedUp(MaxAges.of(message, endpoint)).file());
        named.headers().lookedUp();
    }
}
