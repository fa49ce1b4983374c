package io.github.open115.camel.claims;

import io.github.open115.client.files.FileItem;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a repository that instances share said of the files that wait, asked for all of them together: a poll of a folder
 * with thousands of files that are done must not ask for each. It may be out of date; whoever wants a file claims it.
 * Thread-safe.
 */
public final class KnownClaims {

    private final ClaimingRepository repository;
    private final Function<FileItem, String> keyOf;
    // by file id
    private volatile Map<String, ClaimingRepository.State> known = Map.of();

    /** @param keyOf tells by its row the key that a file is claimed with */
    public KnownClaims(ClaimingRepository repository, Function<FileItem, String> keyOf) {
        this.repository = repository;
        this.keyOf = keyOf;
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
                idByKey.put(keyOf.apply(file), file.id());
            }
        }
        Map<String, ClaimingRepository.State> states = new HashMap<>();
        repository.states(idByKey.keySet()).forEach((key, state) -> states.put(idByKey.get(key), state));
        known = states;
    }

    /** Forgets what was asked, because somebody has the repository forget files. */
    public void forget() {
        known = Map.of();
    }

    /** Whether the file was delivered, by whichever instance. */
    public boolean isDone(String fileId) {
        return known.get(fileId) == ClaimingRepository.State.DONE;
    }

    /** Whether an instance is at work on the file, or will be soon, this one or another: if it dies, the file is free. */
    public boolean isClaimed(String fileId) {
        return known.get(fileId) == ClaimingRepository.State.CLAIMED;
    }

    /** The files that were delivered, by id. */
    public List<String> done() {
        return known.entrySet().stream()
                .filter(entry -> entry.getValue() == ClaimingRepository.State.DONE)
                .map(Map.Entry::getKey)
                .toList();
    }
}
