/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Operation;
import org.apache.camel.Exchange;

/** The operations by name. A new operation is a class, or a method of one, and a line here. */
public final class Operations {

    private Operations() {}

    /**
     * Performs an operation and makes its result the body.
     *
     * @throws Exception if it failed; the message is then left as it was
     */
    public static void perform(Open115Operation operation, Exchange exchange, OperationContext context)
            throws Exception {
        of(operation).process(exchange, context);
    }

    private static Operation of(Open115Operation operation) {
        return switch (operation) {
            case list -> new ListOperation();
            case search -> new SearchOperation();
            case info -> new InfoOperation();
            case resolveLink -> new ResolveLinkOperation();
            case download -> new DownloadOperation();
            case serve -> new ServeOperation();
            case move -> new MoveOperation();
            case rename -> new RenameOperation();
            case delete -> new DeleteOperation();
            case accountInfo -> Operations::accountInfo;
            case upload -> new UploadOperation();
            case createFolder -> new CreateFolderOperation();
            case copy -> new CopyOperation();
            case star -> new StarOperation();
            case recycleBinList -> RecycleBinOperations::list;
            case recycleBinRestore -> RecycleBinOperations::restore;
            case recycleBinDelete -> RecycleBinOperations::delete;
            case offlineAdd -> new OfflineAddOperation();
            case offlineList -> OfflineOperations::list;
            case offlineDelete -> OfflineOperations::delete;
            case offlineClear -> OfflineOperations::clear;
            case offlineQuota -> OfflineOperations::quota;
            case offlineTorrentInfo -> new TorrentOperation(false);
            case offlineAddTorrent -> new TorrentOperation(true);
            case videoPlay -> VideoOperation.play();
            case videoPush -> VideoOperation.push();
            case videoSubtitles -> VideoOperation.subtitles();
            case videoHistory -> VideoOperation.history();
            case videoSetHistory -> VideoOperation.setHistory();
        };
    }

    private static void accountInfo(Exchange exchange, OperationContext context) {
        exchange.getMessage().setBody(context.client().accountInfo());
    }
}
