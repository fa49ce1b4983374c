/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.kafka;

import io.github.open115.camel.Open115Component;
import io.github.open115.camel.claims.JdbcClaimRepository;
import io.github.open115.client.auth.StoreKind;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcConnectionPool;

/** A process with the routes of the example, which is killed after it has queued or worked off a certain number of files. */
public final class WorkerNode {

    static final int EXIT_CODE = 137;

    private WorkerNode() {}

    /** @param arguments API, authorization server, refresh token, database, broker, cluster, target, own directory, the numbers of queued and of
     *     processed files at which it is killed */
    public static void main(String[] arguments) throws Exception {
        Path own = Path.of(arguments[7]);
        DefaultCamelContext context = new DefaultCamelContext();
        context.addComponent("open115", open115(arguments, own));
        context.addComponent("kafka", kafka(arguments[4]));
        context.addService(cluster(arguments[5]));
        JdbcClaimRepository claims =
                new JdbcClaimRepository(JdbcConnectionPool.create(arguments[3], "", ""), "inbox").createTables();
        claims.setLeaseTime(8000);
        claims.setHeartbeatInterval(1000);
        context.getRegistry().bind("claims", claims);
        int queuedAtMost = Integer.parseInt(arguments[8]);
        int doneAtMost = Integer.parseInt(arguments[9]);
        AtomicInteger queued = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        context.addRoutes(new LeaderRoute());
        AdviceWith.adviceWith(context, "leader", route -> {
            route.replaceFromWith(
                    "open115:/inbox?download=false&idempotentRepository=#claims&initialDelay=0&delay=500&greedy=true"
                            + "&maxMessagesPerPoll=2000");
            route.weaveAddLast().process(exchange -> dieAt(queuedAtMost, queued));
        });
        context.addRoutes(new WorkerRoutes());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:work")
                        .to("file:" + arguments[6]
                                + "?fileName=${header.CamelOpen115FileId}&tempFileName=${header.CamelOpen115FileId}."
                                + own.getFileName() + "&eagerDeleteTargetFile=false")
                        // in the target, and not committed
                        .process(exchange -> dieAt(doneAtMost, done));
            }
        });
        context.start();
        Thread.currentThread().join();
    }

    private static void dieAt(int number, AtomicInteger counter) {
        if (counter.incrementAndGet() == number) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    private static Open115Component open115(String[] arguments, Path own) {
        Open115Component component = new Open115Component();
        component.setStateDirectory(own.resolve("state").toString());
        component.setTokenStore(StoreKind.at(arguments[3]));
        component.getConfiguration().setApiBaseUrl(arguments[0]);
        component.getConfiguration().setAuthBaseUrl(arguments[1]);
        component.getConfiguration().setRefreshToken(arguments[2]);
        component.getConfiguration().setUserAgent(own.getFileName().toString());
        component.getConfiguration().setRequestsPerSecond(1000);
        component.getConfiguration().setRequestsPerDay(1_000_000);
        return component;
    }

    private static KafkaComponent kafka(String broker) {
        KafkaComponent kafka = new KafkaComponent();
        kafka.getConfiguration().setBrokers(broker);
        // a killed worker is missed sooner than after the default of 45 s
        kafka.getConfiguration().setSessionTimeoutMs(6000);
        kafka.getConfiguration().setHeartbeatIntervalMs(500);
        kafka.getConfiguration().setPollTimeoutMs(500L);
        kafka.getConfiguration().setLingerMs(0);
        return kafka;
    }

    private static FileLockClusterService cluster(String directory) {
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setRoot(directory);
        cluster.setAcquireLockDelay(500, TimeUnit.MILLISECONDS);
        cluster.setAcquireLockInterval(500, TimeUnit.MILLISECONDS);
        cluster.setHeartbeatTimeoutMultiplier(10);
        return cluster;
    }
}
