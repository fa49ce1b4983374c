/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What the service knows of videos: whether they are transcoded, their streams, tracks and subtitles, and where the user
 * stopped (docs/115-open-api.md F.1 to F.5). Every video file is transcoded until a test says otherwise. Thread-safe.
 *
 * <p>The files of the folder that have the ending of subtitles belong to a video too. The streams consist of the bytes of
 * the file, cut into segments: they can be played if the file is an MPEG transport stream.
 */
public final class EmulatedVideos {

    private static final int DURATION = 3605;
    private static final List<Stream> STREAMS =
            List.of(new Stream(4, "1080P", 1920, 1080), new Stream(3, "720P", 1280, 720));

    /**
     * A stream of a video.
     *
     * @param definition the number that the service gives to a quality; 4 is 1080P
     * @param title what a person sees of it
     * @param width in pixels
     * @param height in pixels
     */
    public record Stream(int definition, String title, int width, int height) {
        /** Checks that there is a title. */
        public Stream {
            Objects.requireNonNull(title, "title");
        }
    }

    /** Where a subtitle that is no file of the drive comes from (docs/115-open-api.md F.4). */
    public enum SubtitleSource {
        /** The video file has it. */
        EMBEDDED,
        /** The service has it. */
        BUILT_IN
    }

    /** A subtitle that is no file of the drive. */
    record Subtitle(String id, SubtitleSource source, String language, String title, String text) {}

    /** What is known of one video. Guarded by the lock of the drive. */
    static final class Video {
        boolean transcoded = true;
        int duration = DURATION;
        List<Stream> streams = STREAMS;
        List<String> audioTracks = List.of();
        final List<Subtitle> subtitles = new ArrayList<>();
        String remembered = "";
        /** In Unix seconds; 0 before the first one. */
        long pushedAt;

        int pushes;
        Position position;
    }

    /** Where the user stopped, in seconds, and when that was told, in Unix seconds. */
    record Position(int seconds, boolean watched, long toldAt) {}

    private final DriveTree tree;
    private final EmulatorClock clock;
    private final Map<Long, Video> videos = new HashMap<>();
    private boolean member = true;
    private int coinPushes;

    EmulatedVideos(DriveTree tree, EmulatorClock clock) {
        this.tree = tree;
        this.clock = clock;
    }

    /** Sets whether a video can be played. One that is not transcoded can be pushed. */
    public void setTranscoded(String fileId, boolean transcoded) {
        synchronized (tree) {
            video(fileId).transcoded = transcoded;
        }
    }

    /** Sets the streams of a video, the best first; by default 1080P and 720P. */
    public void setStreams(String fileId, List<Stream> streams) {
        synchronized (tree) {
            video(fileId).streams = List.copyOf(streams);
        }
    }

    /** Sets the length of a video; an hour and 5 seconds by default. */
    public void setDuration(String fileId, Duration duration) {
        synchronized (tree) {
            video(fileId).duration = Math.toIntExact(duration.toSeconds());
        }
    }

    /** Sets the titles of the audio tracks of a video; none by default. The first one is selected. */
    public void setAudioTracks(String fileId, List<String> titles) {
        synchronized (tree) {
            video(fileId).audioTracks = List.copyOf(titles);
        }
    }

    /**
     * Adds a subtitle that is no file of the drive.
     *
     * @return its id ({@code sid})
     */
    public String addSubtitle(String fileId, SubtitleSource source, String language, String title, String text) {
        synchronized (tree) {
            List<Subtitle> subtitles = video(fileId).subtitles;
            String id = "s" + fileId + "_" + subtitles.size();
            subtitles.add(new Subtitle(id, source, language, title, text));
            return id;
        }
    }

    /** Remembers which subtitle the user took, by its {@code sid}: for a file of the drive its file id. */
    public void rememberSubtitle(String fileId, String sid) {
        synchronized (tree) {
            video(fileId).remembered = sid;
        }
    }

    /** Sets whether the user is a member, which a push needs (docs/115-open-api.md F.5); true by default. */
    public void setMember(boolean member) {
        synchronized (tree) {
            this.member = member;
        }
    }

    /** How often a push of a video was asked for and accepted. */
    public int pushes(String fileId) {
        synchronized (tree) {
            return video(fileId).pushes;
        }
    }

    /** How many pushes were paid with coins, of all videos. */
    public int coinPushes() {
        synchronized (tree) {
            return coinPushes;
        }
    }

    /** Sets where the user stopped, in seconds, as another player of his does. */
    public void setPosition(String fileId, int seconds) {
        synchronized (tree) {
            video(fileId).position = new Position(seconds, false, clock.seconds());
        }
    }

    /** Where the user stopped, in seconds; empty when nothing was told. */
    public OptionalInt position(String fileId) {
        synchronized (tree) {
            Position position = video(fileId).position;
            return position == null ? OptionalInt.empty() : OptionalInt.of(position.seconds());
        }
    }

    /** Whether the user has seen a video to its end. */
    public boolean isWatched(String fileId) {
        synchronized (tree) {
            Position position = video(fileId).position;
            return position != null && position.watched();
        }
    }

    boolean isMember() {
        return member;
    }

    void payPush() {
        coinPushes++;
    }

    Video video(long fileId) {
        return videos.computeIfAbsent(fileId, id -> new Video());
    }

    private Video video(String fileId) {
        return video(Long.parseLong(fileId));
    }
}
