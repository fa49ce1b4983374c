package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.producer.FileReference.Kind;
import io.github.open115.client.files.MaxAge;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;

/**
 * The folder that {@code list} and {@code search} look into: the one that the options {@code fileId} or {@code fileName}
 * name, else the header {@code CamelOpen115FileId}, else a folder as the body, else the folder of the endpoint. A header
 * that the route has not set since the last operation comes after the body. What names the message's own file, such as a
 * polled one, is passed over, and so are {@code CamelFileName}, which every file consumer sets, and the pick code: they
 * are about files.
 */
final class FolderReference {

    private FolderReference() {}

    static String idOf(Exchange exchange, Open115Endpoint endpoint, MaxAge maxAge) {
        String directory = endpoint.getConfiguration().getDirectory();
        return FileReference.byOption(exchange, endpoint)
                .map(option -> option.kind() == Kind.ID
                        ? option.value()
                        : endpoint.paths().folderId(directory + "/" + option.value(), maxAge))
                .or(() -> byMessage(exchange))
                .orElseGet(() -> endpoint.paths().folderId(directory, maxAge));
    }

    private static Optional<String> byMessage(Exchange exchange) {
        Message message = exchange.getMessage();
        LastFile last = LastFile.of(exchange);
        Optional<Open115File> body = FileReference.fileIn(message.getBody());
        Optional<Open115File> polled =
                FileReference.fileIn(exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE));
        Optional<String> header = FileReference.byHeader(message, Open115Constants.FILE_ID, Kind.ID)
                .map(FileReference::value)
                .filter(id -> !last.deleted() || !id.equals(last.id()))
                .filter(id -> Stream.of(body, polled, Optional.ofNullable(last.file()))
                        .flatMap(Optional::stream)
                        .noneMatch(file -> !file.folder() && file.id().equals(id)));
        Optional<String> folder = body.filter(Open115File::folder).map(Open115File::id);
        return last.isSetSince(message, Open115Constants.FILE_ID) ? header.or(() -> folder) : folder.or(() -> header);
    }
}
