package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Endpoint;
import java.util.List;
import org.apache.camel.Exchange;

/** Moves a file or folder to the recycle bin. */
final class DeleteOperation implements Operation {

    @Override
    public void process(Exchange exchange, Open115Endpoint endpoint) {
        TargetFile named = new TargetFile(exchange, endpoint);
        String id = named.idToChange();
        // once more is no mistake: a route may be tried again
        if (!named.reference().isDeleted()) {
            endpoint.client().files().delete(List.of(id));
        }
        exchange.getMessage().setBody(null);
        named.headers().deleted(id);
    }
}
