/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.util.Map;
import java.util.Set;

/**
 * Extensions, and the file types that a listing can be filtered by (docs/115-open-api.md C.1.1, parameter {@code
 * type}).
 */
final class FileTypes {

    private static final int IMAGE = 2;
    private static final int VIDEO = 4;
    private static final int OTHER = 8;
    private static final int IMAGE_OR_VIDEO = 15;
    private static final int SUBTITLE = 16;
    private static final int ANY = 99;

    private static final Set<String> SUBTITLES = Set.of("srt", "ass", "ssa", "sub", "vtt", "sup");

    private static final Map<Integer, Set<String>> EXTENSIONS = Map.of(
            1,
            Set.of("txt", "md", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "pdf", "csv", "rtf"),
            IMAGE,
            Set.of("jpg", "jpeg", "png", "gif", "webp", "bmp", "heic", "tif", "tiff"),
            3,
            Set.of("mp3", "flac", "wav", "aac", "m4a", "ogg"),
            VIDEO,
            Set.of("mkv", "mp4", "avi", "mov", "ts", "wmv", "webm", "m4v"),
            5,
            Set.of("zip", "rar", "7z", "tar", "gz", "bz2", "xz"),
            6,
            Set.of("exe", "apk", "dmg", "msi", "ipa", "deb"),
            7,
            Set.of("epub", "mobi", "azw3", "fb2"));

    private FileTypes() {}

    /** What follows the last dot of a name; empty when it has none. */
    static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    /** What precedes the last dot of a name; the whole name when it has none. */
    static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The number from 1 to 7 of the type that a lower-case extension belongs to, 0 for none of them. */
    static int typeOf(String extension) {
        return EXTENSIONS.entrySet().stream()
                .filter(type -> type.getValue().contains(extension))
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    /**
     * Whether files with a lower-case extension pass the filter of a listing or search. A suffix beats a type.
     *
     * @param type 0 for none, 1 to 7, 8 for what is none of these, 15 for images and videos, 16 for subtitles, 99 for all
     * @param suffix in lower case, empty for none
     */
    static boolean matches(String extension, int type, String suffix) {
        if (!suffix.isEmpty()) {
            return suffix.equals(extension);
        }
        int own = typeOf(extension);
        return switch (type) {
            case 0, ANY -> true;
            case OTHER -> own == 0;
            case IMAGE_OR_VIDEO -> own == IMAGE || own == VIDEO;
            case SUBTITLE -> SUBTITLES.contains(extension);
            default -> own == type;
        };
    }

    static boolean isSubtitle(String extension) {
        return SUBTITLES.contains(extension);
    }

    static boolean isVideo(String extension) {
        return typeOf(extension) == VIDEO;
    }
}
