package io.github.open115.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent along with a request is read before anybody knows who sends it. */
class RequestBodiesTest {

    private static final int TOO_MUCH = 64 * 1024 + 1;

    @TempDir
    Path state;

    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new RunningGateway(state, true);
        gateway.emulator().requests().reset();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /s/1", "GET /s/1", "POST /api/fs/link", "POST /d/any"})
    @DisplayName("a body that is announced as too large gets 413 before any of it is read")
    void announced(String request) throws IOException {
        assertThat(status(request, "Content-Length: 314572800", "")).isEqualTo(413);
        assertThat(gateway.emulator().requests().all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "POST /s/1, text/plain",
        "POST /s/1, application/x-www-form-urlencoded",
        "GET /s/1, text/plain",
        "POST /api/fs/link, application/json",
        "POST /d/any, text/plain"
    })
    @DisplayName("a body of unknown length gets 413 as soon as too much of it has come")
    void unknownLength(String request, String type) throws IOException {
        String body = Integer.toHexString(TOO_MUCH) + "\r\n" + "x".repeat(TOO_MUCH);
        assertThat(status(request, "Content-Type: " + type + "\r\nTransfer-Encoding: chunked", body))
                .isEqualTo(413);
        assertThat(gateway.emulator().requests().all()).isEmpty();
    }

    @Test
    @DisplayName("a small body may come in chunks")
    void small() throws IOException {
        String question = "{\"path\":\"" + RunningGateway.PREFIX + "/Backup.tar\"}";
        String body = Integer.toHexString(question.length()) + "\r\n" + question + "\r\n0\r\n\r\n";
        assertThat(status(
                        "POST /api/fs/link",
                        "Authorization: " + RunningGateway.PROXY_SECRET + "\r\nTransfer-Encoding: chunked",
                        body))
                .isEqualTo(200);
    }

    private int status(String request, String headers, String body) throws IOException {
        return Raw.status(
                gateway.port(),
                body.getBytes(StandardCharsets.US_ASCII),
                request + " HTTP/1.1",
                "Host: localhost",
                headers);
    }
}
