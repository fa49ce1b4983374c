package io.github.open115.camel.operation;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.Open115RemoteFile;
import io.github.open115.camel.names.SafeNames;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Looks one file or folder up, and sets the headers that a polled file has. */
final class InfoOperation implements OperationHandler {

    @Override
    public void process(Exchange exchange, Open115Endpoint endpoint) {
        LocatedFile found = new MessageFile(exchange, endpoint).lookedUp();
        Open115File file = found.file();
        Message message = exchange.getMessage();
        message.setBody(file);
        // outside the folder of the endpoint, a relative path must not lead out of it
        String path = file.path() == null ? SafeNames.segment(file.name()) : file.path();
        message.setHeader(Open115Constants.FILE_NAME, path);
        message.setHeader(Open115Constants.FILE_NAME_ONLY, file.name());
        message.setHeader(Open115Constants.FILE_RELATIVE_PATH, path);
        message.setHeader(Open115Constants.FILE_ABSOLUTE_PATH, found.place().toString());
        message.setHeader(Open115Constants.FILE_PARENT, found.place().parent().toString());
        message.setHeader(Open115Constants.FILE_LENGTH, file.size());
        if (file.updatedAt() != null) {
            message.setHeader(
                    Open115Constants.FILE_LAST_MODIFIED, file.updatedAt().toEpochMilli());
        }
        Open115RemoteFile.setHeaders(message, file);
    }
}
