package io.github.open115.examples.quarkus;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;

/** New files anywhere below a folder of the drive arrive in a local one. */
@ApplicationScoped
public class IngestRoute extends RouteBuilder {

    @Override
    public void configure() {
        from("open115:{{ingest.folder}}?recursive=true&delay={{ingest.delay}}"
                        + "&localWorkDirectory={{ingest.target}}/.work")
                .routeId("ingest")
                // a file that is written and checked takes the place of an older one of its name in one step
                .to("file:{{ingest.target}}");
    }
}
