package io.github.open115.camel.producer;

import io.github.open115.camel.DrivePaths;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.names.SafeNames;
import java.util.ArrayList;
import java.util.List;

/** A path as {@code CamelFileName} has it, each segment made safe, so that exact and safe names can be compared. */
record SafePath(List<String> segments) {

    static SafePath of(String path) {
        return ofNames(DrivePaths.segments(path));
    }

    /** The path of exact names, which may contain separators. */
    static SafePath ofNames(List<String> names) {
        return new SafePath(names.stream().map(SafeNames::segment).toList());
    }

    /** Whether a file of this name may be at a path that ends so; true for the folders when the file's are not known. */
    boolean isEndOf(Open115File file) {
        if (segments.isEmpty() || !isLast(file)) {
            return false;
        }
        if (file.path() == null) {
            return true;
        }
        List<String> whole = of(file.path()).folders();
        int above = whole.size() - folders().size();
        return above >= 0 && whole.subList(above, whole.size()).equals(folders());
    }

    /** Whether the file is known to be at this path. */
    boolean isAllOf(Open115File file) {
        return isEndOf(file) && file.path() != null && of(file.path()).segments.size() == segments.size();
    }

    /** The path with another last name. */
    String withLast(String name) {
        List<String> changed = new ArrayList<>(folders());
        changed.add(SafeNames.segment(name));
        return String.join("/", changed);
    }

    /** The part of this path that is below a folder; null when it is not below it. */
    SafePath below(SafePath folder) {
        int depth = folder.segments.size();
        return segments.size() > depth && segments.subList(0, depth).equals(folder.segments)
                ? new SafePath(segments.subList(depth, segments.size()))
                : null;
    }

    /** The folder that the path is in. */
    SafePath parent() {
        return new SafePath(folders());
    }

    private boolean isLast(Open115File file) {
        String last = segments.get(segments.size() - 1);
        return last.equals(SafeNames.segment(file.name())) || last.equals(SafeNames.segment(file.name(), file.id()));
    }

    private List<String> folders() {
        return segments.subList(0, Math.max(0, segments.size() - 1));
    }

    @Override
    public String toString() {
        return String.join("/", segments);
    }
}
