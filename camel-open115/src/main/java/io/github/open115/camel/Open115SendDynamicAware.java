/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFileSendDynamicAware;
import org.apache.camel.spi.annotations.SendDynamic;

/** Lets {@code toD} with a changing {@code fileName} or {@code fileId} use one endpoint. */
@SendDynamic(Open115Constants.SCHEME)
public class Open115SendDynamicAware extends GenericFileSendDynamicAware {

    @Override
    public DynamicAwareEntry prepare(Exchange exchange, String uri, String originalUri) throws Exception {
        Optional<String> own = DynamicUri.of(exchange, originalUri, "simple");
        return own.isPresent()
                ? new DynamicAwareEntry(own.get(), originalUri, Map.of(), null)
                : super.prepare(exchange, uri, originalUri);
    }
}
