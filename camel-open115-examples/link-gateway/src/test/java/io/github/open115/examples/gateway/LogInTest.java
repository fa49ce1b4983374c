/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import static io.github.open115.examples.gateway.RunningGateway.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.QrLogins;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogInTest {

    @TempDir
    Path directory;

    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new RunningGateway(directory, false);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    @DisplayName("without an authorization the page is told to log in; after the scan the same gateway shows the drive")
    void logsIn() throws Exception {
        assertThat(gateway.get("/api/list").statusCode()).isEqualTo(401);
        assertThat(gateway.get("/api/login/code").statusCode()).isEqualTo(404);
        assertThat(json(gateway.post("/api/login", "{}")).path("state").asText())
                .isEqualTo("WAITING");
        HttpResponse<byte[]> code = gateway.get("/api/login/code");
        assertThat(code.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(ImageIO.read(new ByteArrayInputStream(code.body())).getWidth())
                .isGreaterThan(20);
        QrLogins phone = gateway.emulator().account().qrLogins();
        phone.scan(phone.newest());
        await().atMost(Duration.ofMinutes(5)).until(() -> state().equals("SCANNED"));
        phone.confirm(phone.newest());
        await().atMost(Duration.ofMinutes(5)).until(() -> state().equals("DONE"));
        assertThat(gateway.get("/api/list").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/api/login/code").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("whoever declines is told so, and may begin again")
    void declinedLogInMayBeginAgain() throws Exception {
        gateway.post("/api/login", "{}");
        QrLogins phone = gateway.emulator().account().qrLogins();
        phone.cancel(phone.newest());
        await().atMost(Duration.ofMinutes(5)).until(() -> state().equals("CANCELLED"));
        assertThat(json(gateway.post("/api/login", "{}")).path("state").asText())
                .isEqualTo("WAITING");
    }

    private String state() throws Exception {
        return json(gateway.get("/api/login")).path("state").asText();
    }
}
