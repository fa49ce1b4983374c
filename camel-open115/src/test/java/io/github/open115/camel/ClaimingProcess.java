/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.awaitility.Awaitility.await;

import io.github.open115.camel.claims.JdbcClaimRepository;
import io.github.open115.camel.claims.Pool;
import io.github.open115.client.auth.StoreKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A process that polls {@code /inbox} with claims in a database, and is killed while it processes a certain file. */
public final class ClaimingProcess {

    private ClaimingProcess() {}

    /**
     * @param arguments API, authorization server, refresh token, database, state directory, deliveries, killed at, and the
     *     delivery in which it waits until another process has made so many deliveries
     */
    public static void main(String[] arguments) throws Exception {
        String address = arguments[3];
        Path deliveries = Path.of(arguments[5]);
        int killedAt = Integer.parseInt(arguments[6]);
        int waitsAt = Integer.parseInt(arguments[7]);
        Path others = Path.of(arguments[8]);
        int enough = Integer.parseInt(arguments[9]);
        Open115Component component = DyingProcess.component(arguments, arguments[4]);
        component.setTokenStore(StoreKind.at(address));
        JdbcClaimRepository claims = new JdbcClaimRepository(Pool.at(address), "inbox").createTables();
        claims.setLeaseTime(10_000);
        claims.setHeartbeatInterval(500);
        DefaultCamelContext context = new DefaultCamelContext();
        context.addComponent("open115", component);
        context.getRegistry().bind("claims", claims);
        AtomicInteger begun = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("open115:/inbox?idempotentRepository=#claims&initialDelay=0&delay=200")
                        .process(exchange -> {
                            Files.writeString(
                                    deliveries,
                                    exchange.getIn().getHeader(Open115Constants.FILE_ID) + "\n",
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.APPEND);
                            int count = begun.incrementAndGet();
                            if (count == waitsAt) {
                                await().until(() -> lines(others) >= enough);
                            }
                            if (count == killedAt) {
                                DyingProcess.die();
                            }
                        });
            }
        });
        context.start();
        Thread.currentThread().join();
    }

    private static int lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }
}
