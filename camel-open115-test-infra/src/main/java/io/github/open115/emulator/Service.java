/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.IOException;

/** What answers requests: a host, or one endpoint of it. */
@FunctionalInterface
interface Service {

    /**
     * Performs a request and answers it.
     *
     * @throws ApiError to refuse it
     */
    Reply answer(Request request) throws IOException;
}
