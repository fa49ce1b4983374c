package io.github.open115.camel.operation;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.operation.FileReference.Kind;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;

/**
 * The folder that {@code list} and {@code search} look into: the one that the options {@code fileId} or {@code fileName}
 * name, else the header {@code CamelOpen115FileId}, else a folder as the body, else the folder of the endpoint. What
 * names the message's own file, such as a polled one, is passed over, and so are {@code CamelFileName}, which every file
 * consumer sets, and the pick code: they are about files.
 */
final class FolderReference {

    private FolderReference() {}

    static String idOf(Exchange exchange, Open115Endpoint endpoint) {
        String directory = endpoint.getConfiguration().getDirectory();
        return FileReference.byOption(exchange, endpoint)
                .or(() -> byMessage(exchange))
                .map(reference -> reference.kind() == Kind.ID
                        ? reference.value()
                        : endpoint.paths().folderId(directory + "/" + reference.value()))
                .orElseGet(() -> endpoint.paths().folderId(directory));
    }

    private static Optional<FileReference> byMessage(Exchange exchange) {
        Message message = exchange.getMessage();
        Optional<Open115File> body = FileReference.fileIn(message.getBody());
        Optional<Open115File> polled =
                FileReference.fileIn(exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE));
        return FileReference.byHeader(message, Open115Constants.FILE_ID, Kind.ID)
                .filter(header -> !isFile(body, header) && !isFile(polled, header))
                .or(() ->
                        body.filter(Open115File::folder).map(folder -> new FileReference(Kind.ID, folder.id(), false)));
    }

    private static boolean isFile(Optional<Open115File> known, FileReference header) {
        return known.filter(file -> !file.folder() && file.id().equals(header.value()))
                .isPresent();
    }
}
