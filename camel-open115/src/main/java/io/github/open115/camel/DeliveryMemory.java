package io.github.open115.camel;

import io.github.open115.camel.claims.ClaimingRepository;
import io.github.open115.camel.poll.DurableIdempotentRepository;
import io.github.open115.camel.poll.FileIdentity;
import io.github.open115.client.files.FileItem;
import java.util.function.Predicate;
import org.apache.camel.spi.IdempotentRepository;

/** Which files the endpoint's idempotent repository has, and when it is to forget them. */
final class DeliveryMemory {

    private final Open115Endpoint endpoint;
    private final DurableIdempotentRepository repository;

    /** @param repository the endpoint's default repository, or null when the user brings one, or none is used */
    DeliveryMemory(Open115Endpoint endpoint, DurableIdempotentRepository repository) {
        this.endpoint = endpoint;
        this.repository = repository;
    }

    /** Whether the keys of files are made of what a listing tells of them. */
    boolean remembersIdentities() {
        return Boolean.TRUE.equals(endpoint.isIdempotent()) && endpoint.getIdempotentKey() instanceof FileIdentity;
    }

    /** Whether a file, with that content, was delivered; what was only claimed counts where the user's repository says so. */
    boolean contains(FileItem file) {
        if (!remembersIdentities()) {
            return false;
        }
        String key = FileIdentity.keyOf(file.id(), file.sha1());
        if (repository != null) {
            return repository.isConfirmed(key);
        }
        IdempotentRepository own = endpoint.getIdempotentRepository();
        return own != null && own.contains(key);
    }

    /** Whether the default repository knows that a file was delivered, whatever its content was. */
    boolean knows(String fileId) {
        return repository != null && remembersIdentities() && repository.knows(fileId);
    }

    /**
     * Forgets a file, so that it is new when it comes back.
     *
     * @param sha1 of the content that was delivered; null when not known
     */
    void forget(String fileId, String sha1) {
        if (!remembersIdentities()) {
            return;
        }
        if (repository != null) {
            repository.forget(fileId);
        } else if (sha1 != null) {
            forgetKey(FileIdentity.keyOf(fileId, sha1));
        }
    }

    private void forgetKey(String key) {
        if (endpoint.getIdempotentRepository() instanceof ClaimingRepository shared) {
            shared.forget(key);
        } else {
            endpoint.getIdempotentRepository().remove(key);
        }
    }

    /** Whether everything in the repository was delivered by this route, here or in other instances. */
    boolean isOfThisRoute() {
        return repository != null || endpoint.getIdempotentRepository() instanceof ClaimingRepository;
    }

    /** Forgets all files; only for a repository {@linkplain #isOfThisRoute of this route}. */
    void forgetAll() {
        if (repository != null) {
            repository.forgetAll();
        } else {
            endpoint.getIdempotentRepository().clear();
        }
    }

    /** A file has left the folder. */
    void gone(String fileId) {
        if (forgetsDepartures()) {
            repository.forget(fileId);
        }
    }

    /** A full listing showed which files are there. */
    void retain(Predicate<String> present) {
        if (forgetsDepartures()) {
            repository.retain(present);
        }
    }

    /** Where files leave the folder after delivery, one that comes back is new. */
    private boolean forgetsDepartures() {
        boolean leave = endpoint.isDelete() || endpoint.getMove() != null || endpoint.getPreMove() != null;
        return leave && repository != null && remembersIdentities();
    }
}
