package io.github.open115.client.account;

import java.util.function.UnaryOperator;

/**
 * Where the processes that use one account tell each other how much of its budget is gone and whether it is paused, and
 * where both outlive a restart. Each account has one short text that only this library understands; it holds no secret.
 *
 * <p>It is asked once for a block of calls, not for every call. Implementations are thread-safe, wait for others only for
 * a bounded time, and throw {@link AccountStateException} when they cannot read or write.
 */
public interface AccountStateStore {

    /** Names the place, for messages and for telling stores apart: two with the same location hold the same texts. */
    String location();

    /** The text of an account as it stands; empty when there is none. Never null. */
    String load(String account);

    /**
     * Changes the text of an account while nobody else, in this process or another, changes it. A crash at any moment
     * leaves the old text or the new one.
     *
     * @param account whose text
     * @param change makes the new text from the old one; when it returns an equal text, nothing needs to be written. It
     *     may be called again when somebody else was faster: it must depend on its argument alone
     * @return the text as it stands afterwards
     */
    String update(String account, UnaryOperator<String> change);
}
