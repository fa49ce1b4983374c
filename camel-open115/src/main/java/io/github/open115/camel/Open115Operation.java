/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The operations of the producer. */
public enum Open115Operation {
    /** Lists the files and folders of a folder; the body becomes a {@code List<Open115File>}. */
    list,
    /** Searches below a folder by name; the body becomes a {@code List<Open115File>}. */
    search,
    /** Looks one file or folder up; the body becomes an {@link Open115File}. */
    info,
    /** Resolves download links; the body becomes a URL, or a list of links for a list of files. */
    resolveLink,
    /** Hands out the content; the body becomes a lazy stream, or a verified {@code java.io.File}. */
    download,
    /** Answers an HTTP request with a file, or with the way to it. */
    serve,
    /** Moves files and folders into another folder. */
    move,
    /** Gives a file or folder another name. */
    rename,
    /** Moves files and folders to the recycle bin. */
    delete,
    /** Returns the owner of the account and its space. */
    accountInfo,
    /** Uploads the body, which stays as it is; headers name the new file. */
    upload,
    /** Creates a folder, and those above it; the body becomes an {@link Open115File}. */
    createFolder,
    /** Copies files and folders into another folder; the body becomes what the copies are. */
    copy,
    /** Sets or removes the star of a file or folder; the body becomes an {@link Open115File}. */
    star,
    /** Lists the recycle bin; the body becomes a {@code List<RecycledFile>}. */
    recycleBinList,
    /** Takes files and folders back out of the recycle bin; the body becomes a {@code List<RecycledFile>}. */
    recycleBinRestore,
    /** Deletes files and folders in the recycle bin, which nobody can undo; the body becomes null. */
    recycleBinDelete,
    /** Gives links to the cloud download; the body becomes a {@code List<OfflineLink>}. */
    offlineAdd,
    /** Lists the tasks of the cloud download; the body becomes a {@code List<OfflineTask>}. */
    offlineList,
    /** Removes single tasks of the cloud download. */
    offlineDelete,
    /** Removes all tasks of the cloud download that have finished, have failed, or run. */
    offlineClear,
    /** Returns how many cloud downloads may still be added. */
    offlineQuota,
    /** Reads a torrent file of the drive; the body becomes a {@code TorrentInfo}. */
    offlineTorrentInfo,
    /** Gives a torrent file of the drive to the cloud download; the body becomes an {@code OfflineLink}. */
    offlineAddTorrent,
    /** Returns the streams and audio tracks of a video; the body becomes a {@code Video}. */
    videoPlay,
    /** Asks the service to transcode a video sooner. */
    videoPush,
    /** Lists the subtitles of a video; the body becomes a {@code List<Subtitle>}. */
    videoSubtitles,
    /** Returns where the last viewing of a video ended; the body becomes a {@code PlayPosition}, or null. */
    videoHistory,
    /** Saves where a viewing of a video has ended. */
    videoSetHistory;

    /**
     * The operation of this name; as for every enum in Camel, letter case and dashes do not count.
     *
     * @throws IllegalArgumentException when there is none; the message lists all operations
     */
    public static Open115Operation of(String name) {
        String plain = name.replace("-", "");
        for (Open115Operation operation : values()) {
            if (operation.name().equalsIgnoreCase(plain)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("There is no operation '" + name + "': use one of "
                + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", ")));
    }
}
