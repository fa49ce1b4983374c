/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static io.github.open115.camel.ServeLocalProxyTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.serve.UrlSigner;
import io.github.open115.emulator.EmulatedFile;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The local proxy behind signed URLs. */
class ServeSignedLinksTest {

    private static final String SECRET = "a secret of its own";

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    private HttpFront front;
    private EmulatedFile file;
    private EmulatedFile other;
    private UrlSigner signer;

    @BeforeEach
    void open() throws Exception {
        front = HttpFront.open(
                drive.routes().context(), "&downloadMethod=localProxy&localProxySignSecret=RAW(" + SECRET + ")");
        file = drive.put("/a", "one.txt", "content");
        other = drive.put("/a", "two.txt", "private");
        signer = new UrlSigner(SECRET, drive.emulator().clock());
        drive.emulator().requests().reset();
    }

    @AfterEach
    void close() throws Exception {
        front.close();
    }

    @Test
    @DisplayName("R37 a signed URL gives its file until it expires")
    void signedUrlWorksUntilItExpires() throws Exception {
        String sign = signer.sign(file.id(), Duration.ofHours(1));
        HttpResponse<byte[]> answer = front.get("/f/" + file.id() + "?sign=" + sign);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("content");
        assertThat(front.get("/f/" + file.id() + "?x=1&sign=" + sign.replace("=", "%3D"))
                        .statusCode())
                .isEqualTo(200);
        drive.emulator().clock().advance(Duration.ofMinutes(61));
        assertThat(front.get("/f/" + file.id() + "?sign=" + sign).statusCode()).isEqualTo(403);
    }

    @Test
    @DisplayName("R37 another file, a changed sign, none, two, or a file named by its path: 403, and not one call")
    void invalidSignReturns403() throws Exception {
        String sign = signer.sign(file.id(), Duration.ofHours(1));
        String ofOther = signer.sign(other.id(), Duration.ofHours(1));
        String proxySign = new UrlSigner("another", drive.emulator().clock()).sign(file.id(), Duration.ofHours(1));
        for (String refused : new String[] {
            "/f/" + other.id() + "?sign=" + sign,
            "/f/" + file.id() + "?sign=" + sign + "0",
            "/f/" + file.id() + "?sign=x" + sign,
            "/f/" + file.id() + "?sign=" + proxySign,
            "/f/" + file.id() + "?sign=" + ofOther + "&sign=" + sign,
            "/f/" + file.id(),
            "/f/" + file.id() + "?sign=",
            "/f/" + file.id() + "?Sign=" + sign,
            "/d/a/one.txt?sign=" + sign,
            "/d/a/one.txt"
        }) {
            HttpResponse<byte[]> answer = front.get(refused, "X-Method", "redirect", "User-Agent", "x");
            assertThat(answer.statusCode()).as(refused).isEqualTo(403);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("content");
        }
        assertThat(front.send("HEAD", "/f/" + file.id()).statusCode()).isEqualTo(403);
        assertThat(drive.calls()).isEmpty();
    }

    @Test
    @DisplayName("R37 the pre-flight of a page is answered, and its script may read what a signed URL gives")
    void answersAPreflight() throws Exception {
        String url = "/f/" + file.id() + "?sign=" + signer.sign(file.id(), Duration.ZERO);
        HttpResponse<byte[]> preflight =
                front.send("OPTIONS", url, "Origin", "https://page.test", "Access-Control-Request-Method", "GET");
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(preflight, "Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(header(preflight, "Access-Control-Allow-Headers")).contains("Range");
        assertThat(drive.calls()).isEmpty();
        HttpResponse<byte[]> read = front.get(url, "Origin", "https://page.test", "Range", "bytes=0-1");
        assertThat(read.statusCode()).isEqualTo(206);
        assertThat(header(read, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(read, "Access-Control-Expose-Headers")).contains("Content-Range");
    }

    @Test
    @DisplayName("without signs no page may read the drive, unless the option names it")
    void corsNeedsASignOrTheOption() throws Exception {
        assertThat(allowed("", "https://page.test")).isNull();
        assertThat(allowed("&corsOrigins=https://a.test,https://page.test", "https://page.test"))
                .isEqualTo("https://page.test");
        assertThat(allowed("&corsOrigins=https://a.test", "https://page.test")).isNull();
        assertThat(allowed("&corsOrigins=*", "https://page.test")).isEqualTo("*");
    }

    @Test
    @DisplayName("the answer to the pre-flight of a page that is named differs by page")
    void preflightDiffersByPage() {
        Message answer = drive.send(
                        "open115:/?operation=serve&corsOrigins=https://page.test&fileId=" + file.id(),
                        null,
                        Map.of("Origin", "https://page.test", Exchange.HTTP_METHOD, "OPTIONS"))
                .getMessage();
        assertThat(answer.getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(204);
        assertThat(answer.getHeader("Access-Control-Allow-Origin")).isEqualTo("https://page.test");
        assertThat(answer.getHeader("Vary")).isEqualTo("Origin");
    }

    private String allowed(String options, String origin) {
        return drive.send(
                        "open115:/?operation=serve&downloadMethod=localProxy&fileId=" + file.id() + options,
                        null,
                        Map.of("Origin", origin))
                .getMessage()
                .getHeader("Access-Control-Allow-Origin", String.class);
    }
}
