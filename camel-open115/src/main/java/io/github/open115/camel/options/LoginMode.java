/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.options;

/** How an account without a valid authorization gets one. */
public enum LoginMode {
    /** A person or another program puts tokens into the token store. */
    none,
    /** The component shows a QR code in the log, the dev console, JMX and an event, until a person has scanned it. */
    console
}
