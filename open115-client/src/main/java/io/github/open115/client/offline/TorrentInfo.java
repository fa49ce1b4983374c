/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.offline;

import io.github.open115.client.http.JsonObject;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a torrent file in the drive describes (docs/115-open-api.md E.4).
 *
 * @param infoHash the hash of the torrent, by which its task is named; never null
 * @param name name of the torrent; null if the reply had none
 * @param size bytes of all its files
 * @param files its files, in the order of the torrent; never null
 */
public record TorrentInfo(String infoHash, String name, long size, List<TorrentFile> files) implements Serializable {

    public TorrentInfo {
        Objects.requireNonNull(infoHash, "infoHash");
        files = List.copyOf(files);
    }

    /**
     * A file of a torrent.
     *
     * @param index its number, from 0, by which {@link OfflineDownloads#addTorrent} selects it
     * @param path its path in the torrent
     * @param size bytes
     * @param wanted whether the service suggests to download it
     */
    public record TorrentFile(int index, String path, long size, boolean wanted) implements Serializable {}

    static TorrentInfo of(JsonObject data) {
        List<TorrentFile> files = new ArrayList<>();
        for (JsonObject row : data.requiredList("torrent_filelist")) {
            files.add(new TorrentFile(
                    files.size(), row.text("path"), Math.max(0, row.number("size", 0)), row.isTrue("wanted")));
        }
        return new TorrentInfo(
                data.requiredText("info_hash"),
                data.text("torrent_name"),
                Math.max(0, data.number("file_size", 0)),
                files);
    }
}
