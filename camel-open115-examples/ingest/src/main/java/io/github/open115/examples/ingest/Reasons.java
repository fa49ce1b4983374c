/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.ingest;

import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.transfer.TransferException;

/** Says in one line why something failed. */
final class Reasons {

    private Reasons() {}

    /** The message of the first error that the client itself raised, else of the deepest cause. */
    static String of(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null
                && !(deepest instanceof Open115Exception)
                && !(deepest instanceof TransferException)) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
    }
}
