/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.kafka;

import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.auth.AuthorizationUnavailableException;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.ServiceUnavailableException;
import io.github.open115.client.http.ThrottledException;
import org.apache.camel.builder.RouteBuilder;

/**
 * Downloads each file of the topic. Commits the offset after the file was processed, was found to be deleted, or was sent to
 * the dead letter topic.
 */
public class WorkerRoutes extends RouteBuilder {

    private static final String COMMIT = "${header.CamelKafkaManualCommit.commit()}";

    @Override
    public void configure() {
        from("kafka:files?groupId=workers&autoCommitEnable=false&allowManualCommit=true&breakOnFirstError=true"
                        + "&autoOffsetReset=earliest&maxPollRecords=10&maxPollIntervalMs=7200000")
                .routeId("worker")
                .errorHandler(noErrorHandler())
                .to("direct:file")
                .script(simple(COMMIT));

        from("direct:file")
                .routeId("file")
                .onException(NotFoundException.class)
                .handled(true)
                .log("${header.name} was deleted before its turn")
                .script(simple(COMMIT))
                .end()
                .onException(
                        ThrottledException.class,
                        AuthorizationLostException.class,
                        AuthorizationUnavailableException.class,
                        ServiceUnavailableException.class,
                        NoReplyException.class)
                .maximumRedeliveries(-1)
                .redeliveryDelay(60000)
                .end()
                .onException(Exception.class)
                .maximumRedeliveries(3)
                .redeliveryDelay(10000)
                .handled(true)
                .useOriginalMessage()
                .setHeader("reason", simple("${exception.class.name}: ${exception.message}"))
                .to("kafka:files-failed")
                .script(simple(COMMIT))
                .end()
                .setHeader("CamelOpen115PickCode", header("pickCode"))
                .to("open115:/inbox?operation=download")
                .setHeader("CamelFileName", header("name"))
                .to("direct:work");
    }
}
