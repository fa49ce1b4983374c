/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.ChildProcess;
import io.github.open115.client.auth.StoreKind;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.Host;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Three processes with the routes of the example; the leader is killed, then a worker. */
@Timeout(400)
@Tag("slow")
class KafkaWorkersProcessTest {

    /** 10,000 take two minutes of processor time, most of it in the service, the CDN and the broker of the test. */
    private static final int FILES = Integer.getInteger("kafka.files", 1000);

    private static final int NEVER = Integer.MAX_VALUE;

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path directory;

    private final Map<String, Process> nodes = new HashMap<>();
    private Broker broker;
    private String database;
    private Path target;

    @BeforeEach
    void startBroker() throws Exception {
        broker = new Broker(directory.resolve("broker"));
        broker.createTopic("files", 6);
        broker.createTopic("files-failed", 1);
        database = StoreKind.H2.newAddress(directory);
        target = Files.createDirectory(directory.resolve("target"));
    }

    @AfterEach
    void end() {
        nodes.values().forEach(Process::destroyForcibly);
        broker.stop();
    }

    @Test
    @DisplayName("the leader and a worker are killed: each file reaches the target with its content")
    void losesNoFileWhenLeaderAndWorkerAreKilled() throws Exception {
        EmulatedDrive drive = service.emulator().drive();
        String inbox = drive.folder("/inbox");
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < FILES; i++) {
            String content = "content-" + i;
            all.put(
                    drive.addFile(inbox, "file-" + i + ".txt", Content.of(content))
                            .id(),
                    content);
        }
        start("leader", FILES / 3, NEVER);
        await().atMost(Duration.ofMinutes(5)).until(() -> !delivered().isEmpty());
        start("second", NEVER, NEVER);
        start("third", NEVER, FILES / 5);
        awaitDeath("leader");
        awaitDeath("third");
        start("fourth", NEVER, NEVER);

        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> delivered().size() == FILES);
        assertThat(contents()).isEqualTo(all);
        long links = service.emulator().requests().linkRequests();
        long others = service.emulator().requests().count(Host.API) - links;
        System.out.printf(
                "%d files: %d messages, %d link calls, %d other calls%n",
                FILES, broker.records("files"), links, others);
        assertThat(service.emulator().requests().of("/open/folder/get_info"))
                .as("no worker looks up a file: each message has the pick code")
                .hasSizeLessThan(10);
    }

    private void start(String name, int queuedAtMost, int doneAtMost) throws Exception {
        Open115Emulator emulator = service.emulator();
        Path own = Files.createDirectory(directory.resolve(name));
        nodes.put(
                name,
                ChildProcess.start(
                        WorkerNode.class,
                        List.of("-Xmx160m"),
                        own.resolve("log.txt"),
                        emulator.apiBaseUrl(),
                        emulator.authBaseUrl(),
                        emulator.account().newRefreshToken(),
                        database,
                        broker.address(),
                        directory.resolve("cluster").toString(),
                        target.toString(),
                        own.toString(),
                        String.valueOf(queuedAtMost),
                        String.valueOf(doneAtMost)));
    }

    private void awaitDeath(String name) throws Exception {
        Process process = nodes.get(name);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(log(name)).isTrue();
        assertThat(process.exitValue()).as(log(name)).isEqualTo(WorkerNode.EXIT_CODE);
    }

    private String log(String name) throws IOException {
        return Files.readString(directory.resolve(name).resolve("log.txt"));
    }

    /** The files in the target, without those that are being written. */
    private Set<String> delivered() throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.contains("."))
                    .collect(Collectors.toSet());
        }
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new HashMap<>();
        for (String name : delivered()) {
            contents.put(name, Files.readString(target.resolve(name)));
        }
        return contents;
    }
}
