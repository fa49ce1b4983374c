/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.builder.RouteBuilder;

/** The routes that docs/cloud-download.md shows. */
class CloudDownloadRoutes extends RouteBuilder {

    private static final Pattern LINK = Pattern.compile("(?:magnet:\\?|ed2k://|https?://|ftp://)[^\\s<>\"]+");

    @Override
    public void configure() {
        from("{{mailbox}}")
                .setBody(exchange -> LINK.matcher(exchange.getMessage().getBody(String.class))
                        .results()
                        .map(MatchResult::group)
                        .toList())
                .filter(simple("${body.size} > 0"))
                .to("open115:/incoming?operation=offlineAdd");

        from("open115:/incoming?recursive=true").to("file:{{films}}");

        from("direct:links").to("open115:/incoming?operation=offlineAdd");
    }
}
