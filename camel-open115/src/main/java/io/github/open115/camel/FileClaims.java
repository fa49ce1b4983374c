package io.github.open115.camel;

import io.github.open115.camel.claims.ClaimException;
import io.github.open115.camel.claims.ClaimingRepository;
import io.github.open115.camel.claims.KnownClaims;
import io.github.open115.camel.poll.DurableIdempotentRepository;
import io.github.open115.camel.poll.FileIdentity;
import io.github.open115.camel.poll.FileQueue;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the endpoint's idempotent repository says of files that are claimed, and not delivered yet. */
final class FileClaims {

    private static final Logger LOG = LoggerFactory.getLogger(FileClaims.class);

    private final Open115Endpoint endpoint;
    // null when files cannot be looked up by their rows
    private final KnownClaims known;

    /** @param byRow whether the keys of files are made of what a listing tells of them */
    FileClaims(Open115Endpoint endpoint, boolean byRow) {
        this.endpoint = endpoint;
        this.known = byRow && endpoint.getIdempotentRepository() instanceof ClaimingRepository shared
                ? new KnownClaims(shared, file -> FileIdentity.keyOf(file.id(), file.sha1()))
                : null;
    }

    /** Whether a repository that instances share is asked for all waiting files together. */
    boolean areLookedUp() {
        return known != null;
    }

    /** Asks a repository that instances share, if there is one, for the states of the files that wait. */
    void lookUp(FileQueue waiting) {
        if (known != null) {
            known.lookUp(waiting.waiting(true, (id, updated) -> true));
            known.done().forEach(waiting::drop);
        }
    }

    /** Forgets the last look-up, because somebody has the repository forget files. */
    void forget() {
        if (known != null) {
            known.forget();
        }
    }

    /** Whether the file was delivered, by whichever instance, by the last look-up. */
    boolean isDone(String fileId) {
        return known != null && known.isDone(fileId);
    }

    /**
     * Whether an instance is at work on the file, by the last look-up. It is not delivered before it is confirmed: if
     * that instance dies it must come here, so it stays pending.
     */
    boolean isClaimed(String fileId) {
        return known != null && known.isClaimed(fileId);
    }

    /**
     * Whether a file that could not be claimed is claimed, rather than done: by another instance, or here by a file with
     * the same key. If that one fails, or its instance dies, the file must come here.
     *
     * @param atWork whether any file is claimed here, or in flight
     */
    boolean isOnlyClaimed(Exchange file, boolean atWork) {
        if (!isIdempotent()) {
            return false;
        }
        String key = key(file);
        if (key == null) {
            return false;
        }
        IdempotentRepository repository = endpoint.getIdempotentRepository();
        if (repository instanceof DurableIdempotentRepository own) {
            return !own.isConfirmed(key);
        }
        if (repository instanceof ClaimingRepository shared) {
            return shared.states(List.of(key)).get(key) != ClaimingRepository.State.DONE;
        }
        // it cannot tell a claim from a delivery: only when nothing is claimed here, what it has is delivered
        return atWork && endpoint.isIdempotentEager() || !repository.contains(key);
    }

    /**
     * Makes sure that a file which was claimed with its whole batch is still this instance's.
     *
     * @return false when another instance has taken the file over
     * @throws ClaimException when the repository cannot be asked
     */
    boolean holds(Exchange exchange) {
        if (!isIdempotent() || !(endpoint.getIdempotentRepository() instanceof ClaimingRepository shared)) {
            return true;
        }
        String key = key(exchange);
        if (key == null || shared.renew(key)) {
            return true;
        }
        LOG.info("Another instance has taken over the file with key {}", key);
        return false;
    }

    /** The key that a file is claimed under before its exchange; null where it is not. */
    String keyOf(Exchange file) {
        return isIdempotent() && endpoint.isIdempotentEager() ? key(file) : null;
    }

    /** Gives back the claim on a file that was taken and handed to no exchange; nothing for null. */
    void giveBack(String key) {
        if (key != null) {
            endpoint.getIdempotentRepository().remove(key);
        }
    }

    private boolean isIdempotent() {
        return Boolean.TRUE.equals(endpoint.isIdempotent());
    }

    private String key(Exchange file) {
        return endpoint.getIdempotentKey().evaluate(file, String.class);
    }
}
