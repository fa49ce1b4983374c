/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import io.github.open115.camel.names.SafeNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Delivered files that are missing from the folder, and how many complete listings in a row have missed them. The counts
 * are in the state of the consumer, so they survive a restart. A file that this component has moved away or deleted does
 * not count.
 *
 * <p>Holds no lock, to avoid a deadlock: its callers hold the lock of the folder, and it calls methods that take it. Only
 * the thread that polls changes the counts.
 */
public final class MissingFileTracker {

    /** So many listings must miss a file: the service lists late, and has shown folders as empty for minutes. */
    public static final int LISTINGS = 3;

    private static final String OURS = "";
    private static final String ELSEWHERE = "-";
    private static final char SEPARATOR = '|';

    // file id -> SHA-1, length of the name, name and path; with a mark where somebody moved it away; or OURS
    private final Map<String, String> delivered;
    // file id -> complete listings in a row that have missed it
    private final Map<String, String> missing;

    /** @param state keeps the deliveries and the numbers of listings */
    public MissingFileTracker(PollState state) {
        this.delivered = state.deliveredFiles();
        this.missing = state.missing();
    }

    /**
     * A delivered file.
     *
     * @param sha1 of its content; null when not known
     * @param name its exact name
     * @param path its {@code CamelFileName}
     */
    public record Delivered(String sha1, String name, String path) {

        private String encode() {
            return (sha1 == null ? "" : sha1) + SEPARATOR + name.length() + SEPARATOR + name + path;
        }

        private static Delivered decode(String marked) {
            String text = isElsewhere(marked) ? marked.substring(ELSEWHERE.length()) : marked;
            int first = text.indexOf(SEPARATOR);
            int second = text.indexOf(SEPARATOR, first + 1);
            int pathAt = second + 1 + Integer.parseInt(text.substring(first + 1, second));
            return new Delivered(
                    first == 0 ? null : text.substring(0, first),
                    text.substring(second + 1, pathAt),
                    text.substring(pathAt));
        }
    }

    /** The exchange of a file has succeeded, and this component has not removed it from the folder. */
    public void delivered(String fileId, Delivered file) {
        delivered.put(fileId, file.encode());
    }

    /** Whether this component has removed a file; it may have come back since. */
    public boolean isOurs(String fileId) {
        return OURS.equals(delivered.get(fileId));
    }

    /** Whether the delivery of a file is recorded here. */
    public boolean knows(String fileId) {
        return delivered.containsKey(fileId);
    }

    /** This component has removed files from the folder. */
    public void removed(Collection<String> fileIds) {
        fileIds.forEach(id -> delivered.put(id, OURS));
    }

    /**
     * A file is proved to have left the folder.
     *
     * @param known whether it counts although its delivery is not recorded here
     */
    public void gone(String fileId, boolean known) {
        String file = delivered.get(fileId);
        if (OURS.equals(file)) {
            delivered.remove(fileId);
        } else if (file != null || known) {
            miss(fileId);
        }
    }

    /** A full listing has shown which files are there. */
    public void retain(Predicate<String> present) {
        for (Map.Entry<String, String> file : List.copyOf(delivered.entrySet())) {
            boolean elsewhere = isElsewhere(file.getValue());
            if (!present.test(file.getKey())) {
                if (!elsewhere) {
                    gone(file.getKey(), false);
                }
            } else if (elsewhere) {
                delivered.put(file.getKey(), file.getValue().substring(ELSEWHERE.length()));
            }
        }
    }

    private static boolean isElsewhere(String file) {
        return file.startsWith(ELSEWHERE);
    }

    private void miss(String fileId) {
        missing.putIfAbsent(fileId, "0");
    }

    /** Counts one complete listing. */
    public void listed(Predicate<String> present) {
        for (String id : List.copyOf(missing.keySet())) {
            if (present.test(id)) {
                missing.remove(id);
            } else if (listings(id) < LISTINGS) {
                missing.put(id, Integer.toString(listings(id) + 1));
            }
        }
    }

    private int listings(String fileId) {
        return Integer.parseInt(missing.getOrDefault(fileId, "0"));
    }

    /** How many files are missing. */
    public int missing() {
        return missing.size();
    }

    /** The ids of the files that enough listings have missed. */
    public List<String> due() {
        List<String> due = new ArrayList<>();
        for (String id : missing.keySet()) {
            if (listings(id) >= LISTINGS) {
                due.add(id);
            }
        }
        return due;
    }

    /** The file that was delivered under an id; null when it is not known. */
    public Delivered delivered(String fileId) {
        String file = delivered.get(fileId);
        return file == null || OURS.equals(file) ? null : Delivered.decode(file);
    }

    /** Whether another file that was delivered under the same path is there, in place of a missing one. */
    public boolean isReplaced(String fileId, Delivered file) {
        String path = SafeNames.collisionKey(file.path());
        return delivered.entrySet().stream()
                .filter(other -> !other.getKey().equals(fileId) && !missing.containsKey(other.getKey()))
                .map(Map.Entry::getValue)
                .filter(other -> !OURS.equals(other) && !isElsewhere(other))
                .anyMatch(other ->
                        SafeNames.collisionKey(Delivered.decode(other).path()).equals(path));
    }

    /** Somebody has moved a file out of the folder; it may come back and be deleted later. */
    public void movedAway(String fileId) {
        missing.remove(fileId);
        String file = delivered.get(fileId);
        if (file != null && !OURS.equals(file) && !isElsewhere(file)) {
            delivered.put(fileId, ELSEWHERE + file);
        }
    }

    /** It is in doubt whether a file was deleted: its count begins again. */
    public void doubted(String fileId) {
        missing.put(fileId, "0");
    }

    /** Forgets a file whose deletion was reported, or need not be. */
    public void settled(String fileId) {
        missing.remove(fileId);
        delivered.remove(fileId);
    }
}
