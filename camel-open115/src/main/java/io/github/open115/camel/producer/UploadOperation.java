/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import org.apache.camel.CamelException;
import org.apache.camel.Exchange;

/** Uploads the body. Not available in this version: it fails without a call. */
final class UploadOperation implements Operation {

    @Override
    public void process(Exchange exchange, OperationContext context) throws CamelException {
        throw new CamelException("open115 cannot upload yet. To do something else with the drive,"
                + " set the option operation or the header CamelOpen115Operation");
    }
}
