/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.claims;

import java.util.Collection;
import java.util.Map;
import org.apache.camel.spi.IdempotentRepository;

/**
 * A repository of delivered files that several instances share, so that they can work on one folder. {@code add} claims a
 * key for a time, and the claim ends by itself when its owner dies. {@code confirm} makes the key done, for all instances
 * and until it is forgotten. {@code contains} is true for both. A consumer with such a repository claims eagerly.
 */
public interface ClaimingRepository extends IdempotentRepository {

    /** Why a key cannot be claimed. */
    enum State {

        /** Confirmed: it need not be looked at again. */
        DONE,

        /** Claimed by an instance that is alive, this one or another: it may become free again. */
        CLAIMED
    }

    /**
     * The states of some keys, by one question for all of them.
     *
     * @return the keys that cannot be claimed now; the others are missing
     * @throws ClaimException when the repository cannot be asked
     */
    Map<String, State> states(Collection<String> keys);

    /**
     * Renews a claim before the work on its file begins. A consumer claims a whole batch before it processes the first file
     * of it, so the claim may have ended since.
     *
     * @return false when another instance took the file over: leave the file to that instance
     * @throws ClaimException when the repository cannot be asked
     */
    boolean renew(String key);

    /**
     * Forgets that a file is done, so that it can be delivered again. A consumer looks at it only when its row in the
     * listing changes, or at {@code reconcileNow} of its MBean. {@code remove} only gives a claim back, and
     * {@code clear} forgets all files that are done.
     *
     * @return whether it was done
     * @throws ClaimException when the repository cannot be asked
     */
    boolean forget(String key);
}
