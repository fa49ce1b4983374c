/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the state store out of the packaged jar in an application that has another H2, older or newer than the one in the
 * jar. H2's jar holds classes of the same names as H2 MVStore.
 */
@Timeout(600)
class AnotherH2IT {

    private static final String CLIENT = System.getProperty("client.jar");
    private static final Path OTHER_H2 = Path.of(System.getProperty("other.h2"));
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private static final long ENOUGH = 1000;

    @TempDir
    Path folder;

    private Process child;

    @AfterEach
    void endChild() {
        if (child != null) {
            // by its handle, because the Process itself would close the output that is still to be read
            child.toHandle().destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.4.200", "2.1.214", "2.5.252"})
    void keepsItsStateBesideTheDatabaseOfTheApplication(String version) throws Exception {
        String ofTheApplication = OTHER_H2.resolve("h2-" + version + ".jar").toString();
        String notRelocated = String.join(File.pathSeparator, "target/classes", jar("h2-mvstore-"));

        assertThat(addUntilKilled(notRelocated, "no H2"))
                .as("keys at the start")
                .isZero();
        for (int start = 1; start <= 2; start++) {
            String packaged = String.join(File.pathSeparator, ofTheApplication, CLIENT);
            assertThat(addUntilKilled(packaged, version))
                    .as("keys at start %d", start)
                    .isGreaterThanOrEqualTo(start * ENOUGH);
        }
    }

    @Test
    void thePublishedClientDoesNotDependOnH2() throws IOException {
        assertThat(Files.readString(Path.of("dependency-reduced-pom.xml")))
                .contains("<artifactId>jackson-databind</artifactId>")
                .doesNotContain("<artifactId>h2-mvstore</artifactId>");
    }

    /** Returns how many keys the child found, all those that its predecessor had reported as added among them. */
    private long addUntilKilled(String classPath, String h2) throws IOException, InterruptedException {
        child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(File.pathSeparator, classPath, jar("slf4j-api-"), "target/test-classes"),
                        Application.class.getName(),
                        folder.toString(),
                        h2)
                .redirectErrorStream(true)
                .start();
        StringBuilder output = new StringBuilder();
        try (BufferedReader lines = child.inputReader()) {
            long found = -1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                if (line.startsWith("found ")) {
                    found = Long.parseLong(line.substring("found ".length()));
                } else if (line.equals("added " + (found + ENOUGH))) {
                    child.toHandle().destroyForcibly();
                    assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
                    return found;
                }
            }
        }
        throw new AssertionError("The application with " + h2 + " ended: " + output);
    }

    private static String jar(String prefix) {
        return Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                .filter(entry -> Path.of(entry).getFileName().toString().startsWith(prefix))
                .findFirst()
                .orElseThrow();
    }

    /** The child: uses its own database and the state store, and adds keys to both for ever. */
    static final class Application {

        private Application() {}

        public static void main(String[] args) throws Exception {
            Path folder = Path.of(args[0]);
            if (args[1].startsWith("no")) {
                add(folder);
            }
            try (Connection connection =
                            DriverManager.getConnection("jdbc:h2:" + folder.resolve("application-" + args[1]));
                    Statement statement = connection.createStatement()) {
                try (ResultSet version = statement.executeQuery("CALL H2VERSION()")) {
                    version.next();
                    if (!version.getString(1).equals(args[1])) {
                        throw new IllegalStateException("H2 " + version.getString(1));
                    }
                }
                statement.execute("CREATE TABLE IF NOT EXISTS job (id INT)");
                statement.execute("INSERT INTO job VALUES (1)");
                add(folder);
            }
        }

        private static void add(Path folder) {
            try (StateStore store = StateStore.open(folder.resolve("delivered.mv"))) {
                DurableMap keys = store.map("delivered");
                int found = keys.size();
                for (int i = 0; i < found; i++) {
                    if (!keys.containsKey("key-" + i)) {
                        throw new IllegalStateException("key-" + i + " is lost");
                    }
                }
                System.out.println("found " + found);
                for (int i = found; ; i++) {
                    keys.put("key-" + i, "");
                    if (i % 300 == 299) {
                        store.flush();
                    }
                    System.out.println("added " + (i + 1));
                }
            }
        }
    }
}
