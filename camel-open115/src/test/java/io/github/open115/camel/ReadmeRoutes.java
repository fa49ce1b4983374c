/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import java.util.Map;
import org.apache.camel.builder.RouteBuilder;

/** The Java routes of the README; {@link ReadmeTest} runs them and compares what stands between the markers. */
final class ReadmeRoutes {

    /** By the name that the marker and the YAML file have. */
    static final Map<String, RouteBuilder> BY_NAME = Map.of(
            "poll", new Poll(), "resolve-link", new ResolveLink(), "upload", new Upload(), "download", new Download());

    private ReadmeRoutes() {}

    private static final class Poll extends RouteBuilder {
        @Override
        public void configure() {
            // README poll
            from("open115:/inbox?recursive=true&localWorkDirectory={{target}}/.work")
                    .routeId("inbox")
                    .to("file:{{target}}");
            // README end
        }
    }

    private static final class ResolveLink extends RouteBuilder {
        @Override
        public void configure() {
            // README resolve-link
            from("direct:link")
                    .routeId("link")
                    .setHeader("CamelOpen115UserAgent", constant("our-player/1.0"))
                    .to("open115:/films?operation=resolveLink");
            // README end
        }
    }

    private static final class Upload extends RouteBuilder {
        @Override
        public void configure() {
            // README upload
            from("file:{{source}}?recursive=true&noop=true").routeId("upload").to("open115:/backup");
            // README end
        }
    }

    private static final class Download extends RouteBuilder {
        @Override
        public void configure() {
            // README download
            from("direct:download")
                    .routeId("download")
                    .to("open115:/reports?operation=download&localWorkDirectory={{target}}/.work")
                    .to("file:{{target}}");
            // README end
        }
    }
}
