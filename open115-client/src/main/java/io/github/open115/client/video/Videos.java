/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.video;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.Lane;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.NotReadyException;
import io.github.open115.client.http.Open115Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Plays the videos of a drive (docs/115-open-api.md F.1 to F.5). The addresses of streams and subtitles expire and are not
 * kept. Thread-safe.
 *
 * <p>Every method takes the pick code of a video, makes one call, and may throw any {@link Open115Exception}.
 */
public final class Videos {

    private final AccountCalls calls;

    public Videos(AccountCalls calls) {
        this.calls = Objects.requireNonNull(calls, "calls");
    }

    /**
     * The streams and audio tracks of a video. It needs a membership.
     *
     * @throws NotReadyException if the video is not transcoded yet; {@link NotReadyException#isPushRequested()} tells whether
     *     faster transcoding was requested
     * @throws io.github.open115.client.http.NotFoundException if there is no such file
     */
    public Video play(String pickCode) {
        JsonObject data =
                calls.send(get("/open/video/play", pickCode), Lane.LINKS).requiredObject("data");
        List<VideoStream> streams = data.requiredList("video_url").stream()
                .map(Videos::stream)
                .flatMap(Optional::stream)
                .toList();
        if (streams.isEmpty()) {
            throw new NotReadyException("The video has no stream yet", null, data.isTrue("video_push_state"));
        }
        return new Video(file(data, pickCode), Math.max(-1, data.number("play_long", -1)), streams, audioTracks(data));
    }

    /**
     * Asks the service to transcode a video sooner. The service keeps the request for three hours; do not repeat it. If the
     * reply is lost, a second call asks whether the service has the request.
     *
     * @param by what pays for it
     * @throws io.github.open115.client.http.NotFoundException if there is no such file
     */
    public void push(String pickCode, PushBy by) {
        ApiCall call = ApiCall.post("/open/video/video_push")
                .parameter("pick_code", requirePickCode(pickCode))
                .parameter("op", by.op())
                .build();
        try {
            calls.send(call, Lane.LINKS);
        } catch (NoReplyException e) {
            if (!e.wasSent() || !isPushed(pickCode)) {
                throw e;
            }
        }
    }

    /**
     * The subtitles of a video: files of the drive beside it, those in it, and those that the service has.
     *
     * @return in the order of the service; empty if there are none
     * @throws io.github.open115.client.http.NotFoundException if there is no such file
     */
    public List<Subtitle> subtitles(String pickCode) {
        JsonObject data =
                calls.send(get("/open/video/subtitle", pickCode), Lane.LINKS).requiredObject("data");
        String preferred = data.object("autoload").textIfAny("sid");
        return data.requiredList("list").stream()
                .map(row -> Subtitle.of(row, preferred))
                .toList();
    }

    /**
     * Where the last viewing of a video ended.
     *
     * @return empty if the service knows none
     * @throws io.github.open115.client.http.NotFoundException if there is no such file
     */
    public Optional<PlayPosition> position(String pickCode) {
        JsonObject reply = calls.send(get("/open/video/history", pickCode), Lane.LINKS);
        // an empty array means that there is no record
        if (reply.isArray("data") && reply.list("data").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(PlayPosition.of(reply.requiredObject("data")));
    }

    /**
     * Saves where a viewing has ended. The service does not save a second position of one video within 5 seconds, unless it
     * is watched. It ignores files of other users without an error.
     *
     * @param seconds from the beginning
     * @param watched whether the video was watched to its end
     */
    public void savePosition(String pickCode, long seconds, boolean watched) {
        if (seconds < 0) {
            throw new IllegalArgumentException("The position must be 0 or more seconds, not " + seconds);
        }
        ApiCall call = ApiCall.post("/open/video/history")
                .parameter("pick_code", requirePickCode(pickCode))
                .parameter("time", seconds)
                .parameter("watch_end", watched ? 1 : 0)
                .repeatable()
                .build();
        calls.send(call, Lane.LINKS);
    }

    private boolean isPushed(String pickCode) {
        try {
            play(pickCode);
            return true;
        } catch (NotReadyException e) {
            return e.isPushRequested();
        }
    }

    private static Optional<VideoStream> stream(JsonObject row) {
        return Optional.ofNullable(row.textIfAny("url"))
                .map(url -> new VideoStream(
                        url, row.textIfAny("title"), (int) row.number("height", 0), (int) row.number("width", 0), (int)
                                row.number("definition", 0)));
    }

    private static FileItem file(JsonObject data, String pickCode) {
        String sha1 = data.textIfAny("file_sha1");
        return new FileItem(
                data.requiredText("file_id"),
                pickCode,
                data.textIfAny("parent_id"),
                data.requiredText("file_name"),
                false,
                data.number("file_size", -1),
                sha1 == null ? null : sha1.toUpperCase(Locale.ROOT),
                null,
                null,
                FileItem.State.READY);
    }

    /** The tracks are an object by number, or an array (docs/115-open-api.md F.1). */
    private static List<AudioTrack> audioTracks(JsonObject data) {
        List<AudioTrack> tracks = new ArrayList<>();
        if (data.isArray("multitrack_list")) {
            data.list("multitrack_list").forEach(row -> tracks.add(track(String.valueOf(tracks.size()), row)));
        } else {
            Map<String, JsonObject> rows = data.object("multitrack_list").objects();
            rows.forEach((key, row) -> tracks.add(track(key, row)));
        }
        return tracks;
    }

    private static AudioTrack track(String key, JsonObject row) {
        return new AudioTrack(key, row.textIfAny("title"), row.isTrue("is_selected"));
    }

    private static ApiCall get(String path, String pickCode) {
        return ApiCall.get(path)
                .parameter("pick_code", requirePickCode(pickCode))
                .build();
    }

    private static String requirePickCode(String pickCode) {
        if (pickCode == null || pickCode.isBlank()) {
            throw new IllegalArgumentException("pick code must not be empty: give the one of the video");
        }
        return pickCode;
    }
}
