/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.names;

import java.util.ArrayList;
import java.util.List;

/** A path as {@code CamelFileName} has it, each segment made safe, so that exact and safe names can be compared. */
public record SafePath(List<String> segments) {

    public static SafePath of(String path) {
        return ofNames(DrivePaths.segments(path));
    }

    /** The path of exact names, which may contain separators. */
    public static SafePath ofNames(List<String> names) {
        return new SafePath(names.stream().map(SafeNames::segment).toList());
    }

    /**
     * Whether an entry may be at a path that ends with this one.
     *
     * @param path where the entry is; null when that is not known, then its name decides
     */
    public boolean isEndOf(String name, String id, String path) {
        if (segments.isEmpty() || !isLast(name, id)) {
            return false;
        }
        if (path == null) {
            return true;
        }
        List<String> whole = of(path).folders();
        int above = whole.size() - folders().size();
        return above >= 0 && whole.subList(above, whole.size()).equals(folders());
    }

    /** Whether an entry is known to be at exactly this path. */
    public boolean isAllOf(String name, String id, String path) {
        return path != null && isEndOf(name, id, path) && of(path).segments.size() == segments.size();
    }

    /** The path with another last name. */
    public String withLast(String name) {
        List<String> changed = new ArrayList<>(folders());
        changed.add(SafeNames.segment(name));
        return String.join("/", changed);
    }

    /** The part of this path that is below a folder; null when it is not below it. */
    public SafePath below(SafePath folder) {
        int depth = folder.segments.size();
        return segments.size() > depth && segments.subList(0, depth).equals(folder.segments)
                ? new SafePath(segments.subList(depth, segments.size()))
                : null;
    }

    /** The folder that the path is in. */
    public SafePath parent() {
        return new SafePath(folders());
    }

    private boolean isLast(String name, String id) {
        String last = segments.get(segments.size() - 1);
        return last.equals(SafeNames.segment(name)) || last.equals(SafeNames.segment(name, id));
    }

    private List<String> folders() {
        return segments.subList(0, Math.max(0, segments.size() - 1));
    }

    @Override
    public String toString() {
        return String.join("/", segments);
    }
}
