/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import io.github.open115.camel.claims.JdbcClaimRepository;
import io.github.open115.camel.claims.Pool;
import io.github.open115.client.auth.StoreKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A process that polls {@code /inbox} with claims in a database, and is killed while it processes a certain file. */
public final class ClaimingProcess {

    private ClaimingProcess() {}

    /** @param arguments API, authorization server, refresh token, database, state directory, deliveries, killed at */
    public static void main(String[] arguments) throws Exception {
        String address = arguments[3];
        Path deliveries = Path.of(arguments[5]);
        int killedAt = Integer.parseInt(arguments[6]);
        Open115Component component = DyingProcess.component(arguments, arguments[4]);
        component.setTokenStore(StoreKind.at(address));
        JdbcClaimRepository claims = new JdbcClaimRepository(Pool.at(address), "inbox").createTables();
        claims.setLeaseTime(3000);
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
                            if (begun.incrementAndGet() == killedAt) {
                                DyingProcess.die();
                            }
                        });
            }
        });
        context.start();
        Thread.currentThread().join();
    }
}
