package io.github.open115.camel.operation;

import io.github.open115.camel.content.Open115Content;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Gives the connection of a content that was read in part back when the exchange ends. */
final class ReleaseAtEnd extends SynchronizationAdapter {

    private final Open115Content content;

    private ReleaseAtEnd(Open115Content content) {
        this.content = content;
    }

    static void of(Open115Content content, Exchange exchange) {
        exchange.getExchangeExtension().addOnCompletion(new ReleaseAtEnd(content));
    }

    @Override
    public void onDone(Exchange exchange) {
        content.release();
    }
}
