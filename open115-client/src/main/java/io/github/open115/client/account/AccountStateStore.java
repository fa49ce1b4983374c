/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import java.util.function.UnaryOperator;

/**
 * Keeps the used budget and the pause of each account for all processes that use it, and over restarts. Each account
 * has one short text that only this library understands; it contains no secret.
 *
 * <p>The store is used once for a block of calls, not for each call. Implementations are thread-safe, wait only for a
 * bounded time, and throw {@link AccountStateException} when they cannot read or write.
 */
public interface AccountStateStore {

    /** The place, for messages and as identity: two stores with the same location hold the same texts. */
    String location();

    /** The present text of an account; empty when there is none. Never null. */
    String load(String account);

    /**
     * Changes the text of an account under a lock that holds across threads and processes. A crash at any moment leaves
     * the old text or the new one.
     *
     * @param account whose text
     * @param change makes the new text from the old one; an equal text need not be written. It may be called again
     *     after a concurrent change, so it must depend on its argument alone
     * @return the text after the change
     */
    String update(String account, UnaryOperator<String> change);
}
