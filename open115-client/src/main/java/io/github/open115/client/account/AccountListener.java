/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

/** Hears that the state of an account may have changed, so that no polling is needed. */
@FunctionalInterface
public interface AccountListener {

    /** Does nothing. */
    AccountListener NONE = account -> {};

    /**
     * The service throttled a call, or a call found that a person must authorize again. The end of a pause is not
     * reported.
     *
     * @param account the present state; it may be unchanged
     */
    void mayHaveChanged(AccountStatus account);
}
