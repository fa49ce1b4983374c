/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

/**
 * The purpose of a call: all calls of an account share its budget, but each lane has its own queue (docs/promises.md
 * R4).
 */
public enum Lane {
    /** Listings and look-ups. */
    LISTING,
    /** Download links, and the calls about videos. */
    LINKS,
    /** Announcements of uploads, the credentials with which they are sent, and new cloud downloads. */
    UPLOADS,
    /** Changes to the drive; one at a time for an account (docs/115-open-api.md I.6). */
    MUTATION
}
