package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import io.github.open115.camel.Open115File;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Gives a file or folder another name; the service cannot change the extension of a file. */
final class RenameOperation implements Operation {

    @Override
    public void process(Exchange exchange, Open115Endpoint endpoint) {
        Message message = exchange.getMessage();
        String newName = message.getHeader(Open115Constants.NEW_NAME, String.class);
        if (newName == null || newName.isBlank()) {
            throw new IllegalArgumentException(
                    "The message gives no new name: set the header " + Open115Constants.NEW_NAME);
        }
        TargetFile named = new TargetFile(exchange, endpoint);
        Open115File file = named.fileToChange();
        endpoint.client().files().rename(file.toItem(), newName);
        Open115File renamed = file.movedTo(file.parentId(), newName);
        message.setBody(renamed);
        named.headers().renamed(renamed);
    }
}
