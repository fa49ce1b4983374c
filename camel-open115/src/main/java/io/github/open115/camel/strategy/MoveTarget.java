package io.github.open115.camel.strategy;

import io.github.open115.camel.Open115RemoteFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a {@code move}, {@code preMove} or {@code moveFailed} expression sends a file.
 *
 * @param safeFolder the target folder in the segments of the expression, from {@code rootFolderId} downwards
 * @param exactFolder the same folder in exact names from the root of the drive downwards
 * @param name the exact name of the file there
 */
record MoveTarget(List<String> safeFolder, List<String> exactFolder, String name) {

    /**
     * Takes the result of an expression apart. Expressions are made of safe paths and, where they say
     * {@code ${file:onlyname}}, of the exact name, which may hold separators: so the name is recognised first, and the
     * folders that the file is in are given their exact names back.
     */
    static MoveTarget of(Open115RemoteFile file, String expression) {
        String exactName = file.getFile().name();
        String folder;
        String name;
        if (endsWithSegment(expression, exactName)) {
            name = exactName;
            folder = expression.substring(0, expression.length() - exactName.length());
        } else {
            int last = expression.lastIndexOf('/');
            folder = expression.substring(0, last + 1);
            name = expression.substring(last + 1);
            name = name.equals(file.segment()) ? exactName : name;
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("The expression gives no file name: '" + expression + "'");
        }
        List<String> safe = segments(file, folder);
        return new MoveTarget(safe, exact(file, safe), name);
    }

    private static boolean endsWithSegment(String path, String name) {
        return path.equals(name) || path.endsWith("/" + name);
    }

    private static List<String> segments(Open115RemoteFile file, String folder) {
        List<String> segments = new ArrayList<>();
        String directory = file.getEndpointPath();
        boolean fromRoot = folder.startsWith("/") || (folder + "/").startsWith(directory + "/");
        if (!fromRoot && !directory.isEmpty()) {
            segments.addAll(List.of(directory.split("/")));
        }
        for (String segment : folder.split("/")) {
            if (segment.equals("..") && !segments.isEmpty()) {
                segments.remove(segments.size() - 1);
            } else if (!segment.isEmpty() && !segment.equals(".") && !segment.equals("..")) {
                segments.add(segment);
            }
        }
        return segments;
    }

    private static List<String> exact(Open115RemoteFile file, List<String> safe) {
        int aboveRoot = file.exactFolder().size() - file.safeFolder().size();
        List<String> exact = new ArrayList<>(file.exactFolder().subList(0, aboveRoot));
        boolean common = true;
        for (int i = 0; i < safe.size(); i++) {
            common = common
                    && i < file.safeFolder().size()
                    && safe.get(i).equals(file.safeFolder().get(i));
            exact.add(common ? file.exactFolder().get(aboveRoot + i) : safe.get(i));
        }
        return exact;
    }
}
