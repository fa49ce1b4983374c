/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.serve;

import java.util.Set;
import org.apache.camel.support.DefaultHeaderFilterStrategy;

/**
 * Which headers pass between HTTP and a route that serves files, for the option {@code headerFilterStrategy} of Camel's
 * HTTP servers. Their own strategy drops {@code Content-Length} and {@code Cache-Control}. Without a length, an
 * answer that breaks off looks complete, and the client does not notice that the file is truncated.
 *
 * <p>Headers of Camel pass in neither direction.
 */
public final class AnswerHeaders extends DefaultHeaderFilterStrategy {

    /** Headers that the server sets itself. */
    private static final Set<String> OF_THE_SERVER = Set.of(
            "connection", "content-type", "date", "host", "keep-alive", "trailer", "transfer-encoding", "upgrade");

    public AnswerHeaders() {
        setOutFilter(OF_THE_SERVER);
        // before Camel 4.22 nothing is filtered by default
        setLowerCase(true);
        setInFilterStartsWith(CAMEL_FILTER_STARTS_WITH);
        setOutFilterStartsWith(CAMEL_FILTER_STARTS_WITH);
    }
}
