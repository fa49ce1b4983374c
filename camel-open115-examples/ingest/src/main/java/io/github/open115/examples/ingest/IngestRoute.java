/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.ingest;

import org.apache.camel.builder.RouteBuilder;

/** The whole job: what is new anywhere below a folder of the drive arrives, verified, in a local folder. */
public final class IngestRoute extends RouteBuilder {

    @Override
    public void configure() {
        // until the last byte is proved, content goes by another name, and an older file keeps its place
        from("open115:{{ingest.folder}}?recursive=true&includeHiddenFiles=true&startingDirectoryMustExist=true"
                        + "&delay={{ingest.delay}}")
                .routeId("ingest")
                .to("file:{{ingest.target}}?tempFileName=${header.CamelOpen115FileId}.part"
                        + "&eagerDeleteTargetFile=false");
    }
}
