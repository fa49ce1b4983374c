/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import io.github.open115.camel.claims.JdbcClaimRepository;
import io.github.open115.client.auth.StoreKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.cluster.ClusteredRoutePolicy;

/**
 * A process that polls {@code /inbox} into a queue while it leads its cluster, and always works the queue off. It is
 * killed after it has queued a certain file.
 */
public final class QueueNode {

    private QueueNode() {}

    /** @param arguments API, authorization server, refresh token, database, broker, cluster, own directory, killed at */
    public static void main(String[] arguments) throws Exception {
        Path own = Path.of(arguments[6]);
        DefaultCamelContext context = new DefaultCamelContext();
        context.addComponent("open115", component(arguments, own));
        context.addComponent("jms", JmsComponent.jmsComponentTransacted(new ActiveMQConnectionFactory(arguments[4])));
        context.addService(cluster(arguments[5]));
        JdbcClaimRepository claims =
                new JdbcClaimRepository(StoreKind.dataSource(arguments[3]), "inbox").createTables();
        claims.setLeaseTime(2000);
        claims.setHeartbeatInterval(500);
        context.getRegistry().bind("claims", claims);
        int killedAt = Integer.parseInt(arguments[7]);
        AtomicInteger queued = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                from("open115:/inbox?download=false&idempotentRepository=#claims&initialDelay=0&delay=200")
                        .routePolicy(ClusteredRoutePolicy.forNamespace(context, "inbox"))
                        .setBody(header(Open115Constants.FILE_ID))
                        .to("jms:queue:files")
                        .process(exchange -> {
                            note(own.resolve("queued.txt"), exchange.getIn().getBody(String.class));
                            if (queued.incrementAndGet() == killedAt) {
                                DyingProcess.die();
                            }
                        });
                from("jms:queue:files")
                        .to("open115:/inbox?operation=download&fileId=${body}")
                        .process(exchange -> note(
                                own.resolve("done.txt"),
                                exchange.getIn().getHeader(Open115Constants.FILE_ID) + " "
                                        + exchange.getIn().getBody(String.class)));
            }
        });
        context.start();
        Thread.currentThread().join();
    }

    private static Open115Component component(String[] arguments, Path own) {
        Open115Component component =
                DyingProcess.component(arguments, own.resolve("state").toString());
        component.setTokenStore(StoreKind.at(arguments[3]));
        component.getConfiguration().setUserAgent(own.getFileName().toString());
        return component;
    }

    private static FileLockClusterService cluster(String directory) {
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setRoot(directory);
        cluster.setAcquireLockDelay(500, TimeUnit.MILLISECONDS);
        cluster.setAcquireLockInterval(500, TimeUnit.MILLISECONDS);
        cluster.setHeartbeatTimeoutMultiplier(10);
        return cluster;
    }

    private static void note(Path file, String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
