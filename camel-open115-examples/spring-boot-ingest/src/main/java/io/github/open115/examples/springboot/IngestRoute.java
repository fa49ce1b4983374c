package io.github.open115.examples.springboot;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** New files anywhere below a folder of the drive arrive in a local one. */
@Component
class IngestRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("open115:{{ingest.folder}}?recursive=true&delay={{ingest.delay}}")
                .routeId("ingest")
                // two options that keep a file which is not checked yet apart from an older one of its name
                .to("file:{{ingest.target}}?tempFileName=${header.CamelOpen115FileId}.part"
                        + "&eagerDeleteTargetFile=false")
                .log("Arrived: ${header.CamelFileName} (${header.CamelFileLength} bytes)");
    }
}
