/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFilePollDynamicAware;
import org.apache.camel.spi.annotations.PollDynamic;

/** Lets {@code pollEnrich} and {@code poll} with a changing {@code fileName} use one endpoint. */
@PollDynamic(Open115Constants.SCHEME)
public class Open115PollDynamicAware extends GenericFilePollDynamicAware {

    @Override
    public DynamicAwareEntry prepare(Exchange exchange, String uri, String originalUri) throws Exception {
        // not the functions about a file: these are for the files that are polled
        Optional<String> own = DynamicUri.of(exchange, originalUri, "simple-no-file");
        return own.isPresent()
                ? new DynamicAwareEntry(own.get(), originalUri, Map.of(), null)
                : super.prepare(exchange, uri, originalUri);
    }
}
