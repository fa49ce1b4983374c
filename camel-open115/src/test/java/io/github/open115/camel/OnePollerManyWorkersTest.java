/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.ChildProcess;
import io.github.open115.client.auth.StoreKind;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.broker.BrokerService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Processes of which one polls, chosen by a lock of the cluster, and all work off a queue (R10). */
@Timeout(600)
@Tag("slow")
class OnePollerManyWorkersTest {

    private static final int FILES = 60;
    private static final int QUEUED = 25;

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path directory;

    private final BrokerService broker = new BrokerService();
    private final List<Process> nodes = new ArrayList<>();

    @BeforeEach
    void startBroker() throws Exception {
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.addConnector("tcp://localhost:0");
        broker.start();
        broker.waitUntilStarted();
    }

    @AfterEach
    void end() throws Exception {
        nodes.forEach(Process::destroyForcibly);
        broker.stop();
    }

    @Test
    @DisplayName("R10 the leader is killed: the next one polls on, no file is lost, and what was in flight comes twice")
    void theLeaderIsKilled() throws Exception {
        EmulatedDrive drive = service.emulator().drive();
        String address = StoreKind.H2.newAddress(directory);
        Path first = Files.createDirectory(directory.resolve("first"));
        Path second = Files.createDirectory(directory.resolve("second"));
        drive.folder("/inbox");
        Process leader = start(address, first, QUEUED);
        await().atMost(Duration.ofMinutes(5)).until(() -> polls("first") > 0);
        start(address, second, Integer.MAX_VALUE);
        await().atMost(Duration.ofMinutes(5)).until(() -> broker.getBroker().getClients().length >= 2);

        Set<String> all = new HashSet<>();
        for (int i = 0; i < FILES; i++) {
            String content = "content-" + i;
            all.add(drive.addFile(drive.folder("/inbox"), "file-" + i + ".txt", Content.of(content))
                            .id() + " " + content);
        }
        assertThat(leader.waitFor(5, TimeUnit.MINUTES)).as(log(first)).isTrue();
        assertThat(leader.exitValue()).as(log(first)).isEqualTo(DyingProcess.EXIT_CODE);
        assertThat(lines(second, "queued.txt")).as("only the leader polls").isEmpty();
        assertThat(polls("second")).as("only the leader polls").isZero();

        await().atMost(Duration.ofMinutes(5)).until(() -> done(first, second).size() == FILES);
        assertThat(done(first, second)).isEqualTo(all);
        await().until(() -> lines(second, "queued.txt").size() > FILES - QUEUED);
        List<String> before = lines(first, "queued.txt");
        assertThat(before).hasSize(QUEUED).doesNotHaveDuplicates();
        assertThat(lines(second, "queued.txt"))
                .as("the one whose confirmation was not written, and those that were not queued yet")
                .hasSize(FILES - QUEUED + 1)
                .doesNotHaveDuplicates()
                .contains(before.get(QUEUED - 1))
                .doesNotContainAnyElementsOf(before.subList(0, QUEUED - 1));
    }

    private Process start(String address, Path own, int killedAt) throws Exception {
        Open115Emulator emulator = service.emulator();
        Process process = ChildProcess.start(
                QueueNode.class,
                List.of("-Xmx160m", "-XX:TieredStopAtLevel=1"),
                own.resolve("log.txt"),
                emulator.apiBaseUrl(),
                emulator.authBaseUrl(),
                emulator.account().newRefreshToken(),
                address,
                broker.getTransportConnectors().get(0).getPublishableConnectString(),
                directory.resolve("cluster").toString(),
                own.toString(),
                String.valueOf(killedAt));
        nodes.add(process);
        return process;
    }

    private long polls(String userAgent) {
        return service.emulator().requests().of(PollFixture.LIST).stream()
                .filter(request -> userAgent.equals(request.userAgent()))
                .count();
    }

    private static Set<String> done(Path... nodes) throws IOException {
        Set<String> done = new HashSet<>();
        for (Path node : nodes) {
            done.addAll(lines(node, "done.txt"));
        }
        return done;
    }

    private static List<String> lines(Path node, String file) throws IOException {
        return Files.exists(node.resolve(file)) ? Files.readAllLines(node.resolve(file)) : List.of();
    }

    private static String log(Path node) throws IOException {
        return Files.readString(node.resolve("log.txt"));
    }
}
