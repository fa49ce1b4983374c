package io.github.open115.camel.poll;

import io.github.open115.camel.names.SafeNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Delivered files that are not in the folder any more, and in how many complete listings running they were not. What is
 * known is in the state of the consumer, so a restart goes on counting. A file that we moved away or deleted ourselves is
 * no departure.
 *
 * <p>Holds no lock, because it is told by those who hold the one of the folder and asks those who take it: the counts
 * are changed by the thread that polls alone.
 */
public final class MissingFileTracker {

    /** A single listing is not believed: the service counts and lists late, and has had folders that were empty for minutes. */
    public static final int LISTINGS = 3;

    private static final String OURS = "";
    private static final String ELSEWHERE = "-";
    private static final char SEPARATOR = '|';

    // file id -> SHA-1, length of the name, name and path; marked where somebody moved it away; or that we removed it
    private final Map<String, String> delivered;
    // file id -> complete listings running that did not have it
    private final Map<String, String> missing;

    /** @param state where it is kept */
    public MissingFileTracker(PollState state) {
        this.delivered = state.deliveredFiles();
        this.missing = state.missing();
    }

    /**
     * What was delivered.
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

    /** The exchange of a file has succeeded, and we have not removed it from the folder. */
    public void delivered(String fileId, Delivered file) {
        delivered.put(fileId, file.encode());
    }

    /** Whether we removed a file, which may have come back since. */
    public boolean isOurs(String fileId) {
        return OURS.equals(delivered.get(fileId));
    }

    /** We removed files from the folder ourselves. */
    public void removed(Collection<String> fileIds) {
        fileIds.forEach(id -> delivered.put(id, OURS));
    }

    /**
     * A file is proved to have left the folder.
     *
     * @param known whether it counts though nothing is written here about its delivery
     */
    public void gone(String fileId, boolean known) {
        String file = delivered.get(fileId);
        if (OURS.equals(file)) {
            delivered.remove(fileId);
        } else if (file != null || known) {
            miss(fileId);
        }
    }

    /** Everything that is in the folder was told. */
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

    /** A listing adds up; it has those that are present. */
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

    /** How many files are missing, for however long. */
    public int missing() {
        return missing.size();
    }

    /** The ids of those that were missing in enough listings. */
    public List<String> due() {
        List<String> due = new ArrayList<>();
        for (String id : missing.keySet()) {
            if (listings(id) >= LISTINGS) {
                due.add(id);
            }
        }
        return due;
    }

    /** What was delivered under an id; null when that is not known. */
    public Delivered delivered(String fileId) {
        String file = delivered.get(fileId);
        return file == null || OURS.equals(file) ? null : Delivered.decode(file);
    }

    /** Whether another file, which was delivered under the same path, is there: it has taken the place of a missing one. */
    public boolean isReplaced(String fileId, Delivered file) {
        String path = SafeNames.collisionKey(file.path());
        return delivered.entrySet().stream()
                .filter(other -> !other.getKey().equals(fileId) && !missing.containsKey(other.getKey()))
                .map(Map.Entry::getValue)
                .filter(other -> !OURS.equals(other) && !isElsewhere(other))
                .anyMatch(other ->
                        SafeNames.collisionKey(Delivered.decode(other).path()).equals(path));
    }

    /** Somebody moved a file out of the folder, where it may come back to and be deleted then. */
    public void movedAway(String fileId) {
        missing.remove(fileId);
        String file = delivered.get(fileId);
        if (file != null && !OURS.equals(file) && !isElsewhere(file)) {
            delivered.put(fileId, ELSEWHERE + file);
        }
    }

    /** There is a doubt: as many listings as at first must miss the file once more. */
    public void doubted(String fileId) {
        missing.put(fileId, "0");
    }

    /** Nothing more is to be found out, or told, of a file. */
    public void settled(String fileId) {
        missing.remove(fileId);
        delivered.remove(fileId);
    }
}
