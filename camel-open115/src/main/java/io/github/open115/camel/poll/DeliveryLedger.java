/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import io.github.open115.camel.claims.ClaimException;
import io.github.open115.camel.claims.ClaimingRepository;
import io.github.open115.client.files.FileItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.spi.IdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which files were delivered, and which are claimed for a delivery. The idempotent repository of the consumer is the only
 * truth; this class knows the three kinds of it: the component's own, one of claims that instances share, and any other
 * that the user brings. Thread-safe.
 */
public final class DeliveryLedger {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLedger.class);

    private final Options options;
    // at most one of these two is not null
    private final DurableIdempotentRepository own;
    private final ClaimingRepository shared;
    // the last answers of the shared repository about the waiting files, by file id
    private volatile Map<String, ClaimingRepository.State> lookedUp = new ConcurrentHashMap<>();

    /**
     * How a consumer remembers its deliveries.
     *
     * @param idempotent whether it does
     * @param eager whether a file is claimed before its exchange
     * @param key makes the key of a file
     * @param repository null when the consumer is not idempotent
     * @param filesLeave whether files leave the folder after their delivery, so that a file that comes back is new
     */
    public record Options(
            boolean idempotent, boolean eager, Expression key, IdempotentRepository repository, boolean filesLeave) {

        /** The component's own repository, which answers from the state of the consumer; null with another one. */
        public DurableIdempotentRepository own() {
            return idempotent && repository instanceof DurableIdempotentRepository durable ? durable : null;
        }
    }

    public DeliveryLedger(Options options) {
        this.options = options;
        this.own = options.own();
        this.shared =
                options.idempotent() && options.repository() instanceof ClaimingRepository claiming ? claiming : null;
    }

    /** Whether a row of a listing is enough to make the key of a file. */
    public boolean knowsKeys() {
        return options.idempotent() && options.key() instanceof FileIdentity;
    }

    /** Whether delivered files are remembered at all. */
    public boolean isIdempotent() {
        return options.idempotent();
    }

    /** Whether everything in the repository was delivered by this route, here or in other instances. */
    public boolean isOfThisRoute() {
        return own != null || shared != null;
    }

    /**
     * Whether a file, with this content, was delivered or is being delivered, judged by its row. Asks the repository,
     * but for a shared one, where the answers of {@link #lookUp} count.
     */
    public boolean isDelivered(FileItem file) {
        return areClaimsLookedUp()
                ? lookedUp.get(file.id()) == ClaimingRepository.State.DONE
                : knowsKeys() && contains(file);
    }

    /** Whether the repository has the key of a file now; a repository of the user also has the keys of claims. */
    public boolean contains(FileItem file) {
        if (!knowsKeys()) {
            return false;
        }
        String key = FileIdentity.keyOf(file.id(), file.sha1());
        return own != null
                ? own.isConfirmed(key)
                : options.repository() != null && options.repository().contains(key);
    }

    /** Whether the component's own repository knows that a file was delivered, whatever its content was. */
    public boolean knows(String fileId) {
        return own != null && knowsKeys() && own.knows(fileId);
    }

    /** How many delivered files the component's own repository remembers; 0 with another one. */
    public long size() {
        return own == null ? 0 : own.getDeliveredCount();
    }

    private boolean areClaimsLookedUp() {
        return shared != null && knowsKeys();
    }

    /**
     * Asks a shared repository for the states of all waiting files in one go, and drops those that are done.
     *
     * @throws ClaimException when the repository cannot be asked
     */
    public void lookUp(FileQueue waiting) {
        if (!areClaimsLookedUp()) {
            return;
        }
        Map<String, String> idByKey = new HashMap<>();
        waiting.waiting(true, (id, updated) -> true)
                .forEachRemaining(file -> idByKey.put(FileIdentity.keyOf(file.id(), file.sha1()), file.id()));
        Map<String, ClaimingRepository.State> states = new ConcurrentHashMap<>();
        shared.states(idByKey.keySet()).forEach((key, state) -> states.put(idByKey.get(key), state));
        lookedUp = states;
        states.forEach((id, state) -> {
            if (state == ClaimingRepository.State.DONE) {
                waiting.drop(id);
            }
        });
    }

    /**
     * Whether an instance is at work on a file, by the last {@link #lookUp}. The file stays pending: if that instance
     * dies, it must be delivered here.
     */
    public boolean isClaimed(String fileId) {
        return lookedUp.get(fileId) == ClaimingRepository.State.CLAIMED;
    }

    /**
     * Whether a file that could not be claimed is only claimed, not delivered: by another instance, or here by a file with
     * the same key. If that delivery fails, the file must come.
     *
     * @param file carries the file
     * @param atWork whether any file is claimed here, or in flight
     */
    public boolean isOnlyClaimed(Exchange file, boolean atWork) {
        String key = options.idempotent() ? key(file) : null;
        if (key == null) {
            return false;
        }
        if (own != null) {
            return !own.isConfirmed(key);
        }
        if (shared != null) {
            return shared.states(List.of(key)).get(key) != ClaimingRepository.State.DONE;
        }
        // such a repository does not distinguish claims from deliveries: while this consumer claims nothing, its keys
        // are deliveries
        return atWork && options.eager() || !options.repository().contains(key);
    }

    /**
     * Makes sure that the claim on a file, which was made with its whole batch, is still this instance's.
     *
     * @return false when another instance has taken the file over
     * @throws ClaimException when the repository cannot be asked
     */
    public boolean renewClaim(Exchange file) {
        if (shared == null) {
            return true;
        }
        String key = key(file);
        if (key == null || shared.renew(key)) {
            return true;
        }
        LOG.info("Another instance has taken over the file with key {}", key);
        return false;
    }

    /** The key that a file is claimed under before its exchange; null when it is not claimed. */
    public String claimOf(Exchange file) {
        return options.idempotent() && options.eager() ? key(file) : null;
    }

    /** Gives back the claim on a file that no exchange got; does nothing for null. */
    public void giveBack(String claim) {
        if (claim != null) {
            options.repository().remove(claim);
        }
    }

    private String key(Exchange file) {
        return options.key().evaluate(file, String.class);
    }

    /**
     * Forgets a file, so that it is new when it comes back.
     *
     * @param sha1 of the content that was delivered; null when not known
     */
    public void forget(String fileId, String sha1) {
        if (!knowsKeys()) {
            return;
        }
        if (own != null) {
            own.forget(fileId);
        } else if (sha1 != null) {
            forgetKey(FileIdentity.keyOf(fileId, sha1));
        }
        lookedUp.remove(fileId);
    }

    private void forgetKey(String key) {
        if (shared != null) {
            shared.forget(key);
        } else {
            options.repository().remove(key);
        }
    }

    /** Forgets all files; only for a repository {@linkplain #isOfThisRoute of this route}. */
    public void forgetAll() {
        if (own != null) {
            own.forgetAll();
        } else {
            options.repository().clear();
        }
        lookedUp = new ConcurrentHashMap<>();
    }

    /** Records that a file has left the folder. */
    public void gone(String fileId) {
        if (forgetsGoneFiles()) {
            own.forget(fileId);
        }
    }

    /** Records a complete listing. */
    public void retain(Predicate<String> present) {
        if (forgetsGoneFiles()) {
            own.retain(present);
        }
    }

    private boolean forgetsGoneFiles() {
        return options.filesLeave() && own != null && knowsKeys();
    }

    /**
     * Where delivered files are remembered, as a sentence without its end.
     *
     * @param state where the state of the consumer is
     */
    public String place(Object state) {
        if (!options.idempotent()) {
            return "Delivered files are not remembered, so they come with each poll (idempotent=false)";
        }
        return "Delivered files are remembered in "
                + (own != null
                        ? state
                        : "idempotentRepository ("
                                + options.repository().getClass().getSimpleName() + ")");
    }
}
