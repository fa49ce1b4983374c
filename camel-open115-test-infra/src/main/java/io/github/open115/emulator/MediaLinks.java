/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Links to playlists, segments and subtitles: paths below the host that delivers content, which carry their expiry and
 * a signature. Other parameters may be appended, such as the audio track (docs/115-open-api.md F.1).
 */
final class MediaLinks {

    private static final Pattern PLAYLIST = Pattern.compile("/video/(\\w+)/(\\d+)\\.m3u8");
    private static final Pattern SEGMENT = Pattern.compile("/video/(\\w+)/(\\d+)-(\\d+)\\.ts");
    private static final Pattern SUBTITLE_FILE = Pattern.compile("/subtitle/(\\w+)\\.\\w+");
    private static final Pattern SUBTITLE_TEXT = Pattern.compile("/subtitle/(\\w+)/(\\w+)\\.srt");

    private final Settings settings;
    private final Signatures signatures;

    MediaLinks(Settings settings, Signatures signatures) {
        this.settings = settings;
        this.signatures = signatures;
    }

    String playlist(String pickCode, int definition) {
        return signed("/video/" + pickCode + "/" + definition + ".m3u8", expiry());
    }

    /** A segment lives as long as the playlist that names it. */
    String segment(String pickCode, int definition, int number, Request playlist) {
        return signed("/video/" + pickCode + "/" + definition + "-" + number + ".ts", playlist.parameter("t"));
    }

    String subtitleFile(String pickCode, String extension) {
        return signed("/subtitle/" + pickCode + "." + extension, expiry());
    }

    String subtitleText(String pickCode, String subtitleId) {
        return signed("/subtitle/" + pickCode + "/" + subtitleId + ".srt", expiry());
    }

    /** Whether a request is for something of this class, whatever its signature. */
    static boolean isMedia(Request request) {
        return request.path().startsWith("/video/") || request.path().startsWith("/subtitle/");
    }

    boolean isGood(Request request) {
        String expiry = request.parameter("t");
        return request.parameter("sig").equals(signature(request.path(), expiry))
                && settings.clock.seconds() < Long.parseLong(expiry);
    }

    static Matcher playlist(Request request) {
        return PLAYLIST.matcher(request.path());
    }

    static Matcher segment(Request request) {
        return SEGMENT.matcher(request.path());
    }

    static Matcher subtitleFile(Request request) {
        return SUBTITLE_FILE.matcher(request.path());
    }

    static Matcher subtitleText(Request request) {
        return SUBTITLE_TEXT.matcher(request.path());
    }

    private String expiry() {
        return Long.toString(settings.clock.seconds() + settings.linkLifetime.toSeconds());
    }

    private String signed(String path, String expiry) {
        return path + "?t=" + expiry + "&sig=" + signature(path, expiry);
    }

    private String signature(String path, String expiry) {
        return signatures.sign(path + "\n" + expiry);
    }
}
