/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import java.nio.file.Path;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Keeps the authorizations of accounts. Tokens rotate, so the store alone is right: an older copy of a token is
 * worthless.
 *
 * <p>Implementations are thread-safe. A crash at any moment leaves either the old or the new state. They throw {@link
 * TokenStoreException} when they cannot read or write, and never overwrite data that they cannot read.
 */
public interface TokenStore {

    /**
     * The place, for messages and as identity: two stores with the same location hold the same authorizations. Contains
     * no secret.
     */
    String location();

    /** The current authorization of an account; {@link StoredAuthorization#NONE} when there is none. Never null. */
    StoredAuthorization load(String account);

    /**
     * A text that differs after each change of the value of {@link #load}, by any process. It is called often and must
     * cost much less than loading.
     */
    String version(String account);

    /**
     * Runs some work under a lock that holds across threads and processes: nothing else changes the account's
     * authorization.
     *
     * @param account whose authorization
     * @param work receives the access; must not keep it
     * @return the result of the work
     */
    <T> T exclusively(String account, Function<Slot, T> work);

    /**
     * Lets another store keep its data in the same place, where all processes that share these tokens find it. A store that
     * wraps another one passes the call on.
     *
     * @return what the method of {@code other} that names the place returned; by default its {@link Companion#elsewhere()}
     */
    default <T> T shareWith(Companion<T> other) {
        return other.elsewhere();
    }

    /**
     * Makes a store of other data in the place of the tokens.
     *
     * @param <T> the type of that store
     */
    interface Companion<T> {

        /** The tokens are in files of this directory. */
        T inDirectory(Path directory);

        /**
         * The tokens are in tables of this database.
         *
         * @param createTables whether missing tables may be created
         */
        T inDatabase(DataSource database, boolean createTables);

        /** The place of the tokens is not known. */
        T elsewhere();
    }

    /** The authorization of one account, locked. */
    interface Slot {

        /** The current authorization. */
        StoredAuthorization load();

        /** Replaces the authorization and drops a kept reply; durable on return. */
        void save(StoredAuthorization authorization);

        /**
         * Keeps the raw reply of a refresh; durable on return. Must be fast: until then the only valid tokens exist in
         * memory.
         */
        void keepReply(String reply);

        /** The kept reply of which no authorization has been saved yet; null when there is none. */
        String keptReply();
    }
}
