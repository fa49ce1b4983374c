/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static io.github.open115.camel.ServeLocalProxyTest.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.open115.client.EverythingSeen;
import io.github.open115.client.http.ErrorReply;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.DownloadProxy;
import io.github.open115.emulator.EmulatedFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeProxyUrlTest {

    private static final String SECRET = "test-token-0123456789";
    private static final String ODD = "/电影/再见 (2023)/a+b #1 100%?.mkv";
    private static final String ODD_IN_URL =
            "/%E7%94%B5%E5%BD%B1/%E5%86%8D%E8%A7%81%20%282023%29/a+b%20%231%20100%25%3F.mkv";

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    private final List<DownloadProxy> proxies = new ArrayList<>();
    private HttpServer links;
    private HttpFront front;
    private EmulatedFile file;

    @BeforeEach
    void open() throws IOException {
        links = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        links.createContext("/api/fs/link", this::link);
        links.start();
        String folder = drive.emulator().drive().folder("/电影/再见 (2023)");
        file = drive.emulator().drive().addFile(folder, "a+b #1 100%?.mkv", Content.generated(3, 500_000));
        for (int i = 0; i < 3; i++) {
            proxies.add(DownloadProxy.start(
                    SECRET,
                    "http://127.0.0.1:" + links.getAddress().getPort(),
                    drive.emulator().clock()));
        }
    }

    @AfterEach
    void close() throws Exception {
        if (front != null) {
            front.close();
        }
        proxies.forEach(DownloadProxy::close);
        links.stop(0);
    }

    @Test
    @DisplayName("R24 redirect, local proxy and proxy URL give the same bytes; only the second moves them through here")
    void everyMethodGivesTheSameBytes() throws Exception {
        front("&proxySignSecret=" + SECRET + "&proxyPathPrefix=/115&downloadProxyUrl="
                + proxies.get(0).url() + "/");
        byte[] bytes = file.content().bytes();
        HttpResponse<byte[]> redirect = front.get("/d" + ODD_IN_URL, "User-Agent", "player");
        assertThat(drive.emulator().requests().contentBytes()).isZero();
        assertThat(HttpFront.fetch("GET", header(redirect, "Location"), "User-Agent", "player")
                        .body())
                .isEqualTo(bytes);
        assertThat(front.get("/d" + ODD_IN_URL, "X-Method", "localProxy").body())
                .isEqualTo(bytes);
        HttpResponse<byte[]> proxied = front.get("/d" + ODD_IN_URL, "X-Method", "proxyUrl");
        assertThat(proxied.statusCode()).isEqualTo(302);
        assertThat(header(proxied, "Location")).startsWith(proxies.get(0).url() + "/115" + ODD_IN_URL + "?sign=");
        assertThat(HttpFront.fetch("GET", header(proxied, "Location"), "User-Agent", "any")
                        .body())
                .isEqualTo(bytes);
        assertThat(proxies.get(0).served()).isEqualTo(1);
    }

    @Test
    @DisplayName("R25 signs as the vectors say, by path and by id alike, and the proxy takes them until they expire")
    void signsAsTheVectorsSay() throws Exception {
        drive.emulator().clock().freeze();
        front("&downloadMethod=proxyUrl&proxySignSecret=" + SECRET + "&proxyPathPrefix=115/&proxySignExpireHours=1"
                + "&downloadProxyUrl=" + proxies.get(0).url());
        String url = header(front.get("/d" + ODD_IN_URL), "Location");
        assertThat(header(front.get("/f/" + file.id()), "Location").split("\\?")[0])
                .isEqualTo(url.split("\\?")[0]);
        long inAnHour = drive.emulator().clock().instant().getEpochSecond() + 3600;
        assertThat(Long.parseLong(url.substring(url.lastIndexOf(':') + 1))).isEqualTo(inAnHour);
        assertThat(text(HttpFront.fetch("GET", url + "1"))).contains("sign mismatch");
        drive.emulator().clock().advance(Duration.ofHours(2));
        assertThat(text(HttpFront.fetch("GET", url))).contains("sign expired");
    }

    @Test
    @DisplayName("R25 0 hours is the vector without an end; without a secret nothing is signed")
    void neverAndUnsigned() throws Exception {
        front("&downloadMethod=proxyUrl&proxySignSecret=" + SECRET
                + "&proxyPathPrefix=/115&proxySignExpireHours=0&downloadProxyUrl=" + url(0) + "/base//");
        assertThat(header(front.get("/d" + ODD_IN_URL), "Location"))
                .isEqualTo(url(0) + "/base/115" + ODD_IN_URL + "?sign=0PkUl1lMRvpfErQrw4EDjc50fTD6climAtOp0jCvcvo=:0");
        front.close();
        front = null;
        var unsigned = drive.send(
                "open115:/?operation=serve&downloadMethod=proxyUrl&downloadProxyUrl=" + url(0),
                null,
                Map.of("CamelFileName", ODD.substring(1)));
        assertThat(unsigned.getMessage().getHeader("Location")).isEqualTo(url(0) + ODD_IN_URL);
    }

    @Test
    @DisplayName(
            "R25 several proxies are taken in turn; one that is dead, or reports errors with HTTP 200, is left out")
    void skipsDeadProxies() throws Exception {
        front("&downloadMethod=proxyUrl&proxySignSecret=" + SECRET + "&downloadProxyUrl="
                + proxies.get(0).url() + "," + proxies.get(1).url() + "/, "
                + proxies.get(2).url());
        assertThat(hosts(6)).containsExactlyInAnyOrderEntriesOf(Map.of(url(0), 2, url(1), 2, url(2), 2));
        proxies.get(1).close();
        proxies.get(2).failWith("storage not found");
        drive.emulator().clock().advance(Duration.ofMinutes(1));
        assertThat(hosts(6)).containsOnlyKeys(url(0));
        proxies.get(2).failWith(null);
        drive.emulator().clock().advance(Duration.ofMinutes(1));
        assertThat(hosts(6)).containsOnlyKeys(url(0), url(2));
        proxies.get(0).failWith("out of order");
        proxies.get(2).close();
        drive.emulator().clock().advance(Duration.ofMinutes(1));
        assertThat(hosts(6)).isEqualTo(Map.of(url(0), 2, url(1), 2, url(2), 2));
    }

    @Test
    @DisplayName("R25 callers are redirected to one that is alone and does not answer from here, with one warning")
    void aloneAndDead() throws Exception {
        try (EverythingSeen seen = new EverythingSeen()) {
            front("&downloadMethod=proxyUrl&proxySignSecret=" + SECRET + "&downloadProxyUrl=" + url(0));
            proxies.get(0).failWith("out of order");
            assertThat(hosts(2)).containsOnlyKeys(url(0));
            proxies.get(0).close();
            drive.emulator().clock().advance(Duration.ofMinutes(11));
            assertThat(hosts(2)).containsOnlyKeys(url(0));
            assertThat(seen.texts())
                    .filteredOn(line -> line.contains("callers are redirected all the same"))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "R25 a proxy that fails only after checking the sign is not detected, and reports the failure to the caller, as documented")
    void failsBehindTheSign() throws Exception {
        front("&downloadMethod=proxyUrl&proxySignSecret=" + SECRET + "&downloadProxyUrl=" + url(0) + "," + url(1));
        proxies.get(0).failBehindTheSignWith("storage not found");
        assertThat(hosts(4)).isEqualTo(Map.of(url(0), 2, url(1), 2));
        HttpResponse<byte[]> told = HttpFront.fetch("GET", header(front.get("/d" + ODD_IN_URL), "Location"));
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(ErrorReply.in(200, header(told, "Content-Type"), text(told)))
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(500));
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b.txt", "..", "."})
    @DisplayName(
            "R24 a file whose name cannot be in a path is served by this machine, because a proxy URL cannot name it")
    void servesAFileWithoutAPathItself(String name) throws Exception {
        EmulatedFile odd = drive.put("/x", name, "1");
        front("&downloadMethod=proxyUrl&downloadProxyUrl=" + url(0));
        HttpResponse<byte[]> answer = front.get("/f/" + odd.id());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer)).isEqualTo("1");
        var sent = drive.send(
                "open115:/?operation=serve&downloadMethod=proxyUrl&downloadProxyUrl=" + url(0),
                null,
                Map.of("CamelOpen115FileId", odd.id()));
        assertThat(sent.getMessage().getHeader("CamelOpen115DownloadMethod")).isEqualTo("localProxy");
    }

    @Test
    @DisplayName("proxyUrl without a proxy, a proxy that is no URL, one secret for two things are refused with advice")
    void refusesImpossibleProxyOptions() {
        assertRefused("downloadMethod=proxyUrl", "downloadMethod=proxyUrl");
        assertRefused("downloadProxyUrl=proxy.test", "downloadProxyUrl=proxy.test");
        assertRefused("proxySignExpireHours=-1", "proxySignExpireHours=-1");
        assertRefused("proxyPathPrefix=/a/../b", "proxyPathPrefix=/a/../b");
        assertRefused("proxySignSecret=abc123&localProxySignSecret=abc123", "localProxySignSecret=***");
    }

    private void assertRefused(String options, String named) {
        assertThatThrownBy(() -> drive.routes().context().getEndpoint("open115:/?operation=serve&" + options))
                .hasStackTraceContaining("The option " + named + " cannot be used");
    }

    private Map<String, Integer> hosts(int requests) throws Exception {
        Map<String, Integer> hosts = new java.util.TreeMap<>();
        for (int i = 0; i < requests; i++) {
            String location = header(front.get("/d" + ODD_IN_URL), "Location");
            hosts.merge(location.substring(0, location.indexOf('/', 8)), 1, Integer::sum);
        }
        return hosts;
    }

    private String url(int proxy) {
        return proxies.get(proxy).url();
    }

    private void front(String options) throws Exception {
        front = HttpFront.open(drive.routes().context(), options);
        drive.emulator().requests().reset();
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** What the server of the proxies does: it knows the drive below {@code /115}, or as it is. */
    private void link(HttpExchange exchange) throws IOException {
        String path = new ObjectMapper()
                .readTree(exchange.getRequestBody())
                .path("path")
                .asText();
        String url = drive.routes()
                .template()
                .requestBodyAndHeaders(
                        "open115:/?operation=resolveLink",
                        null,
                        Map.of("CamelFileName", path.replaceFirst("^/115/", ""), "CamelOpen115UserAgent", "the proxy"),
                        String.class);
        byte[] reply = new ObjectMapper()
                .writeValueAsBytes(Map.of(
                        "code", 200, "data", Map.of("url", url, "header", Map.of("User-Agent", List.of("the proxy")))));
        try (exchange) {
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
        }
    }
}
