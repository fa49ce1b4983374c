package io.github.open115.examples.ingest;

import org.apache.camel.builder.RouteBuilder;

/** The whole job: what is new anywhere below a folder of the drive arrives, verified, in a local folder. */
public final class IngestRoute extends RouteBuilder {

    @Override
    public void configure() {
        // the temporary name keeps what is not proved yet, and an older file of the name, apart from each other
        from("open115:{{ingest.folder}}?recursive=true&includeHiddenFiles=true&startingDirectoryMustExist=true"
                        + "&delay={{ingest.delay}}")
                .routeId("ingest")
                .to("file:{{ingest.target}}?tempFileName=${header.CamelOpen115FileId}.part"
                        + "&eagerDeleteTargetFile=false");
    }
}
