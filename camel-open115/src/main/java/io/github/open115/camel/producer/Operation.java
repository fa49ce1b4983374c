/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import org.apache.camel.Exchange;

/** One operation of the producer. Implementations hold no state. */
@FunctionalInterface
interface Operation {

    /**
     * Performs the operation and makes its result the body. Headers that are no result stay.
     *
     * @throws Exception if it failed; the message is then left as it was
     */
    void process(Exchange exchange, OperationContext context) throws Exception;
}
