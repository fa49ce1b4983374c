package io.github.open115.client.account;

/** What a call is for: calls of one account share its budget, but do not all wait in one queue (requirement R4). */
public enum Lane {
    /** Listings and look-ups. */
    LISTING,
    /** Download links. */
    LINKS,
    /** Changes to the drive; one at a time for an account (section I.6 of the API reference). */
    MUTATION
}
