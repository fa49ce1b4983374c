/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.documented;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.camel.Open115Component;
import io.github.open115.camel.claims.JdbcClaimRepository;
import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.auth.AuthorizationUnavailableException;
import io.github.open115.client.auth.StoreKind;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.ServiceUnavailableException;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.cluster.ClusteredRoutePolicy;
import org.apache.camel.model.FromDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The routes of "Files to a JMS queue", in Java and in YAML: from the folder through a queue to the work. */
@Tag("slow")
class JmsWorkersTest extends EmulatedRoutes {

    enum Language {
        JAVA,
        YAML
    }

    private final ActiveMQConnectionFactory connectionFactory =
            new ActiveMQConnectionFactory("vm://jms-workers?broker.persistent=false&broker.useJmx=false");
    // the broker is in memory, and ends with its last connection: Camel's consumers have none between two reads
    private Connection brokerAlive;
    private final List<String> worked = new CopyOnWriteArrayList<>();
    private final List<String> names = new CopyOnWriteArrayList<>();
    private final List<String> attempts = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final Map<String, String> failed = new ConcurrentHashMap<>();

    @BeforeEach
    void prepare() throws Exception {
        brokerAlive = connectionFactory.createConnection();
        brokerAlive.start();
        Open115Component open115 = emulated(new Open115Component());
        open115.getConfiguration().setThrottleCooldown(1000);
        open115.getConfiguration().setThrottleMaxWait(0);
        context.addComponent("open115", open115);
        context.addComponent("jms", JmsComponent.jmsComponentTransacted(connectionFactory));
        String sharedFolder = stateDirectory.resolve("cluster").toString();
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setRoot(sharedFolder);
        context.addService(cluster);
        context.getPropertiesComponent().addOverrideProperty("cluster.folder", sharedFolder);
        context.getRegistry().bind("database", StoreKind.dataSource(StoreKind.H2.newAddress(stateDirectory)));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:work").errorHandler(noErrorHandler()).process(exchange -> {
                    work(exchange.getMessage().getBody(String.class));
                    names.add(exchange.getMessage().getHeader("CamelFileName", String.class));
                });
                from("jms:queue:files-failed")
                        .process(exchange -> failed.put(
                                exchange.getMessage().getBody(String.class),
                                exchange.getMessage().getHeader("reason", String.class)));
            }
        });
    }

    @AfterEach
    void endBroker() throws JMSException {
        brokerAlive.close();
    }

    private void work(String content) {
        attempts.add(content);
        int left = failures.getOrDefault(content, 0);
        if (left > 0) {
            failures.put(content, left - 1);
            throw new IllegalStateException("cannot process " + content);
        }
        worked.add(content);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a file that fails once is processed, a poison file goes to the dead letters, the others go on")
    void poisonFileGoesToTheDeadLetters(Language language) throws Exception {
        failures.put("once", 1);
        failures.put("poison", Integer.MAX_VALUE);
        String poison = file("poison").id();
        file("once");
        file("good");
        addRoutes(language);
        context.start();

        await().until(() -> worked.size() == 2 && failed.containsKey(poison));
        assertThat(worked).containsExactlyInAnyOrder("once", "good");
        assertThat(failed.get(poison)).contains("cannot process poison");
        assertThat(attempts).filteredOn("poison"::equals).hasSize(4);
        assertThat(emulator().requests().of("/open/ufile/downurl"))
                .as("one call for each file, also for one that fails")
                .hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("with recursive=true two files of one name keep their folders, also at the worker")
    void filesOfOneNameKeepTheirFolders(Language language) throws Exception {
        EmulatedDrive drive = emulator().drive();
        drive.addFile(drive.folder("/inbox/monday"), "report.txt", Content.of("of monday"));
        drive.addFile(drive.folder("/inbox/tuesday"), "report.txt", Content.of("of tuesday"));
        addRoutes(language);
        FromDefinition leader = context.getRouteDefinition("leader").getInput();
        leader.setUri(leader.getUri() + "&recursive=true");
        context.start();

        await().until(() -> names.size() == 2);
        assertThat(names).containsExactlyInAnyOrder("monday/report.txt", "tuesday/report.txt");
    }

    @Test
    @DisplayName("a file that was deleted before its turn is dropped, without a dead letter")
    void deletedFileIsDropped() throws Exception {
        EmulatedFile deleted = file("deleted");
        file("good");
        addRoutes(Language.JAVA);
        context.getRouteDefinition("worker").setAutoStartup("false");
        NotifyBuilder sent =
                new NotifyBuilder(context).fromRoute("leader").whenDone(2).create();
        context.start();
        await().until(sent::matches);
        emulator().drive().remove(deleted.id());
        context.getRouteController().startRoute("worker");

        await().until(() -> worked.contains("good"));
        assertThat(failed).isEmpty();
    }

    @Test
    @DisplayName("while the account is throttled the files wait: none goes to the dead letters")
    void filesWaitWhileTheAccountIsThrottled() throws Exception {
        emulator().faults().arm("/open/ufile/downurl", Fault.error(770004, "too many requests"));
        file("throttled");
        file("waiting");
        addRoutes(Language.JAVA);
        context.start();

        await().until(() -> worked.size() == 2);
        assertThat(failed).isEmpty();
    }

    @Test
    @DisplayName("if the dead letter cannot be sent, the message comes again")
    void fileComesAgainIfItsDeadLetterCannotBeSent() throws Exception {
        failures.put("unlucky", 4);
        file("unlucky");
        addRoutes(Language.JAVA);
        onExceptions()
                .flatMap(definition -> definition.getOutputs().stream())
                .filter(ToDefinition.class::isInstance)
                .map(ToDefinition.class::cast)
                .forEach(deadLetter -> deadLetter.setUri("direct:down"));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:down").throwException(new IllegalStateException("the broker is down"));
            }
        });
        context.start();

        await().until(() -> worked.contains("unlucky"));
        assertThat(attempts).hasSize(5);
    }

    private EmulatedFile file(String content) {
        return emulator().drive().addFile(emulator().drive().folder("/inbox"), content + ".txt", Content.of(content));
    }

    private void addRoutes(Language language) throws Exception {
        if (language == Language.YAML) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(PluginHelper.getResourceLoader(context)
                            .resolveResource("classpath:documented/jms-workers.yaml"));
        } else {
            context.getRegistry()
                    .bind(
                            "claims",
                            new JdbcClaimRepository(
                                            context.getRegistry().lookupByNameAndType("database", DataSource.class),
                                            "inbox")
                                    .createTables());
            context.addRoutes(new Workers());
        }
        // a test need not wait as long as the document says
        onExceptions()
                .map(OnExceptionDefinition::getRedeliveryPolicyType)
                .filter(Objects::nonNull)
                .forEach(policy -> policy.redeliveryDelay("100"));
    }

    /** Those of the route, and of the configuration that it has in YAML. */
    private Stream<OnExceptionDefinition> onExceptions() {
        return Stream.concat(
                context.getRouteDefinition("worker").getOutputs().stream()
                        .filter(OnExceptionDefinition.class::isInstance)
                        .map(OnExceptionDefinition.class::cast),
                context.getRouteConfigurationDefinitions().stream()
                        .flatMap(configuration -> configuration.getOnExceptions().stream()));
    }

    private static final class Workers extends RouteBuilder {

        @Override
        public void configure() throws Exception {
            from("open115:/inbox?download=false&idempotentRepository=#claims")
                    .routeId("leader")
                    .routePolicy(ClusteredRoutePolicy.forNamespace("inbox"))
                    .setHeader("pickCode", header("CamelOpen115PickCode"))
                    .setHeader("sha1", header("CamelOpen115Sha1"))
                    .setHeader("name", header("CamelFileName"))
                    .setBody(header("CamelOpen115FileId"))
                    .to("jms:queue:files");

            from("jms:queue:files")
                    .routeId("worker")
                    .onException(NotFoundException.class)
                    .handled(true)
                    .log("${header.name} was deleted before its turn")
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
                    .to("jms:queue:files-failed")
                    .end()
                    .setHeader("CamelOpen115PickCode", header("pickCode"))
                    .to("open115:/inbox?operation=download")
                    .setHeader("CamelFileName", header("name"))
                    .to("direct:work");
        }
    }
}
