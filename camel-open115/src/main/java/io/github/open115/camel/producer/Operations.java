/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import static java.util.Map.entry;

import io.github.open115.camel.Open115Operation;
import java.util.EnumMap;
import java.util.Map;
import org.apache.camel.Exchange;

/** The registry of operations. A new operation is a class, or a method of one, and a line here. */
public final class Operations {

    private static final Map<Open115Operation, Operation> REGISTRY = new EnumMap<>(Map.ofEntries(
            entry(Open115Operation.list, new ListOperation()),
            entry(Open115Operation.search, new SearchOperation()),
            entry(Open115Operation.info, new InfoOperation()),
            entry(Open115Operation.resolveLink, new ResolveLinkOperation()),
            entry(Open115Operation.download, new DownloadOperation()),
            entry(Open115Operation.serve, new ServeOperation()),
            entry(Open115Operation.move, new MoveOperation()),
            entry(Open115Operation.rename, new RenameOperation()),
            entry(Open115Operation.delete, new DeleteOperation()),
            entry(Open115Operation.accountInfo, Operations::accountInfo),
            entry(Open115Operation.upload, new UploadOperation()),
            entry(Open115Operation.createFolder, new CreateFolderOperation()),
            entry(Open115Operation.copy, new CopyOperation()),
            entry(Open115Operation.star, new StarOperation()),
            entry(Open115Operation.recycleBinList, RecycleBinOperations::list),
            entry(Open115Operation.recycleBinRestore, RecycleBinOperations::restore),
            entry(Open115Operation.recycleBinDelete, RecycleBinOperations::delete),
            entry(Open115Operation.offlineAdd, new OfflineAddOperation()),
            entry(Open115Operation.offlineList, OfflineOperations::list),
            entry(Open115Operation.offlineDelete, OfflineOperations::delete),
            entry(Open115Operation.offlineClear, OfflineOperations::clear),
            entry(Open115Operation.offlineQuota, OfflineOperations::quota),
            entry(Open115Operation.offlineTorrentInfo, new TorrentOperation(false)),
            entry(Open115Operation.offlineAddTorrent, new TorrentOperation(true)),
            entry(Open115Operation.videoPlay, VideoOperation.play()),
            entry(Open115Operation.videoPush, VideoOperation.push()),
            entry(Open115Operation.videoSubtitles, VideoOperation.subtitles()),
            entry(Open115Operation.videoHistory, VideoOperation.history()),
            entry(Open115Operation.videoSetHistory, VideoOperation.setHistory())));

    private Operations() {}

    /**
     * Performs an operation and makes its result the body.
     *
     * @throws Exception if it failed; the message is then left as it was
     */
    public static void perform(Open115Operation operation, Exchange exchange, OperationContext context)
            throws Exception {
        REGISTRY.get(operation).process(exchange, context);
    }

    private static void accountInfo(Exchange exchange, OperationContext context) {
        exchange.getMessage().setBody(context.client().accountInfo());
    }

    /** Whether an operation is registered. */
    static boolean contains(Open115Operation operation) {
        return REGISTRY.containsKey(operation);
    }
}
