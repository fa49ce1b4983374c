package io.github.open115.client.auth;

import java.nio.file.Path;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Where the authorizations of accounts are kept. Tokens rotate, so this is the one truth about them: whoever holds a
 * copy that is older than the store holds nothing.
 *
 * <p>Implementations are thread-safe, and write so that a crash at any moment leaves either the old or the new state.
 * They throw {@link TokenStoreException} when they cannot read or write, and never overwrite what they cannot read.
 */
public interface TokenStore {

    /**
     * Names the place, for messages and for telling stores apart: two stores with the same location hold the same
     * authorizations. Holds no secret.
     */
    String location();

    /** The authorization of an account as it stands; {@link StoredAuthorization#NONE} when there is none. Never null. */
    StoredAuthorization load(String account);

    /**
     * A mark that differs after every change of what {@link #load} returns, whoever made it. It is asked often and must
     * cost much less than loading.
     */
    String version(String account);

    /**
     * Runs some work while nobody else, in this process or another, changes the authorization of the account.
     *
     * @param account whose authorization
     * @param work gets access to it; must not keep that access
     * @return what the work returned
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

        /** As it stands. */
        StoredAuthorization load();

        /** Replaces it; durable on return. Forgets a reply that was kept. */
        void save(StoredAuthorization authorization);

        /**
         * Keeps the raw reply of a refresh; durable on return. In the shortest way there is: until it has been kept, the
         * only valid tokens exist in memory alone.
         */
        void keepReply(String reply);

        /** The reply that was kept and not yet turned into an authorization; null when there is none. */
        String keptReply();
    }
}
