package io.github.open115.client.account;

/**
 * What a call is for: calls of one account share its budget, but do not all wait in one queue (docs/promises.md R4).
 */
public enum Lane {
    /** Listings and look-ups. */
    LISTING,
    /** Download links. */
    LINKS,
    /** Changes to the drive; one at a time for an account (docs/115-open-api.md I.6). */
    MUTATION
}
