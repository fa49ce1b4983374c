/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import io.github.open115.client.internal.LruMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authorization of an account as this process knows it. It is read again only when the store has another version,
 * and threads that ask at the same time share one look: a hundred calls with a rejected token cause one query.
 *
 * <p>The store is right, with one exception: if it has lost the tokens, or holds older ones that this process has
 * replaced, the known tokens are written back.
 */
final class StoreView {

    private static final Logger LOG = LoggerFactory.getLogger(StoreView.class);

    private static final int MAX_REPLACED = 1000;

    private final TokenStore store;
    private final String account;
    private final Consumer<StoredAuthorization> onChange;
    private final AtomicLong looksBegun = new AtomicLong();

    private volatile StoredAuthorization known = StoredAuthorization.NONE;
    // of the last look that failed; null for none
    private volatile RuntimeException failure;
    // guarded by this: the version that the known state was read at, and the number of the last look that succeeded
    private String version;
    private long lastLook;
    // guarded by this: whether the store must get back what is known, and whether this was logged
    private boolean storeBehind;
    private boolean lossReported;
    // guarded by this: SHA-256 of the refresh tokens that this process has replaced, or seen replaced by a newer pair:
    // nothing can be had for them
    private final Map<String, Boolean> replaced = new LruMap<>(MAX_REPLACED);

    /** @param onChange receives each newly known state immediately */
    StoreView(TokenStore store, String account, Consumer<StoredAuthorization> onChange) {
        this.store = store;
        this.account = account;
        this.onChange = onChange;
    }

    /** The state of the last look; never null. */
    StoredAuthorization known() {
        return known;
    }

    /** The state in the store now; the known state if that {@linkplain #isStoreBehind must be written back}. */
    StoredAuthorization newest() {
        long begunBefore = looksBegun.get();
        RuntimeException failedBefore = failure;
        synchronized (this) {
            // a look that began after this call started answers it too
            if (lastLook > begunBefore) {
                return known;
            }
            // an attempt on a database that is away takes long: those that waited for it do not try one by one
            if (failure != failedBefore) {
                throw failure;
            }
            try {
                return look();
            } catch (RuntimeException e) {
                // an interrupted thread fails alone
                failure = Thread.currentThread().isInterrupted() ? failure : e;
                throw e;
            }
        }
    }

    private StoredAuthorization look() {
        long look = looksBegun.incrementAndGet();
        String current = store.version(account);
        if (!Objects.equals(current, version)) {
            StoredAuthorization stored = store.load(account);
            storeBehind = isBehind(stored);
            if (!storeBehind) {
                know(stored, current);
            }
        }
        lastLook = look;
        return known;
    }

    /** Takes over a state that this process has just stored; the next look reads the store again. */
    synchronized void learned(StoredAuthorization stored) {
        know(stored, null);
    }

    private void know(StoredAuthorization stored, String storedVersion) {
        TokenPair before = known.pair();
        String token = RefreshSubject.PAIR.token(known);
        boolean newer = token != null
                && stored.pair() != null
                && stored.pair().issuedAt().isAfter(before.issuedAt())
                && !RefreshSubject.isToken(stored, token);
        if (newer) {
            // by another process, which may be gone when an older copy of the store appears
            replaced.put(TokenPair.hashOf(token), true);
        }
        known = stored;
        version = storedVersion;
        onChange.accept(stored);
    }

    /** Remembers the tokens that a new pair has replaced, but not a candidate that still waits. */
    synchronized void replaced(StoredAuthorization before, StoredAuthorization renewed) {
        for (RefreshSubject subject : RefreshSubject.values()) {
            String token = subject.token(before);
            if (token != null && !RefreshSubject.isToken(renewed, token)) {
                replaced.put(TokenPair.hashOf(token), true);
            }
        }
    }

    /** Whether the last look found that the store has lost the known tokens; {@link #load} writes them back. */
    synchronized boolean isStoreBehind() {
        return storeBehind;
    }

    /**
     * The authorization in the locked store, after lost tokens were written back.
     *
     * @throws TokenStoreException when the store cannot be read, or cannot be written back to
     */
    StoredAuthorization load(TokenStore.Slot slot) {
        StoredAuthorization stored = slot.load();
        StoredAuthorization newer;
        synchronized (this) {
            storeBehind = isBehind(stored);
            if (!storeBehind) {
                return stored;
            }
            newer = known;
        }
        slot.save(newer);
        synchronized (this) {
            storeBehind = false;
            lossReported = false;
        }
        LOG.error(
                "Account {}: {} {} while this process runs. What it had in memory was written back: do not delete tokens"
                        + " that are in use, and put no older copy in their place",
                account,
                store.location(),
                stored.pair() == null ? "lost the tokens" : "got tokens that are older");
        return newer;
    }

    /** Logs once for each loss that the tokens could not be written back. */
    void logNotWrittenBack(Throwable problem) {
        synchronized (this) {
            if (!storeBehind || lossReported) {
                return;
            }
            lossReported = true;
        }
        LOG.error(
                "Account {}: {} has lost the tokens, and they cannot be written back: {}. They are in the memory of this"
                        + " process only. Make the store writable before it ends",
                account,
                store.location(),
                problem.getMessage());
    }

    private boolean isBehind(StoredAuthorization stored) {
        if (known.pair() == null) {
            return false;
        }
        String token = RefreshSubject.PAIR.token(stored);
        return stored.pair() == null || (token != null && replaced.containsKey(TokenPair.hashOf(token)));
    }
}
