package io.github.open115.client.http;

/**
 * Where the access token of a call comes from. Both methods may wait, bounded, for a refresh in progress, and both throw
 * an {@link Open115Exception} when there is no usable token; the token they return is already durable. Thread-safe.
 */
public interface Authorizer {

    /** The access token to send now; never null. */
    String accessToken();

    /**
     * The access token to send instead of one that the service rejected.
     *
     * @param rejected the token that was sent
     * @return another token than {@code rejected}: the newest of the store when that differs, else one just renewed
     */
    String replacementFor(String rejected);
}
