package io.github.open115.camel.operation;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.Open115RemoteFile;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Looks one file or folder up. */
final class InfoOperation implements OperationHandler {

    @Override
    public void process(Exchange exchange, Open115Endpoint endpoint) {
        Open115File file = new FileReference(exchange, endpoint).lookedUp();
        Message message = exchange.getMessage();
        message.setBody(file);
        Open115RemoteFile.setHeaders(message, file);
        message.setHeader(Open115Constants.FILE_LENGTH, file.size());
        if (file.updatedAt() != null) {
            message.setHeader(
                    Open115Constants.FILE_LAST_MODIFIED, file.updatedAt().toEpochMilli());
        }
    }
}
