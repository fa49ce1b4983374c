/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.benchmarks;

import io.github.open115.camel.Open115Component;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ScheduledPollConsumer;

/** A route from a drive into a folder, in one of the two safe ways, that delivers all of the drive at each poll. */
final class PolledRoute implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();

    private PolledRoute(Drive drive, String options, String target) throws Exception {
        Open115Component component = new Open115Component();
        component.setStateDirectory(
                Files.createTempDirectory(drive.file(""), "camel").toString());
        component.setClient(drive.client());
        context.addComponent("open115", component);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                // what is measured is a delivery, not the memory of what was delivered
                from("open115:/?startScheduler=false&idempotent=false" + options)
                        .routeId("films")
                        .to(target);
            }
        });
        context.start();
    }

    /** The content is fetched into a work directory, and the finished file is moved into the folder. */
    static PolledRoute overWorkDirectory(Drive drive, Path folder) throws Exception {
        return new PolledRoute(drive, "&localWorkDirectory=" + drive.file("work"), "file:" + folder);
    }

    /** The content is streamed into the folder under a temporary name. */
    static PolledRoute overTemporaryName(Drive drive, Path folder) throws Exception {
        return new PolledRoute(
                drive,
                "",
                "file:" + folder + "?tempFileName=${header.CamelOpen115FileId}.part&eagerDeleteTargetFile=false");
    }

    /** Polls once; when it returns, the files are in the folder, or the failure is in the log. */
    void poll() {
        ((ScheduledPollConsumer) context.getRoute("films").getConsumer()).run();
    }

    @Override
    public void close() {
        context.stop();
    }
}
