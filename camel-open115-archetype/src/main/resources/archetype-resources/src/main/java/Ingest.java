package ${package};

import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;

/** New files anywhere below a folder of the drive arrive in a local one. */
@SpringBootApplication
public class Ingest {

    public static void main(String[] arguments) {
        SpringApplication.run(Ingest.class, arguments);
    }

    @Component
    static class Route extends RouteBuilder {

        @Override
        public void configure() {
            from("open115:{{ingest.folder}}?recursive=true&localWorkDirectory={{ingest.target}}/.work")
                    .routeId("ingest")
                    // a file that is written and checked takes the place of an older one of its name in one step
                    .to("file:{{ingest.target}}")
                    .log("Arrived: ${header.CamelFileName} (${header.CamelFileLength} bytes)");
        }
    }
}
