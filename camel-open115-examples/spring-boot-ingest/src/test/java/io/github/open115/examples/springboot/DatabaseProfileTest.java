/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.springboot;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

class DatabaseProfileTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    private Path directory;

    @Test
    @DisplayName("with the profile database the tokens and the claims of files are there, and no token is in a file")
    void tokensAndClaimsAreInTheDatabase() {
        Open115Emulator emulator = service.emulator();
        emulator.drive().addFile(emulator.drive().folder("/inbox"), "report.csv", Content.of("a;b"));
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.profiles.active=database",
                "--server.port=0",
                "--spring.datasource.url=jdbc:h2:mem:ingest",
                "--ingest.target=" + directory.resolve("files"),
                "--camel.component.open115.state-directory=" + directory.resolve("state"),
                "--camel.component.open115.refresh-token=" + emulator.account().newRefreshToken()));
        emulator.baseUrls().forEach((option, url) -> arguments.add("--camel.component.open115." + option + "=" + url));
        try (ConfigurableApplicationContext application =
                SpringApplication.run(SpringBootIngest.class, arguments.toArray(String[]::new))) {
            await().atMost(5, MINUTES)
                    .until(() -> directory.resolve("files/report.csv").toFile().isFile());
            JdbcTemplate database = application.getBean(JdbcTemplate.class);
            assertThat(database.queryForList("SELECT account FROM open115_authorization", String.class))
                    .containsExactly("default");
            await().atMost(5, MINUTES)
                    .until(() -> database.queryForObject(
                                    "SELECT count(*) FROM open115_claim WHERE done_at IS NOT NULL", Integer.class)
                            == 1);
            assertThat(directory.resolve("state/tokens")).doesNotExist();
        }
    }
}
