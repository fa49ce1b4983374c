/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.kafka;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.cluster.ClusteredRoutePolicy;

/** Polls a folder in the instance that leads the cluster, and sends a reference to each new file. */
public class LeaderRoute extends RouteBuilder {

    @Override
    public void configure() throws Exception {
        from("open115:/inbox?download=false&idempotentRepository=#claims")
                .routeId("leader")
                .routePolicy(ClusteredRoutePolicy.forNamespace("inbox"))
                .setHeader("pickCode", header("CamelOpen115PickCode"))
                .setHeader("sha1", header("CamelOpen115Sha1"))
                .setHeader("name", header("CamelFileName"))
                .setHeader("CamelKafkaKey", header("CamelOpen115FileId"))
                .setBody(header("CamelOpen115FileId"))
                .to("kafka:files?synchronous=true");
    }
}
