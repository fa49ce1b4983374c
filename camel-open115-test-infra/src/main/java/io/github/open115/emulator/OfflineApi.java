/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code /open/offline/…}: cloud download (docs/115-open-api.md E). */
final class OfflineApi {

    private static final long BAD_LINK = 10004;
    private static final long EXISTS = 10008;
    private static final long QUOTA_USED_UPSTREAM = 10010;
    private static final long DIRECTORY_MISSING = 10014;
    private static final long NO_SPACE = 91006;
    private static final long TOO_MANY_LINKS = 1_000_011;
    private static final long QUOTA_USED = 1_000_012;
    private static final int MAX_LINKS = 115;
    private static final long LARGEST_TORRENT = 16L << 20;
    private static final int UNWANTED_BELOW = 1000;
    private static final long QUOTA_LIFETIME = 30L * 24 * 3600;

    private final Settings settings;
    private final DriveTree tree;
    private final EmulatedOffline offline;

    OfflineApi(Settings settings, DriveTree tree, EmulatedOffline offline) {
        this.settings = settings;
        this.tree = tree;
        this.offline = offline;
    }

    Reply quota() {
        int used = offline.quota() - offline.surplus();
        ObjectNode data = Envelope.object();
        putQuota(data, used);
        ObjectNode monthly = Envelope.object().put("name", "月配额");
        putQuota(monthly, used);
        monthly.putArray("expire_info")
                .addObject()
                .put("surplus", offline.surplus())
                .put("expire_time", settings.clock.seconds() + QUOTA_LIFETIME);
        data.putArray("package").add(monthly);
        return Reply.json(Envelope.success(data));
    }

    private void putQuota(ObjectNode json, int used) {
        json.put("count", offline.quota()).put("used", used).put("surplus", offline.surplus());
    }

    /** The newest task first. */
    Reply list(Request request) {
        int page = Math.max(1, request.integer("page", 1));
        int size = offline.pageSize();
        List<OfflineTask> tasks = offline.tasks();
        Collections.reverse(tasks);
        ObjectNode data = Envelope.object()
                .put("page", page)
                .put("page_count", (tasks.size() + size - 1) / size)
                .put("count", tasks.size());
        ArrayNode rows = data.putArray("tasks");
        tasks.stream().skip((page - 1L) * size).limit(size).forEach(task -> rows.add(task.json()));
        return Reply.json(Envelope.success(data));
    }

    /** Says of each link whether it was taken. */
    Reply addLinks(Request request) {
        List<String> links = Stream.of(request.parameter("urls").split("\n"))
                .map(String::strip)
                .filter(link -> !link.isEmpty())
                .toList();
        if (links.isEmpty()) {
            throw ApiError.badParameter("urls");
        }
        if (links.size() > MAX_LINKS) {
            throw new ApiError(TOO_MANY_LINKS, "链接数量超过限制");
        }
        long folderId = folder(request);
        requireSpace(1);
        requireQuota();
        ArrayNode data = Envelope.array();
        links.forEach(link -> data.add(add(link, folderId)));
        return Reply.json(Envelope.success(data));
    }

    private ObjectNode add(String url, long folderId) {
        Optional<OfflineLink> link = OfflineLink.parse(url);
        if (link.isEmpty()) {
            return refused(BAD_LINK, "错误的链接", url);
        }
        if (offline.find(link.get().infoHash()).isPresent()) {
            return refused(EXISTS, "任务已存在，请勿输入重复的链接地址", url);
        }
        if (offline.surplus() == 0) {
            return refused(QUOTA_USED_UPSTREAM, "云下载配额不足", url);
        }
        offline.use();
        offline.add(link.get(), folderId);
        return Envelope.object()
                .put("state", true)
                .put("code", 0)
                .put("message", "")
                .put("info_hash", link.get().infoHash())
                .put("url", url);
    }

    private static ObjectNode refused(long code, String message, String url) {
        return Envelope.object()
                .put("state", false)
                .put("code", code)
                .put("message", message)
                .put("url", url);
    }

    /** What a torrent file on the drive leads to. */
    Reply torrent(Request request) {
        Torrent torrent = parse(request);
        ObjectNode data = Envelope.object()
                .put("file_size", torrent.size())
                .put("torrent_name", torrent.name())
                .put("file_count", torrent.files().size())
                .put("info_hash", torrent.infoHash());
        long largest =
                torrent.files().stream().mapToLong(Torrent.Item::size).max().orElse(0);
        ArrayNode files = data.putArray("torrent_filelist");
        for (Torrent.Item file : torrent.files()) {
            files.addObject()
                    .put("size", file.size())
                    .put("path", file.listed())
                    .put("wanted", file.size() * UNWANTED_BELOW < largest ? 0 : 1);
        }
        return Reply.json(Envelope.success(data));
    }

    Reply addTorrent(Request request) {
        Torrent torrent = parse(request);
        if (!request.parameter("info_hash").equalsIgnoreCase(torrent.infoHash())) {
            throw ApiError.badParameter("info_hash");
        }
        List<Torrent.Item> wanted = wanted(request, torrent);
        List<String> savePath = Stream.of(request.parameter("save_path").split("/"))
                .filter(name -> !name.isEmpty())
                .toList();
        if (savePath.isEmpty()) {
            throw ApiError.badParameter("save_path");
        }
        long folderId = folder(request);
        requireSpace(wanted.stream().mapToLong(Torrent.Item::size).sum());
        requireQuota();
        if (offline.find(torrent.infoHash()).isPresent()) {
            throw new ApiError(EXISTS, "任务已存在，请勿输入重复的链接地址");
        }
        offline.use();
        offline.add(torrent, wanted, folderId, savePath);
        return accepted();
    }

    private static List<Torrent.Item> wanted(Request request, Torrent torrent) {
        List<Torrent.Item> wanted = new ArrayList<>();
        for (long index : request.ids("wanted").stream().distinct().sorted().toList()) {
            if (index < 0 || index >= torrent.files().size()) {
                throw ApiError.badParameter("wanted");
            }
            wanted.add(torrent.files().get((int) index));
        }
        return wanted;
    }

    /** The file must be the user's, and have the SHA-1 that the client names. */
    private Torrent parse(Request request) {
        if (!request.has("pick_code") || !request.has("torrent_sha1")) {
            throw ApiError.badParameter("pick_code, torrent_sha1");
        }
        Entry file = tree.findByPickCode(request.parameter("pick_code"))
                .filter(entry -> !entry.isFolder() && !entry.isBinned())
                .orElseThrow(() -> new ApiError(ApiError.FILE_GONE, "文件不存在或已经删除"));
        if (!file.content.sha1().equalsIgnoreCase(request.parameter("torrent_sha1")) || file.size() > LARGEST_TORRENT) {
            throw ApiError.badParameter("torrent_sha1");
        }
        return Torrent.parse(file.content.bytes())
                .orElseThrow(() -> ApiError.badParameter("pick_code: not a torrent file"));
    }

    Reply delete(Request request) {
        OfflineTask task = offline.find(request.parameter("info_hash").toLowerCase(Locale.ROOT))
                .orElseThrow(() -> ApiError.badParameter("info_hash"));
        clear(List.of(task), request.integer("del_source_file", 0) == 1);
        return accepted();
    }

    Reply clear(Request request) {
        Predicate<OfflineTask> concerned = switch (request.integer("flag", -1)) {
            case 0, 4 -> OfflineTask::isFinished;
            case 1, 5 -> task -> true;
            case 2 -> OfflineTask::isFailed;
            case 3 -> task -> !task.isFinished() && !task.isFailed();
            default -> throw ApiError.badParameter("flag");
        };
        List<OfflineTask> tasks = offline.tasks();
        tasks.removeIf(concerned.negate());
        clear(tasks, Arrays.asList(4, 5).contains(request.integer("flag", -1)));
        return accepted();
    }

    private void clear(List<OfflineTask> tasks, boolean withFiles) {
        for (OfflineTask task : tasks) {
            if (withFiles) {
                task.deleteResult();
            }
            offline.remove(task);
        }
    }

    private long folder(Request request) {
        return tree.findTarget(request.id("wp_path_id", DriveTree.ROOT_ID))
                .orElseThrow(() -> new ApiError(DIRECTORY_MISSING, "云端目录不存在"))
                .id;
    }

    /** Without space no quota is used. */
    private void requireSpace(long size) {
        if (size > settings.space - tree.usedSpace()) {
            throw new ApiError(NO_SPACE, "空间不足");
        }
    }

    private void requireQuota() {
        if (offline.surplus() == 0) {
            throw new ApiError(QUOTA_USED, "云下载配额不足");
        }
    }

    private static Reply accepted() {
        return Reply.json(Envelope.success(Envelope.array()));
    }
}
