/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/** Delivers the playlists, segments and subtitles of videos (docs/115-open-api.md F.1, F.4). */
final class MediaHost implements Service {

    private static final int SEGMENT_SECONDS = 10;
    /** Segments are cut between the packets of an MPEG transport stream. */
    private static final int PACKET = 188;

    private static final Map<String, String> HTML = Map.of("Content-Type", "text/html; charset=utf-8");

    private final DriveTree tree;
    private final EmulatedVideos videos;
    private final MediaLinks links;

    MediaHost(DriveTree tree, EmulatedVideos videos, MediaLinks links) {
        this.tree = tree;
        this.videos = videos;
        this.links = links;
    }

    @Override
    public Reply answer(Request request) throws IOException {
        if (!links.isGood(request)) {
            return Reply.text(403, HTML, "<html><body>403</body></html>");
        }
        Matcher playlist = MediaLinks.playlist(request);
        Matcher segment = MediaLinks.segment(request);
        Matcher file = MediaLinks.subtitleFile(request);
        Matcher text = MediaLinks.subtitleText(request);
        if (playlist.matches()) {
            return playlist(request, playlist.group(1), Integer.parseInt(playlist.group(2)));
        }
        if (segment.matches()) {
            return segment(segment.group(1), Integer.parseInt(segment.group(3)));
        }
        if (file.matches()) {
            return find(file.group(1))
                    .map(entry -> subtitle(entry.content.bytes()))
                    .orElseGet(MediaHost::missing);
        }
        return text.matches() ? subtitleText(text.group(1), text.group(2)) : missing();
    }

    /** Segments of equal length, the last one shorter. */
    private Reply playlist(Request request, String pickCode, int definition) {
        Optional<Entry> file = find(pickCode);
        if (file.isEmpty()) {
            return missing();
        }
        int duration = duration(file.get());
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-PLAYLIST-TYPE:VOD\n"
                + "#EXT-X-TARGETDURATION:" + SEGMENT_SECONDS + "\n#EXT-X-MEDIA-SEQUENCE:0\n");
        for (int i = 0; i < segments(duration); i++) {
            text.append("#EXTINF:")
                    .append(Math.min(SEGMENT_SECONDS, duration - i * SEGMENT_SECONDS))
                    .append(".0,\n")
                    .append(links.segment(pickCode, definition, i, request))
                    .append('\n');
        }
        return Reply.text(
                200,
                Map.of("Content-Type", "application/vnd.apple.mpegurl"),
                text.append("#EXT-X-ENDLIST\n").toString());
    }

    private Reply segment(String pickCode, int number) throws IOException {
        Optional<Entry> file = find(pickCode);
        if (file.isEmpty() || number >= segments(duration(file.get()))) {
            return missing();
        }
        Content content = file.get().content;
        int segments = segments(duration(file.get()));
        long from = start(content, number, segments);
        int length = Math.toIntExact(start(content, number + 1, segments) - from);
        try (InputStream in = content.open(from)) {
            byte[] bytes = in.readNBytes(length);
            return Reply.stream(200, Map.of("Content-Type", "video/mp2t"), new ByteArrayInputStream(bytes), length);
        }
    }

    private static long start(Content content, int number, int segments) {
        if (number >= segments) {
            return content.size();
        }
        long packets = content.size() / PACKET;
        return packets * number / segments * PACKET;
    }

    private Reply subtitleText(String pickCode, String id) {
        synchronized (tree) {
            return find(pickCode)
                    .flatMap(entry -> videos.video(entry.id).subtitles.stream()
                            .filter(subtitle -> subtitle.id().equals(id))
                            .findFirst())
                    .map(subtitle -> subtitle(subtitle.text().getBytes(StandardCharsets.UTF_8)))
                    .orElseGet(MediaHost::missing);
        }
    }

    private static Reply subtitle(byte[] text) {
        return Reply.stream(
                200, Map.of("Content-Type", "text/plain; charset=utf-8"), new ByteArrayInputStream(text), text.length);
    }

    private Optional<Entry> find(String pickCode) {
        synchronized (tree) {
            return tree.findByPickCode(pickCode).filter(entry -> !entry.isFolder() && !entry.isBinned());
        }
    }

    private int duration(Entry file) {
        synchronized (tree) {
            return videos.video(file.id).duration;
        }
    }

    private static int segments(int duration) {
        return Math.max(1, (duration + SEGMENT_SECONDS - 1) / SEGMENT_SECONDS);
    }

    private static Reply missing() {
        return Reply.text(404, HTML, "<html><body>404</body></html>");
    }
}
