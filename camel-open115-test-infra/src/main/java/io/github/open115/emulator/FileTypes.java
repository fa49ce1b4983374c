package io.github.open115.emulator;

import java.util.Map;
import java.util.Set;

/** Extensions, and the file types that a listing can be filtered by (C.1.1, parameter {@code type}). */
final class FileTypes {

    private static final int VIDEO = 4;

    private static final Map<Integer, Set<String>> EXTENSIONS = Map.of(
            1,
            Set.of("txt", "md", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "pdf", "csv", "rtf"),
            2,
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

    /** The number of the type that a lower-case extension belongs to, 0 for none of them. */
    static int typeOf(String extension) {
        return EXTENSIONS.entrySet().stream()
                .filter(type -> type.getValue().contains(extension))
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    static boolean isVideo(String extension) {
        return typeOf(extension) == VIDEO;
    }
}
