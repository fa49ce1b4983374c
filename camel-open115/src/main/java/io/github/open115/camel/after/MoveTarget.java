/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.after;

import io.github.open115.camel.Open115RemoteFile;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.client.files.FolderPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a {@code move}, {@code preMove} or {@code moveFailed} expression sends a file.
 *
 * @param safeFolder the target folder in the segments of the expression, from {@code rootFolderId} downwards
 * @param base the nearest folder on the way there that the file is in too, so that its id is known
 * @param below the exact names from {@code base} down to the target folder
 * @param name the exact name of the file there
 */
record MoveTarget(List<String> safeFolder, FolderPath base, List<String> below, String name) {

    /**
     * Takes the result of an expression apart. It consists of safe paths, and of the exact name where the expression has
     * {@code ${file:onlyname}}. The exact name may hold separators, so it is recognised first. The folders of the file get
     * their exact names back.
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
        return exact(file, segments(file, folder, expression), name);
    }

    private static boolean endsWithSegment(String path, String name) {
        return path.equals(name) || path.endsWith("/" + name);
    }

    private static List<String> segments(Open115RemoteFile file, String folder, String expression) {
        List<String> segments = new ArrayList<>();
        String directory = file.getEndpointPath();
        // the expression has the parent folder also for a file that preMove has moved out of the polled folder
        boolean fromRoot = folder.startsWith("/")
                || isWithin(folder, directory)
                || !file.safeFolder().isEmpty() && isWithin(folder, String.join("/", file.safeFolder()));
        if (!fromRoot) {
            segments.addAll(DrivePaths.segments(directory));
        }
        for (String segment : DrivePaths.segments(folder)) {
            if (segment.equals("..")) {
                if (segments.isEmpty()) {
                    throw new IllegalArgumentException("The expression leads above the folder of rootFolderId: '"
                            + expression + "'. Use fewer .., or another rootFolderId");
                }
                segments.remove(segments.size() - 1);
            } else if (!segment.equals(".")) {
                segments.add(segment);
            }
        }
        return segments;
    }

    private static boolean isWithin(String folder, String above) {
        return (folder + "/").startsWith(above + "/");
    }

    private static MoveTarget exact(Open115RemoteFile file, List<String> safe, String name) {
        List<FolderPath.Element> elements = file.folder().elements();
        int aboveRoot = elements.size() - file.safeFolder().size();
        int common = 0;
        while (common < Math.min(safe.size(), file.safeFolder().size())
                && safe.get(common).equals(file.safeFolder().get(common))) {
            common++;
        }
        // a target may repeat folders of the file, such as ${file:name} below another folder
        Map<String, String> exactNames = new HashMap<>();
        for (int i = 0; i < file.safeFolder().size(); i++) {
            exactNames.put(file.safeFolder().get(i), elements.get(aboveRoot + i).name());
        }
        List<String> below = safe.subList(common, safe.size()).stream()
                .map(segment -> exactNames.getOrDefault(segment, segment))
                .toList();
        return new MoveTarget(safe, new FolderPath(elements.subList(0, aboveRoot + common)), below, name);
    }
}
