package io.github.open115.camel.claims;

import java.util.Collection;
import java.util.Map;
import org.apache.camel.spi.IdempotentRepository;

/**
 * A repository of what was delivered that several instances share, so that they can work on one folder. A key is claimed
 * for a time ({@code add}), and the claim ends by itself when its owner dies; it is done for good once its owner
 * confirmed it. {@code contains} is true for both. A consumer with such a repository claims eagerly.
 */
public interface ClaimingRepository extends IdempotentRepository {

    /** What keeps a key from being claimed. */
    enum State {

        /** Confirmed: it need not be looked at again. */
        DONE,

        /** Claimed by an instance that is alive, this one or another: it may become free again. */
        CLAIMED
    }

    /**
     * What is known of some keys, asked for all together.
     *
     * @return the state of those that cannot be claimed now; the others are missing
     * @throws ClaimException when the repository cannot be asked
     */
    Map<String, State> states(Collection<String> keys);

    /**
     * Makes sure, before the work on a file begins, that the claim still stands, and lets its time begin anew. The whole
     * batch is claimed before the first file of it is processed, so much can have happened since.
     *
     * @return false when the claim ended and another instance took the file over: leave it to that one
     * @throws ClaimException when the repository cannot be asked
     */
    boolean renew(String key);

    /**
     * Forgets that a file is done, so that it is delivered again. {@code remove} only gives a claim back, and {@code clear}
     * forgets all files that are done.
     *
     * @return whether it was done
     * @throws ClaimException when the repository cannot be asked
     */
    boolean forget(String key);
}
