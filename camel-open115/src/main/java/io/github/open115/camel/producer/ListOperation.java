package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Configuration.ListOutput;
import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.names.ListedPaths;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderListing;
import io.github.open115.client.files.ListQuery;
import io.github.open115.client.files.MaxAge;
import io.github.open115.client.http.NotFoundException;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Lists a folder, complete or not at all; or page by page, with an iterator that throws when pages do not fit. */
final class ListOperation implements Operation {

    @Override
    public void process(Exchange exchange, Open115Endpoint endpoint) {
        Message message = exchange.getMessage();
        boolean recursive = message.getHeader(Open115Constants.RECURSIVE, endpoint.isRecursive(), boolean.class);
        MaxAge maxAge = MaxAges.of(message, endpoint);
        String folderId = FolderReference.idOf(exchange, endpoint, maxAge);
        if (endpoint.getConfiguration().getListOutput() == ListOutput.iterator) {
            message.setBody(files(endpoint.client().files().iterate(query(folderId, recursive, endpoint))));
            // known at the end only, and one of an earlier listing would be wrong
            message.removeHeader(Open115Constants.FILE_COUNT);
            FileHeaders.seen(exchange);
            return;
        }
        FolderListing listing;
        try {
            listing = list(folderId, recursive, endpoint, maxAge);
        } catch (NotFoundException e) {
            // what was known of the path may be old
            String now = maxAge.mayAnswer() ? FolderReference.idOf(exchange, endpoint, maxAge.askingAgain()) : folderId;
            if (now.equals(folderId)) {
                throw e;
            }
            folderId = now;
            listing = list(folderId, recursive, endpoint, maxAge);
        }
        boolean paths = !recursive || endpoint.getConfiguration().isListPaths();
        ListedPaths listed = new ListedPaths(endpoint.client().files(), folderId, listing);
        List<Open115File> files = listing.rows().stream()
                .map(row -> Open115File.of(row, paths ? listed.pathOf(row) : null))
                .toList();
        message.setBody(files);
        message.setHeader(Open115Constants.FILE_COUNT, (long) files.size());
        FileHeaders.seen(exchange);
    }

    private static FolderListing list(String folderId, boolean recursive, Open115Endpoint endpoint, MaxAge maxAge) {
        return endpoint.client().files().list(query(folderId, recursive, endpoint), maxAge);
    }

    private static ListQuery query(String folderId, boolean recursive, Open115Endpoint endpoint) {
        int pageSize = endpoint.getConfiguration().getPageSize();
        return recursive ? ListQuery.subtree(folderId, pageSize) : ListQuery.childrenOf(folderId, pageSize);
    }

    private static Iterator<Open115File> files(Iterator<FileItem> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Open115File next() {
                return Open115File.of(rows.next(), null);
            }
        };
    }
}
