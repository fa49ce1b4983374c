package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import io.github.open115.camel.Open115File;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Searches below a folder by name. The index of the service lags behind, so it proves nothing. */
final class SearchOperation implements Operation {

    /** What the service hands out at most (docs/115-open-api.md C.3). */
    private static final int WINDOW = 10_000;

    @Override
    public void process(Exchange exchange, Open115Endpoint endpoint) {
        Message message = exchange.getMessage();
        String query = message.getHeader(Open115Constants.QUERY, String.class);
        // the content of a polled file is no query, and reading it would fetch it
        if (query == null && FileReference.fileIn(message.getBody()).isEmpty()) {
            query = message.getBody(String.class);
        }
        if (query == null || query.isBlank()) {
            throw new IllegalArgumentException(
                    "Nothing to search for: set the header " + Open115Constants.QUERY + " or the body");
        }
        String folderId = FolderReference.idOf(exchange, endpoint, MaxAges.of(message, endpoint));
        List<Open115File> found = endpoint.client().files().search(folderId, query, WINDOW).stream()
                .map(item -> Open115File.ofLookUp(item, null))
                .toList();
        message.setBody(found);
        message.setHeader(Open115Constants.FILE_COUNT, (long) found.size());
        FileHeaders.seen(exchange);
    }
}
