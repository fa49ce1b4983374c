/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /open/video/…} (docs/115-open-api.md F.1 to F.5). */
final class VideoApi {

    private static final long UNKNOWN_PICK_CODE = 50003;
    /** The description of the service has no code for these refusals: their text and payload say what is wrong. */
    private static final long NO_CODE = 0;

    private static final String FOR_COINS = "pay_push";
    private static final Set<String> WAYS_TO_PUSH = Set.of("vip_push", FOR_COINS);
    private static final long PUSH_KEPT = Duration.ofHours(3).toSeconds();
    private static final long POSITION_KEPT = 5;

    private final Settings settings;
    private final DriveTree tree;
    private final EmulatedVideos videos;
    private final MediaLinks links;
    private final Supplier<String> baseUrl;

    VideoApi(Settings settings, DriveTree tree, EmulatedVideos videos, MediaLinks links, Supplier<String> baseUrl) {
        this.settings = settings;
        this.tree = tree;
        this.videos = videos;
        this.links = links;
        this.baseUrl = baseUrl;
    }

    Reply play(Request request) {
        Entry file = file(request);
        EmulatedVideos.Video video = videos.video(file.id);
        if (!video.transcoded) {
            return notTranscoded(video);
        }
        ObjectNode data = Envelope.object()
                .put("file_id", Long.toString(file.id))
                .put("parent_id", Long.toString(file.parent.id))
                .put("file_name", file.name)
                .put("file_size", Long.toString(file.size()))
                .put("file_sha1", file.sha1())
                .put("file_type", Integer.toString(FileTypes.typeOf(file.extension())))
                .put("is_private", "0")
                .put("play_long", Integer.toString(video.duration))
                .put(
                        "user_def",
                        video.streams.stream()
                                .mapToInt(EmulatedVideos.Stream::definition)
                                .max()
                                .orElse(0))
                .put("user_rotate", 0)
                .put("user_turn", 0);
        putTracks(data, video);
        putDefinitions(data, "definition_list", video);
        putDefinitions(data, "definition_list_new", video);
        ArrayNode urls = data.putArray("video_url");
        for (EmulatedVideos.Stream stream : video.streams) {
            urls.addObject()
                    .put("url", baseUrl.get() + links.playlist(file.pickCode, stream.definition()))
                    .put("height", stream.height())
                    .put("width", stream.width())
                    .put("definition", stream.definition())
                    .put("title", stream.title())
                    .put("definition_n", stream.definition());
        }
        return Reply.json(Envelope.success(data));
    }

    private Reply notTranscoded(EmulatedVideos.Video video) {
        ObjectNode refusal = Envelope.failure(NO_CODE, "视频还没有转码");
        refusal.putObject("data").put("video_push_state", isPushed(video));
        return Reply.json(refusal);
    }

    private boolean isPushed(EmulatedVideos.Video video) {
        return video.pushedAt != 0 && settings.clock.seconds() < video.pushedAt + PUSH_KEPT;
    }

    /** An empty object comes as an empty array. */
    private static void putTracks(ObjectNode data, EmulatedVideos.Video video) {
        if (video.audioTracks.isEmpty()) {
            data.putArray("multitrack_list");
            return;
        }
        ObjectNode tracks = data.putObject("multitrack_list");
        for (String title : video.audioTracks) {
            tracks.putObject(Integer.toString(tracks.size()))
                    .put("title", title)
                    .put("is_selected", tracks.size() == 1 ? "1" : "0")
                    .put("sync_time", "0");
        }
    }

    private static void putDefinitions(ObjectNode data, String name, EmulatedVideos.Video video) {
        if (video.streams.isEmpty()) {
            data.putArray(name);
            return;
        }
        ObjectNode definitions = data.putObject(name);
        video.streams.forEach(stream -> definitions.put(Integer.toString(stream.definition()), stream.title()));
    }

    Reply history(Request request) {
        Entry file = file(request);
        EmulatedVideos.Position position = videos.video(file.id).position;
        if (position == null) {
            return Reply.json(Envelope.success(Envelope.array()));
        }
        return Reply.json(Envelope.success(Envelope.object()
                .put("add_time", position.toldAt())
                .put("file_id", Long.toString(file.id))
                .put("file_name", file.name)
                .put("hash", file.sha1())
                .put("pick_code", file.pickCode)
                .put("time", Integer.toString(position.seconds()))));
    }

    /** A file that is not the user's is passed over without an error. */
    Reply setHistory(Request request) {
        if (!request.has("pick_code")) {
            throw ApiError.badParameter("pick_code");
        }
        boolean watched = request.integer("watch_end", 0) == 1;
        int seconds = request.integer("time", 0);
        tree.findByPickCode(request.parameter("pick_code"))
                .map(file -> videos.video(file.id))
                .filter(video -> watched || !wasToldJustNow(video))
                .ifPresent(video ->
                        video.position = new EmulatedVideos.Position(seconds, watched, settings.clock.seconds()));
        return accepted();
    }

    private boolean wasToldJustNow(EmulatedVideos.Video video) {
        return video.position != null && settings.clock.seconds() < video.position.toldAt() + POSITION_KEPT;
    }

    Reply push(Request request) {
        if (!WAYS_TO_PUSH.contains(request.parameter("op"))) {
            throw ApiError.badParameter("op");
        }
        Entry file = file(request);
        if (!videos.isMember()) {
            throw new ApiError(NO_CODE, "只有VIP才能加速转码");
        }
        if (request.parameter("op").equals(FOR_COINS)) {
            videos.payPush();
        }
        EmulatedVideos.Video video = videos.video(file.id);
        video.pushes++;
        video.pushedAt = settings.clock.seconds();
        return accepted();
    }

    /**
     * The remembered subtitle comes first, then files named as the video, what the video has, what the service has, and
     * other files of the folder.
     */
    Reply subtitles(Request request) {
        Entry file = file(request);
        EmulatedVideos.Video video = videos.video(file.id);
        List<ObjectNode> rows = new ArrayList<>();
        List<Entry> external = external(file);
        external.stream().filter(each -> isNamedAs(each, file)).forEach(each -> rows.add(row(each)));
        boolean ownFile = !rows.isEmpty();
        video.subtitles.stream()
                .sorted(Comparator.comparing(EmulatedVideos.Subtitle::source))
                .forEach(each -> rows.add(row(file, each)));
        external.stream().filter(each -> !isNamedAs(each, file)).forEach(each -> rows.add(row(each)));
        Optional<ObjectNode> remembered = rows.stream()
                .filter(row -> row.path("sid").asText().equals(video.remembered))
                .findFirst();
        remembered.ifPresent(row -> {
            rows.remove(row);
            rows.add(0, row);
        });
        ObjectNode data = Envelope.object();
        if (ownFile || remembered.isPresent()) {
            data.set("autoload", rows.get(0));
        } else {
            data.putArray("autoload");
        }
        data.putArray("list").addAll(rows);
        return Reply.json(Envelope.success(data));
    }

    private static List<Entry> external(Entry video) {
        List<Entry> files = new ArrayList<>();
        for (Entry each : video.parent.children()) {
            if (!each.isFolder() && FileTypes.isSubtitle(each.extension())) {
                files.add(each);
            }
        }
        return files;
    }

    private static boolean isNamedAs(Entry subtitle, Entry video) {
        String name = FileTypes.stem(subtitle.name);
        String own = FileTypes.stem(video.name);
        return name.equals(own) || name.startsWith(own + ".");
    }

    private ObjectNode row(Entry file) {
        return row(Long.toString(file.id), "", FileTypes.stem(file.name), file.extension(), 1)
                .put("url", baseUrl.get() + links.subtitleFile(file.pickCode, file.extension()))
                .put("sha1", file.sha1())
                .put("file_id", Long.toString(file.id))
                .put("file_name", file.name)
                .put("pick_code", file.pickCode);
    }

    private ObjectNode row(Entry video, EmulatedVideos.Subtitle subtitle) {
        boolean builtIn = subtitle.source() == EmulatedVideos.SubtitleSource.BUILT_IN;
        ObjectNode row = row(subtitle.id(), subtitle.language(), subtitle.title(), "srt", builtIn ? 3 : 2)
                .put("url", baseUrl.get() + links.subtitleText(video.pickCode, subtitle.id()));
        return builtIn ? row.put("key", subtitle.id()) : row;
    }

    private static ObjectNode row(String sid, String language, String title, String type, int from) {
        return Envelope.object()
                .put("sid", sid)
                .put("language", language)
                .put("title", title)
                .put("type", type)
                .put("caption_map_id", "")
                .put("is_caption_map", 0)
                .put("from", from)
                .put("user_sub", 0)
                .put("sync_time", 0);
    }

    /** The video that a request is for. */
    private Entry file(Request request) {
        if (!request.has("pick_code")) {
            throw ApiError.badParameter("pick_code");
        }
        Entry file = tree.findByPickCode(request.parameter("pick_code"))
                .orElseThrow(() -> new ApiError(UNKNOWN_PICK_CODE, "提取码不存在"));
        if (file.isBinned()) {
            throw new ApiError(ApiError.FILE_GONE, "文件不存在或已经删除");
        }
        if (!FileTypes.isVideo(file.extension())) {
            throw ApiError.badParameter("pick_code: not a video");
        }
        return file;
    }

    private static Reply accepted() {
        return Reply.json(Envelope.success(Envelope.array()));
    }
}
