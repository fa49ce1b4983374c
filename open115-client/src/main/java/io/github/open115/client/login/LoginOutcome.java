/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.login;

/** How a log-in by QR code ended. */
public enum LoginOutcome {
    /** Confirmed; the tokens are in the store. */
    LOGGED_IN,
    /** The person declined on the phone. The store is as it was. */
    CANCELLED,
    /** Nobody confirmed before the last code expired. The store is as it was. */
    EXPIRED,
    /** Nobody confirmed within the given time; a further wait continues with the same code. The store is as it was. */
    NOT_IN_TIME
}
