/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import io.github.open115.client.state.DurableMap;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which files were delivered, in two phases: {@code add} claims a key in memory, {@code confirm} writes it.
 * Camel claims the keys of a whole batch before the first file of it is processed; a repository that wrote on
 * {@code add} would lose the rest of the batch for ever when the process is killed.
 */
@ManagedResource(description = "Delivered files of an open115 consumer")
public final class DurableIdempotentRepository extends ServiceSupport implements IdempotentRepository {

    private static final Logger LOG = LoggerFactory.getLogger(DurableIdempotentRepository.class);

    private final Set<String> claims = ConcurrentHashMap.newKeySet();
    private volatile DurableMap delivered;

    /**
     * Lets the repository answer from a state that was opened.
     *
     * @throws IllegalStateException when it answers from another one, for another consumer
     */
    public synchronized void attach(DurableMap keys) {
        if (delivered != null) {
            throw new IllegalStateException(
                    "A DurableIdempotentRepository remembers what one consumer has delivered, and"
                            + " another one uses it: give each its own, or leave out idempotentRepository");
        }
        delivered = keys;
    }

    /** Ends the use of a state, and with it the claims; nothing where the repository answers from another one. */
    public synchronized void detach(DurableMap keys) {
        if (delivered == keys) {
            delivered = null;
            claims.clear();
        }
    }

    @Override
    public boolean add(String key) {
        DurableMap keys = attached();
        // claimed before it is looked up: a confirmation writes the key before it ends the claim
        if (!claims.add(key)) {
            return false;
        }
        boolean isNew = false;
        try {
            isNew = !keys.containsKey(key);
        } finally {
            if (!isNew) {
                claims.remove(key);
            }
        }
        return isNew;
    }

    @Override
    public boolean contains(String key) {
        return claims.contains(key) || attached().containsKey(key);
    }

    /** Whether a key is confirmed; one that is only claimed may become free again. */
    public boolean isConfirmed(String key) {
        return attached().containsKey(key);
    }

    @Override
    public boolean confirm(String key) {
        DurableMap keys = delivered;
        if (keys == null) {
            LOG.warn(
                    "The file with key {} was processed after its consumer had stopped; it will be delivered again",
                    key);
            return false;
        }
        boolean added = keys.put(key, "") == null;
        claims.remove(key);
        return added;
    }

    @Override
    public boolean remove(String key) {
        DurableMap keys = delivered;
        boolean claimed = claims.remove(key);
        return (keys != null && keys.remove(key) != null) || claimed;
    }

    @Override
    public void clear() {
        claims.clear();
        attached().clear();
    }

    /** Whether a file was delivered, whatever its content was. */
    public boolean knows(String fileId) {
        return attached().keys(FileIdentity.keyPrefix(fileId)).hasNext();
    }

    /** Forgets that a file was delivered, so that it is new when it comes back. */
    public void forget(String fileId) {
        DurableMap keys = attached();
        keys.keys(FileIdentity.keyPrefix(fileId)).forEachRemaining(keys::remove);
    }

    /** Forgets all delivered files; claimed files stay claimed. */
    public void forgetAll() {
        attached().clear();
    }

    /**
     * Forgets delivered files that have left the folder.
     *
     * @param present whether a complete listing has the file of this id
     */
    public void retain(Predicate<String> present) {
        DurableMap keys = attached();
        for (Iterator<String> all = keys.keys(""); all.hasNext(); ) {
            String key = all.next();
            if (!present.test(FileIdentity.fileIdOf(key))) {
                keys.remove(key);
            }
        }
    }

    /** How many files were delivered and are remembered. */
    @ManagedAttribute(description = "Number of delivered files that are remembered")
    public long getDeliveredCount() {
        DurableMap keys = delivered;
        return keys == null ? 0 : keys.size();
    }

    private DurableMap attached() {
        DurableMap keys = delivered;
        if (keys == null) {
            throw new IllegalStateException("The consumer of this repository is not running");
        }
        return keys;
    }
}
