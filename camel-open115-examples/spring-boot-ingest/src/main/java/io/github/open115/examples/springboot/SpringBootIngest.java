/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.springboot;

import java.util.Collections;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.core.env.MapPropertySource;

/** Ingests a folder of a 115 drive; when it is told of no authorization, it does so from a drive in memory. */
@SpringBootApplication
public class SpringBootIngest {

    private static final Set<String> AUTHORIZATION = Set.of("OPEN115_REFRESH_TOKEN", "OPEN115_STATE_DIRECTORY");

    /** Runs until it is stopped. */
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(SpringBootIngest.class);
        if (Collections.disjoint(System.getenv().keySet(), AUTHORIZATION)) {
            application.addInitializers(context -> context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("demo", DemoDrive.start())));
        }
        application.run(arguments);
    }
}
