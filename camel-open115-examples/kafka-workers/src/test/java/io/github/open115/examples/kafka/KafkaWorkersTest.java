/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.auth.StoreKind;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The workers of the example, in Java and in YAML: what becomes of files whose exchange fails. */
@Timeout(120)
@Tag("slow")
class KafkaWorkersTest extends WorkersOnABroker {

    /** The first of the beans. */
    private static final String DATABASE = """
            - beans:
                - name: database
                  type: org.h2.jdbcx.JdbcDataSource
                  properties:
                    url: "{{database.url}}"
            """;

    enum Language {
        JAVA,
        YAML
    }

    private final Map<String, String> failed = new ConcurrentHashMap<>();
    private DefaultCamelContext worker;

    @BeforeAll
    static void createTopics() throws Exception {
        broker.createTopic("files", 2);
        broker.createTopic("files-failed", 1);
    }

    @AfterEach
    void stopWorker() {
        worker.stop();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a file that fails once is processed, a poison file goes to the dead letters, the others go on")
    void poisonFileGoesToTheDeadLetters(Language language) throws Exception {
        start(language);
        failures.put("once-" + language, 1);
        failures.put("poison-" + language, Integer.MAX_VALUE);
        send("once-" + language);
        send("good-" + language);
        // the last one of its partition: no later commit covers it
        String poison = send("poison-" + language).id();

        await().atMost(60, TimeUnit.SECONDS).until(() -> worked.size() == 2 && failed.containsKey(poison));
        assertThat(worked).containsExactlyInAnyOrder("once-" + language, "good-" + language);
        assertThat(failed.get(poison)).contains("cannot process poison-" + language);
        assertThat(attempts).filteredOn(("poison-" + language)::equals).hasSize(4);
        awaitAllCommitted();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("two files of one name keep their folders at the worker")
    void filesOfOneNameKeepTheirFolders(Language language) throws Exception {
        start(language);
        EmulatedDrive drive = emulator().drive();
        for (String folder : List.of("monday", "tuesday")) {
            // not in the folder of the leader, which does not list sub-folders
            EmulatedFile file = drive.addFile(
                    drive.folder("/inbox/" + folder + "-" + language), "report.txt", Content.of("of " + folder));
            send(worker, "files", file, folder + "/report.txt");
        }

        await().atMost(60, TimeUnit.SECONDS).until(() -> names.size() == 2);
        assertThat(names).containsExactlyInAnyOrder("monday/report.txt", "tuesday/report.txt");
        awaitAllCommitted();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a file that was deleted before its turn is dropped, without a dead letter")
    void deletedFileIsDropped(Language language) throws Exception {
        start(language);
        EmulatedFile deleted = file("deleted-" + language);
        emulator().drive().remove(deleted.id());
        send("good-" + language);
        send(worker, "files", deleted);

        await().atMost(60, TimeUnit.SECONDS).until(() -> worked.contains("good-" + language));
        awaitAllCommitted();
        assertThat(failed).doesNotContainKey(deleted.id());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("while the account is throttled the files wait: none goes to the dead letters")
    void filesWaitWhileTheAccountIsThrottled(Language language) throws Exception {
        start(language);
        emulator().faults().arm("/open/ufile/downurl", Fault.error(770004, "too many requests"));
        String first = send("throttled-" + language).id();
        String second = send("waiting-" + language).id();

        await().atMost(60, TimeUnit.SECONDS).until(() -> worked.size() == 2);
        assertThat(failed).doesNotContainKeys(first, second);
        awaitAllCommitted();
    }

    @Test
    @DisplayName("if the dead letter cannot be sent, the file comes again")
    void fileComesAgainIfItsDeadLetterCannotBeSent() throws Exception {
        failures.put("unlucky", 4);
        worker = context(Language.JAVA);
        onExceptions(worker)
                .flatMap(definition -> definition.getOutputs().stream())
                .filter(ToDefinition.class::isInstance)
                .map(ToDefinition.class::cast)
                .forEach(deadLetter -> deadLetter.setUri("direct:down"));
        worker.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:down").throwException(new IllegalStateException("the broker is down"));
            }
        });
        worker.start();
        send("unlucky");

        await().atMost(60, TimeUnit.SECONDS).until(() -> worked.contains("unlucky"));
        assertThat(attempts).hasSize(5);
    }

    @Test
    @DisplayName("the broker restarts: the workers go on, and no file is lost")
    void workersGoOnAfterTheBrokerRestarts() throws Exception {
        start(Language.JAVA);
        send("before");
        await().atMost(60, TimeUnit.SECONDS).until(() -> worked.contains("before"));
        broker.stop();
        broker.start();
        send("after");

        await().atMost(60, TimeUnit.SECONDS).until(() -> worked.contains("after"));
        awaitAllCommitted();
        assertThat(worked).containsExactly("before", "after");
    }

    @Test
    @DisplayName("Camel Main runs the YAML as it is: a new file is queued and processed")
    void camelMainRunsTheYaml() throws Exception {
        file("polled");
        worker = newContext();
        Main main = new Main() {
            @Override
            protected CamelContext createCamelContext() {
                return worker;
            }
        };
        String routes;
        try (InputStream yaml = getClass().getResourceAsStream("/kafka-workers.camel.yaml")) {
            routes = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        }
        Path withDatabase = directory.resolve("with-database.camel.yaml");
        Files.writeString(withDatabase, routes.replace("- beans:\n", DATABASE));
        main.configure().withRoutesIncludePattern("file:" + withDatabase);
        main.addOverrideProperty("database.url", "jdbc:h2:file:" + directory.resolve("claims-of-main"));
        main.addOverrideProperty(
                "cluster.folder", directory.resolve("cluster-of-main").toString());
        main.start();

        await().atMost(60, TimeUnit.SECONDS).until(() -> worked.contains("polled"));
        awaitAllCommitted();
    }

    private EmulatedFile send(String content) {
        EmulatedFile file = file(content);
        send(worker, "files", file);
        return file;
    }

    private void start(Language language) throws Exception {
        worker = context(language);
        worker.start();
    }

    private DefaultCamelContext context(Language language) throws Exception {
        DefaultCamelContext context = newContext();
        if (language == Language.JAVA) {
            context.addRoutes(new WorkerRoutes());
        } else {
            context.getRegistry().bind("database", StoreKind.dataSource(StoreKind.H2.newAddress(directory)));
            FileLockClusterService cluster = new FileLockClusterService();
            cluster.setRoot(directory.resolve("cluster").toString());
            context.addService(cluster);
            context.getPropertiesComponent().addOverrideProperty("cluster.folder", cluster.getRoot());
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(PluginHelper.getResourceLoader(context)
                            .resolveResource("classpath:kafka-workers.camel.yaml"));
        }
        shortenDelays(context);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("kafka:files-failed?groupId=dead&autoOffsetReset=earliest&headerDeserializer="
                                + "#class:org.apache.camel.component.kafka.serde.ToStringKafkaHeaderDeserializer")
                        .process(exchange -> failed.put(
                                exchange.getMessage().getBody(String.class),
                                exchange.getMessage().getHeader("reason", String.class)));
            }
        });
        return context;
    }

    /** As documented, but with pauses for which a test need not wait. */
    private static void shortenDelays(DefaultCamelContext context) {
        onExceptions(context)
                .map(OnExceptionDefinition::getRedeliveryPolicyType)
                .filter(Objects::nonNull)
                .forEach(policy -> policy.redeliveryDelay("100"));
    }

    /** Those of the route, and of the configuration that it has in YAML. */
    private static Stream<OnExceptionDefinition> onExceptions(DefaultCamelContext context) {
        return Stream.concat(
                context.getRouteDefinition("file").getOutputs().stream()
                        .filter(OnExceptionDefinition.class::isInstance)
                        .map(OnExceptionDefinition.class::cast),
                context.getRouteConfigurationDefinitions().stream()
                        .flatMap(configuration -> configuration.getOnExceptions().stream()));
    }

    private void awaitAllCommitted() {
        await().atMost(60, TimeUnit.SECONDS).until(() -> broker.lag("workers", "files") == 0);
    }
}
