/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.offline;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.Lane;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The cloud download of an account: the service fetches links and torrents into the drive (docs/115-open-api.md E).
 * Thread-safe.
 *
 * <p>A call that changes something and whose reply is lost is not simply sent again: the list of tasks says first what the
 * call has done. Every method may throw any {@link Open115Exception}.
 */
public final class OfflineDownloads {

    /** How many links one call adds at most (docs/115-open-api.md E.3). */
    public static final int MAX_LINKS_PER_CALL = 115;

    private static final Pattern FOLDER_ID = Pattern.compile("\\d{1,19}");
    private static final Pattern INFO_HASH = Pattern.compile("[0-9A-Za-z]{1,128}");

    private final AccountCalls calls;
    private final TaskList tasks;
    private final AddedTasks added;

    /**
     * @param calls sends the calls
     * @param clock the time of day, to tell new tasks from older ones after a lost reply
     * @param sleeper waits between two looks at the list of tasks after a lost reply
     */
    public OfflineDownloads(AccountCalls calls, Clock clock, Sleeper sleeper) {
        this(calls, new AddedTasks(clock, sleeper));
    }

    private OfflineDownloads(AccountCalls calls, AddedTasks added) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.tasks = new TaskList(calls);
        this.added = added;
    }

    /** The same with other calls of the account. Both share what is known of links whose replies were lost. */
    public OfflineDownloads with(AccountCalls otherCalls) {
        return new OfflineDownloads(otherCalls, added);
    }

    /**
     * Adds links, one call for {@value #MAX_LINKS_PER_CALL} of them. A link that has a task already counts as
     * {@link OfflineLink.Outcome#existing}. A link that is given twice is sent once. It can take minutes.
     *
     * @param links HTTP, HTTPS, FTP, magnet and ed2k links; at least one
     * @param folderId id of the folder to download into, {@code 0} for the root folder
     * @param failOnRejected whether one refused link makes the call fail, after all links were sent; otherwise it fails only
     *     if all are refused
     * @return what became of each link, in the order of the links
     * @throws IllegalArgumentException if there is no link, or one with a line break; without a call
     * @throws LinksNotAddedException if links were refused, or if a call failed after others had added links
     * @throws io.github.open115.client.http.NotFoundException if the folder does not exist
     * @throws io.github.open115.client.http.RefusedException if the quota of cloud downloads or the space of the drive is
     *     used up
     */
    public List<OfflineLink> add(Collection<String> links, String folderId, boolean failOnRejected) {
        requireFolderId(folderId);
        return new LinkAdder(calls, folderId, added).add(SourceLink.all(links), failOnRejected, tasks);
    }

    /**
     * All tasks, one call for each page. A list whose pages do not fit together, because tasks come or go meanwhile, is read
     * again.
     *
     * @return in the order of the service; an error is never an empty list
     * @throws io.github.open115.client.http.UnreadableReplyException if three attempts gave no complete list
     */
    public List<OfflineTask> tasks() {
        return tasks.read();
    }

    /**
     * Removes tasks from the list of tasks, one call for each. A task that is gone already counts as removed.
     *
     * @param infoHashes at least one
     * @param deleteSourceFiles whether what the tasks have downloaded goes to the recycle bin, too
     * @throws IllegalArgumentException if there is none, or one that is no info hash; without a call
     */
    public void delete(Collection<String> infoHashes, boolean deleteSourceFiles) {
        Set<String> hashes = new LinkedHashSet<>(infoHashes);
        if (hashes.isEmpty()) {
            throw new IllegalArgumentException("Nothing to delete: give at least one info hash");
        }
        hashes.forEach(OfflineDownloads::requireInfoHash);
        new TaskDeletion(calls, tasks, deleteSourceFiles).delete(hashes);
    }

    /**
     * Removes all tasks of a kind from the list of tasks. If the reply is lost, the list says whether the tasks are gone; the
     * call is never sent again, because tasks that finish meanwhile would be removed, too.
     *
     * @param deleteSourceFiles whether what the tasks have downloaded goes to the recycle bin, too
     * @throws IllegalArgumentException if the files cannot be deleted for this scope; without a call
     */
    public void clear(OfflineScope scope, boolean deleteSourceFiles) {
        if (deleteSourceFiles && !scope.hasSourceFiles()) {
            throw new IllegalArgumentException("The files of tasks cannot be deleted with scope " + scope
                    + ": use finished or all, or leave the files");
        }
        new TaskDeletion(calls, tasks, deleteSourceFiles).clear(scope);
    }

    /** How many links may still be added. One call. */
    public OfflineQuota quota() {
        return OfflineQuota.of(
                calls.send(ApiCall.get("/open/offline/get_quota_info").build(), Lane.LISTING)
                        .requiredObject("data"));
    }

    /**
     * Reads a torrent file of the drive. One call.
     *
     * @param pickCode pick code of the torrent file
     * @param sha1 SHA-1 of the torrent file
     * @throws io.github.open115.client.http.NotFoundException if there is no such file
     */
    public TorrentInfo torrentInfo(String pickCode, String sha1) {
        JsonObject reply = calls.send(
                ApiCall.post("/open/offline/torrent")
                        .parameter("torrent_sha1", requireText(sha1, "SHA-1"))
                        .parameter("pick_code", requireText(pickCode, "pick code"))
                        .repeatable()
                        .build(),
                Lane.LISTING);
        return TorrentInfo.of(reply.requiredObject("data"));
    }

    /**
     * Adds the task of a torrent file of the drive. Two calls, of which the first is {@link #torrentInfo}.
     *
     * @param pickCode pick code of the torrent file
     * @param sha1 SHA-1 of the torrent file
     * @param files the numbers of the files to download, from 0; empty for those that the torrent info calls wanted
     * @param folderId id of the folder to download into, {@code 0} for the root folder
     * @param savePath path of the folder below it; null for the name of the torrent
     * @return the task; its {@code url} is null
     * @throws IllegalArgumentException if the torrent has no such file, or if none is wanted
     * @throws io.github.open115.client.http.NotFoundException if there is no such torrent file or folder
     * @throws io.github.open115.client.http.RefusedException if the quota of cloud downloads or the space of the drive is
     *     used up
     */
    public OfflineLink addTorrent(
            String pickCode, String sha1, Collection<Integer> files, String folderId, String savePath) {
        requireFolderId(folderId);
        TorrentInfo torrent = torrentInfo(pickCode, sha1);
        Set<Integer> selected = new TreeSet<>(files);
        if (selected.isEmpty()) {
            torrent.files().stream()
                    .filter(TorrentInfo.TorrentFile::wanted)
                    .forEach(file -> selected.add(file.index()));
        }
        selected.forEach(index -> requireFile(index, torrent));
        if (selected.isEmpty()) {
            throw new IllegalArgumentException("No file of torrent '" + Open115Exception.oneLine(torrent.name())
                    + "' is wanted: give the numbers of the files to download, from 0 to "
                    + (torrent.files().size() - 1));
        }
        ApiCall call = ApiCall.post("/open/offline/add_task_bt")
                .parameter("info_hash", torrent.infoHash())
                .parameter("wanted", selected.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .parameter("save_path", savePath == null || savePath.isBlank() ? folderName(torrent) : savePath)
                .parameter("torrent_sha1", sha1)
                .parameter("pick_code", pickCode)
                .parameter("wp_path_id", folderId)
                .within(LinkAdder.LONGEST_CALL)
                .build();
        SourceLink link = SourceLink.ofTorrent(torrent.infoHash());
        OfflineLink task = added.add(List.of(link), links -> Map.of(link, send(call, torrent)), tasks)
                .get(link);
        return new OfflineLink(null, torrent.infoHash(), task.outcome(), task.code(), task.message());
    }

    private OfflineLink send(ApiCall call, TorrentInfo torrent) {
        try {
            calls.send(call, Lane.UPLOADS);
            return new OfflineLink(null, torrent.infoHash(), OfflineLink.Outcome.added, 0, "");
        } catch (Open115Exception e) {
            if (e.failure().code() != LinkAdder.EXISTS) {
                throw e;
            }
            return new OfflineLink(
                    null,
                    torrent.infoHash(),
                    OfflineLink.Outcome.existing,
                    LinkAdder.EXISTS,
                    e.failure().message());
        }
    }

    private static void requireFile(int index, TorrentInfo torrent) {
        int count = torrent.files().size();
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("Torrent '" + Open115Exception.oneLine(torrent.name()) + "' has no file "
                    + index + ": use numbers from 0 to " + (count - 1));
        }
    }

    /** A name from the service may contain a slash, which would make two folders of it. */
    private static String folderName(TorrentInfo torrent) {
        String name =
                torrent.name() == null ? "" : torrent.name().replace('/', '_').strip();
        return name.isEmpty() || name.equals(".") || name.equals("..") ? torrent.infoHash() : name;
    }

    private static void requireFolderId(String folderId) {
        if (folderId == null || !FOLDER_ID.matcher(folderId).matches()) {
            throw new IllegalArgumentException(
                    "folder id must be a decimal id of the drive, not '" + Open115Exception.oneLine(folderId) + "'");
        }
    }

    private static void requireInfoHash(String infoHash) {
        if (infoHash == null || !INFO_HASH.matcher(infoHash).matches()) {
            throw new IllegalArgumentException("'" + Open115Exception.oneLine(infoHash)
                    + "' is no info hash: give the one of the task, which has only digits and letters");
        }
    }

    private static String requireText(String value, String what) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The torrent file has no " + what + ": give one of a complete file");
        }
        return value;
    }
}
