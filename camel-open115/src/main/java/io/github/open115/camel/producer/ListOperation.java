/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.names.ListedPaths;
import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderListing;
import io.github.open115.client.files.ListQuery;
import io.github.open115.client.files.MaxAge;
import io.github.open115.client.http.NotFoundException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Lists a folder completely, or fails; or page by page, with an iterator that throws if pages do not fit together. */
final class ListOperation implements Operation {

    @Override
    public void process(Exchange exchange, OperationContext context) {
        Message message = exchange.getMessage();
        DriveFiles files = context.client().files();
        TargetResolver targets = new TargetResolver(exchange, context);
        boolean recursive =
                message.getHeader(Open115Constants.RECURSIVE, context.options().recursive(), boolean.class);
        int pageSize = context.options().pageSize();
        Function<String, ListQuery> query = folderId ->
                recursive ? ListQuery.subtree(folderId, pageSize) : ListQuery.childrenOf(folderId, pageSize);
        MaxAge maxAge = targets.maxAge();
        Function<MaxAge, String> folder = targets.folder();
        if (context.options().listAsIterator()) {
            message.setBody(filesOf(files.iterate(query.apply(folder.apply(maxAge)))));
            // the number is known at the end only, and that of an earlier listing would be wrong
            message.removeHeader(Open115Constants.FILE_COUNT);
        } else {
            boolean withPaths = !recursive || context.options().listPaths();
            List<Open115File> listed = list(files, query, folder, maxAge, withPaths);
            message.setBody(listed);
            message.setHeader(Open115Constants.FILE_COUNT, (long) listed.size());
        }
        FileHeaders.seen(exchange);
    }

    private static List<Open115File> list(
            DriveFiles files,
            Function<String, ListQuery> query,
            Function<MaxAge, String> folder,
            MaxAge maxAge,
            boolean withPaths) {
        String folderId = folder.apply(maxAge);
        try {
            return list(files, query.apply(folderId), maxAge, withPaths);
        } catch (NotFoundException e) {
            // the cached path may be out of date
            String present = maxAge.mayAnswer() ? folder.apply(maxAge.askingAgain()) : folderId;
            if (present.equals(folderId)) {
                throw e;
            }
            return list(files, query.apply(present), maxAge, withPaths);
        }
    }

    private static List<Open115File> list(DriveFiles files, ListQuery query, MaxAge maxAge, boolean withPaths) {
        FolderListing listing = files.list(query, maxAge);
        ListedPaths paths = new ListedPaths(files, query.folderId(), listing);
        return listing.rows().stream()
                .map(row -> Open115File.of(row, withPaths ? paths.pathOf(row) : null))
                .toList();
    }

    private static Iterator<Open115File> filesOf(Iterator<FileItem> rows) {
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
