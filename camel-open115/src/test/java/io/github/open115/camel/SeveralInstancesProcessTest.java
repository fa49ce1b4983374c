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
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real processes that poll one folder; one of them is killed (R10). */
@Tag("slow")
class SeveralInstancesProcessTest {

    private static final int FILES = 5000;
    /** In the middle of its third batch of 500. */
    private static final int BEGUN = 1234;

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path directory;

    private final List<Process> children = new ArrayList<>();

    @AfterEach
    void end() {
        children.forEach(Process::destroyForcibly);
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    @DisplayName(
            "R10 5000 files, two JVMs, one killed in the middle: each is confirmed once, and only the one file that"
                    + " was in flight comes twice")
    void killedProcessRepeatsOneFile(StoreKind kind) throws Exception {
        EmulatedDrive drive = service.emulator().drive();
        Set<String> all = new HashSet<>();
        for (int i = 0; i < FILES; i++) {
            all.add(drive.addFile(drive.folder("/inbox"), "file-" + i + ".txt", Content.of("" + i))
                    .id());
        }
        String address = kind.newAddress(directory);
        Path victims = directory.resolve("victim.txt");
        Path survivors = directory.resolve("survivor.txt");
        // neither gets far before the other one is at work
        Process victim = start(address, victims, BEGUN, 100, survivors, 3);
        start(address, survivors, Integer.MAX_VALUE, 1000, victims, BEGUN);
        assertThat(victim.waitFor(5, TimeUnit.MINUTES)).as(log(victims)).isTrue();
        assertThat(victim.exitValue()).as(log(victims)).isEqualTo(DyingProcess.EXIT_CODE);
        Map<String, Integer> atTheKill = doneByOwner(address);
        assertThat(atTheKill).as("both were at work").hasSize(2);
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> sum(doneByOwner(address)) >= FILES);

        List<String> begun = Files.readAllLines(victims);
        List<String> later = Files.readAllLines(survivors);
        assertThat(begun).hasSize(BEGUN).doesNotHaveDuplicates();
        assertThat(later).hasSize(FILES - BEGUN + 1).doesNotHaveDuplicates();
        assertThat(later).contains(begun.get(BEGUN - 1)).doesNotContainAnyElementsOf(begun.subList(0, BEGUN - 1));
        Set<String> delivered = new HashSet<>(begun);
        delivered.addAll(later);
        assertThat(delivered).isEqualTo(all);
        assertThat(doneByOwner(address).values()).containsExactlyInAnyOrder(BEGUN - 1, FILES - BEGUN + 1);
        assertThat(service.emulator().requests().linkRequests()).isZero();
    }

    private Process start(String address, Path deliveries, int killedAt, int waitsAt, Path others, int enough)
            throws IOException {
        Open115Emulator emulator = service.emulator();
        Process process = ChildProcess.start(
                ClaimingProcess.class,
                List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"),
                Path.of(deliveries + ".log"),
                emulator.apiBaseUrl(),
                emulator.authBaseUrl(),
                emulator.account().newRefreshToken(),
                address,
                deliveries + ".state",
                deliveries.toString(),
                String.valueOf(killedAt),
                String.valueOf(waitsAt),
                others.toString(),
                String.valueOf(enough));
        children.add(process);
        return process;
    }

    private static String log(Path deliveries) throws IOException {
        return Files.readString(Path.of(deliveries + ".log"));
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Map<String, Integer> doneByOwner(String address) throws SQLException {
        Map<String, Integer> counts = new HashMap<>();
        try (Connection connection = StoreKind.dataSource(address).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT owner, COUNT(*) FROM open115_claim WHERE done_at IS NOT NULL GROUP BY owner")) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getInt(2));
            }
        }
        return counts;
    }
}
