package io.github.open115.examples.quarkus;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;

/** New files anywhere below a folder of the drive arrive in a local one. */
@ApplicationScoped
public class IngestRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("open115:{{ingest.folder}}?recursive=true&delay={{ingest.delay}}")
                .routeId("ingest")
                // two options that keep a file which is not checked yet apart from an older one of its name
                .to("file:{{ingest.target}}?tempFileName=${header.CamelOpen115FileId}.part"
                        + "&eagerDeleteTargetFile=false");
    }
}
