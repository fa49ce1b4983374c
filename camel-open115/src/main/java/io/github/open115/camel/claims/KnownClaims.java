package io.github.open115.camel.claims;

import io.github.open115.client.files.FileItem;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The states of the waiting files in a shared repository, as of the last look-up. One look-up asks for all of them: a poll
 * of a folder with thousands of done files must not ask for each. The states may be out of date, so a file must still be
 * claimed before it is processed. Thread-safe.
 */
public final class KnownClaims {

    private final ClaimingRepository repository;
    private final Function<FileItem, String> keyOf;
    // by file id
    private volatile Map<String, ClaimingRepository.State> known = Map.of();

    /** @param keyOf the key that a file is claimed with */
    public KnownClaims(ClaimingRepository repository, Function<FileItem, String> keyOf) {
        this.repository = repository;
        this.keyOf = keyOf;
    }

    /**
     * Asks the repository, and forgets the states of the last look-up.
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

    /** Forgets all states, because the repository is about to forget files. */
    public void forget() {
        known = Map.of();
    }

    /** Whether the file was delivered, by this or another instance. */
    public boolean isDone(String fileId) {
        return known.get(fileId) == ClaimingRepository.State.DONE;
    }

    /** Whether this or another instance has claimed the file; if that instance dies, the file is free again. */
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
