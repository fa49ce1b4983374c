/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.springboot;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.Open115Emulator;
import java.util.HashMap;
import java.util.Map;

/** The service in memory, with a few files. */
final class DemoDrive {

    private static final int FILES = 20;
    private static final int BYTES = 100_000;

    private DemoDrive() {}

    /** Starts the service, which ends with the process, and tells the properties that lead there. */
    static Map<String, Object> start() {
        Open115Emulator service = Open115Emulator.builder().start();
        EmulatedDrive drive = service.drive();
        for (int file = 1; file <= FILES; file++) {
            drive.addFile(
                    drive.folder("/inbox/" + (file % 2 == 0 ? "even" : "odd")),
                    "file " + file + ".bin",
                    Content.generated(file, BYTES));
        }
        Map<String, Object> settings = new HashMap<>();
        service.baseUrls().forEach((option, url) -> settings.put("camel.component.open115." + option, url));
        // as a placeholder, because Camel warns of a secret that stands in a property of its own
        settings.put("camel.component.open115.refresh-token", "{{demo.refresh-token}}");
        settings.put("demo.refresh-token", service.account().newRefreshToken());
        settings.put("camel.component.open115.state-directory", "target/spring-boot-demo/state");
        settings.put("camel.component.open115.requests-per-second", "100");
        settings.put("ingest.target", "target/spring-boot-demo/files");
        settings.put("ingest.delay", "5000");
        return settings;
    }
}
