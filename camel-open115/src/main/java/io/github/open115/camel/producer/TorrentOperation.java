/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import io.github.open115.client.files.EntryRules;
import io.github.open115.client.offline.OfflineDownloads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Reads a torrent file of the drive, or gives it to the cloud download. The file is named as any file. */
final class TorrentOperation implements Operation {

    private static final Pattern NUMBERS = Pattern.compile("\\s*\\d{1,6}\\s*(,\\s*\\d{1,6}\\s*)*");

    private final boolean add;

    /** @param add whether the torrent is downloaded; otherwise it is only read */
    TorrentOperation(boolean add) {
        this.add = add;
    }

    @Override
    public void process(Exchange exchange, OperationContext context) {
        Message message = exchange.getMessage();
        TargetResolver targets = new TargetResolver(exchange, context);
        TargetFile target = targets.file();
        List<Integer> files = add ? files(message) : List.of();
        String savePath = add ? message.getHeader(Open115Constants.SAVE_PATH, String.class) : null;
        if (savePath != null) {
            EntryRules.checkComplete(savePath);
        }
        Open115File torrent = target.file(targets.maxAge());
        String pickCode = TargetFile.pickCodeOf(torrent);
        OfflineDownloads offline = context.client().offline();
        message.setBody(
                add
                        ? OfflineAddOperation.inFolder(
                                context,
                                folderId -> offline.addTorrent(pickCode, torrent.sha1(), files, folderId, savePath))
                        : offline.torrentInfo(pickCode, torrent.sha1()));
        target.headers().found();
    }

    private static List<Integer> files(Message message) {
        Object header = message.getHeader(Open115Constants.TORRENT_FILES);
        if (header == null) {
            return List.of();
        }
        List<String> numbers = new ArrayList<>();
        if (header instanceof Collection<?> elements) {
            elements.forEach(element -> numbers.add(String.valueOf(element)));
        } else {
            numbers.add(header.toString());
        }
        String text = String.join(",", numbers);
        if (!NUMBERS.matcher(text).matches()) {
            throw new IllegalArgumentException("The header " + Open115Constants.TORRENT_FILES + "='" + text
                    + "' names no files: set it to numbers from 0 with commas between them, such as 0,2, or remove it");
        }
        return Pattern.compile(",")
                .splitAsStream(text)
                .map(number -> Integer.valueOf(number.strip()))
                .toList();
    }
}
