/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.documented;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.Open115Component;
import io.github.open115.camel.claims.JdbcClaimRepository;
import io.github.open115.client.auth.StoreKind;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.cluster.ClusteredRoutePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Java of "Scaling out", one instance of each; {@code ScalingOutDocumentTest} has its YAML, XML and SQL. */
@Tag("slow")
class ScalingOutTest extends EmulatedRoutes {

    private final ActiveMQConnectionFactory connectionFactory =
            new ActiveMQConnectionFactory("vm://scaling-out?broker.persistent=false&broker.useJmx=false");
    // the broker is in memory, and ends with its last connection: Camel's consumers have none between two reads
    private Connection brokerAlive;
    private final BlockingQueue<String> worked = new LinkedBlockingQueue<>();

    private DataSource dataSource;

    @BeforeEach
    void prepare() throws Exception {
        brokerAlive = connectionFactory.createConnection();
        brokerAlive.start();
        dataSource = StoreKind.dataSource(StoreKind.H2.newAddress(stateDirectory));
        EmulatedDrive drive = emulator().drive();
        drive.addFile(drive.folder("/inbox"), "a.txt", Content.of("content"));
        context.addComponent("open115", emulated(new Open115Component()));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:work")
                        .process(exchange -> worked.add(exchange.getMessage().getBody(String.class)));
            }
        });
    }

    @AfterEach
    void endBroker() throws JMSException {
        brokerAlive.close();
    }

    @Test
    void allPollWithClaims() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                JdbcClaimRepository claims = new JdbcClaimRepository(dataSource, "inbox").createTables();
                context.getRegistry().bind("claims", claims);

                from("open115:/inbox?idempotentRepository=#claims&maxMessagesPerPoll=20")
                        .routeId("inbox")
                        .to("direct:work");
            }
        });
        context.start();

        assertThat(worked.poll(5, TimeUnit.MINUTES)).isEqualTo("content");
    }

    @Test
    void onePollsTheOthersWorkOffAQueue() throws Exception {
        context.getRegistry().bind("claims", new JdbcClaimRepository(dataSource, "inbox").createTables());
        String sharedFolder = stateDirectory.resolve("cluster").toString();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                FileLockClusterService cluster = new FileLockClusterService();
                cluster.setRoot(sharedFolder);
                context.addService(cluster);
                context.addComponent("jms", JmsComponent.jmsComponentTransacted(connectionFactory));

                from("open115:/inbox?download=false&idempotentRepository=#claims")
                        .routeId("inbox")
                        .routePolicy(ClusteredRoutePolicy.forNamespace("inbox"))
                        .setBody(header("CamelOpen115FileId"))
                        .to("jms:queue:files");

                from("jms:queue:files")
                        .to("open115:/inbox?operation=download&fileId=${body}")
                        .to("direct:work");
            }
        });
        context.start();

        assertThat(worked.poll(5, TimeUnit.MINUTES)).isEqualTo("content");
    }
}
