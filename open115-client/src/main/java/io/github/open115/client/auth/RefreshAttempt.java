package io.github.open115.client.auth;

import java.time.Instant;
import java.util.Objects;

/**
 * What is known of the attempts to renew with one refresh token that has not led to a new pair.
 *
 * @param tokenHash SHA-256 of the refresh token
 * @param startedAt when the last request was begun
 * @param open true from before the request until its outcome is stored; found true later, the process died in between
 * @param lostReplies attempts that the service may have carried out without our learning the result
 * @param failures attempts in a row that failed, for the growing pause
 * @param notBefore the earliest time of the next attempt
 */
public record RefreshAttempt(
        String tokenHash, Instant startedAt, boolean open, int lostReplies, int failures, Instant notBefore) {

    public RefreshAttempt {
        Objects.requireNonNull(tokenHash, "tokenHash");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(notBefore, "notBefore");
    }
}
