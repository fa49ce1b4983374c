package io.github.open115.camel.poll;

import io.github.open115.client.files.FileItem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * What a repository that instances share said of the files that wait, asked for all of them together: a poll of a folder
 * with thousands of files that are done must not ask for each. It may be out of date; whoever wants a file claims it.
 * Not thread-safe.
 */
public final class KnownClaims {

    private final ClaimingRepository repository;
    private final Set<String> done = new HashSet<>();
    private final Set<String> claimed = new HashSet<>();

    public KnownClaims(ClaimingRepository repository) {
        this.repository = repository;
    }

    /**
     * Asks anew; what was known before is forgotten.
     *
     * @throws ClaimException when the repository cannot be asked
     */
    public void lookUp(Iterator<FileItem> files) {
        Map<String, String> idByKey = new HashMap<>();
        while (files.hasNext()) {
            FileItem file = files.next();
            if (!file.folder()) {
                idByKey.put(FileIdentity.keyOf(file.id(), file.sha1()), file.id());
            }
        }
        done.clear();
        claimed.clear();
        repository
                .states(idByKey.keySet())
                .forEach((key, state) ->
                        (state == ClaimingRepository.State.DONE ? done : claimed).add(idByKey.get(key)));
    }

    /** Whether the file was delivered, by whichever instance. */
    public boolean isDone(String fileId) {
        return done.contains(fileId);
    }

    /** Whether an instance is at work on the file, or will be soon, this one or another: if it dies, the file is free. */
    public boolean isClaimed(String fileId) {
        return claimed.contains(fileId);
    }

    /** How many of the files were claimed. */
    public int claimedCount() {
        return claimed.size();
    }
}
