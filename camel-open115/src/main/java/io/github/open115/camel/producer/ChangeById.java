/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.client.http.Open115Exception;

/** Makes changes by id, such as moves and deletions, which do no harm when they are made twice. */
final class ChangeById {

    private ChangeById() {}

    /** Makes a change, and once more if its reply was lost. */
    static void make(Runnable change) {
        try {
            change.run();
        } catch (Open115Exception e) {
            if (!e.isOutcomeUnknown()) {
                throw e;
            }
            try {
                change.run();
            } catch (Open115Exception again) {
                again.addSuppressed(e);
                throw again;
            }
        }
    }
}
