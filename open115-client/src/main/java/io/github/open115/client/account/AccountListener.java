package io.github.open115.client.account;

/** Is told that the state of an account may have changed, so that nobody has to ask again and again. */
@FunctionalInterface
public interface AccountListener {

    /** Hears nothing. */
    AccountListener NONE = account -> {};

    /**
     * The service throttled a call, or a call found that a person must authorize again. What ends by itself, a pause for
     * instance, is not told.
     *
     * @param account what is known now; it may not have changed at all
     */
    void mayHaveChanged(AccountStatus account);
}
