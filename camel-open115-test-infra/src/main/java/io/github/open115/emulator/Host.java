/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

/** The hosts of the service (docs/115-open-api.md A.1). Each has a server and port of its own. */
public enum Host {
    /** Authorization. */
    AUTH,
    /** Polling of the QR log-in; serves the paths of {@link #AUTH} too. */
    QR,
    /** Files, folders, links. */
    API,
    /** Content. */
    CDN,
    /** The object storage that uploads go to. */
    OSS,
    /** What the object storage calls when a file is stored. No client does. */
    CALLBACK
}
