/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.springboot;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** New files anywhere below a folder of the drive arrive in a local one. */
@Component
class IngestRoute extends RouteBuilder {

    @Override
    public void configure() {
        // an option whose value is {{?…}} is left out if there is no such property
        from("open115:{{ingest.folder}}?recursive=true&delay={{ingest.delay}}"
                        + "&localWorkDirectory={{ingest.target}}/.work"
                        + "&idempotentRepository={{?ingest.repository}}&maxMessagesPerPoll={{?ingest.batch}}")
                .routeId("ingest")
                // a file that is written and checked takes the place of an older one of its name in one step
                .to("file:{{ingest.target}}")
                .log("Arrived: ${header.CamelFileName} (${header.CamelFileLength} bytes)");
    }
}
