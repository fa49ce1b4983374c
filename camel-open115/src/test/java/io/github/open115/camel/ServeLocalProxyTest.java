/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Content that comes through this machine, over real HTTP. */
class ServeLocalProxyTest {

    private static final long SIZE = 3_000_000;

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    private HttpFront front;
    private EmulatedFile file;
    private byte[] bytes;

    @BeforeEach
    void open() throws Exception {
        front = HttpFront.open(drive.routes().context(), "&downloadMethod=localProxy");
        file = drive.emulator()
                .drive()
                .addFile(drive.emulator().drive().folder("/a"), "film.mp4", Content.generated(7, SIZE));
        bytes = file.content().bytes();
        drive.emulator().requests().reset();
    }

    @AfterEach
    void close() throws Exception {
        front.close();
    }

    @Test
    @DisplayName("R37 GET gives all bytes, with length, type, tag and date")
    void getReturnsTheWholeFile() throws Exception {
        HttpResponse<byte[]> answer = front.get("/d/a/film.mp4");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(bytes);
        assertThat(header(answer, "Content-Length")).isEqualTo(Long.toString(SIZE));
        assertThat(header(answer, "Content-Type")).isEqualTo("video/mp4");
        assertThat(header(answer, "Content-Disposition")).isEqualTo("inline; filename*=UTF-8''film.mp4");
        assertThat(header(answer, "ETag")).isEqualTo(tag());
        assertThat(header(answer, "Last-Modified")).isEqualTo(date());
        assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(answer, "Transfer-Encoding")).isNull();
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "downurl", 1L));
        assertThat(drive.emulator().requests().cdnRequests()).isEqualTo(1);
    }

    @Test
    @DisplayName("R37 HEAD gives the headers of GET, without a link, a byte or a range")
    void headReturnsTheHeadersOfGet() throws Exception {
        HttpResponse<byte[]> answer = front.send("HEAD", "/d/a/film.mp4", "Range", "bytes=0-9");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Length")).isEqualTo(Long.toString(SIZE));
        assertThat(header(answer, "ETag")).isEqualTo(tag());
        assertThat(answer.body()).isEmpty();
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L));
        assertThat(drive.emulator().requests().cdnRequests()).isZero();
    }

    @Test
    @DisplayName("R37 one range gives 206 and just these bytes; the CDN is not asked for more")
    void oneRangeReturns206() throws Exception {
        HttpResponse<byte[]> answer = front.get("/d/a/film.mp4", "Range", "bytes=1000000-1000099");
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(header(answer, "Content-Range")).isEqualTo("bytes 1000000-1000099/" + SIZE);
        assertThat(header(answer, "Content-Length")).isEqualTo("100");
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(bytes, 1_000_000, 1_000_100));
        await().until(() -> drive.emulator().requests().contentBytes() == 100);
        assertThat(front.get("/d/a/film.mp4", "Range", "bytes=-5").body())
                .isEqualTo(Arrays.copyOfRange(bytes, (int) SIZE - 5, (int) SIZE));
        HttpResponse<byte[]> all = front.get("/d/a/film.mp4", "Range", "bytes=0-");
        assertThat(all.statusCode()).isEqualTo(206);
        assertThat(all.body()).isEqualTo(bytes);
    }

    @Test
    @DisplayName("R37 a range behind the end gives 416 with the size, several ranges the whole file")
    void otherRangesReturn416OrTheFile() throws Exception {
        HttpResponse<byte[]> beyond = front.get("/d/a/film.mp4", "Range", "bytes=" + SIZE + "-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(header(beyond, "Content-Range")).isEqualTo("bytes */" + SIZE);
        HttpResponse<byte[]> several = front.get("/d/a/film.mp4", "Range", "bytes=0-1,5-6");
        assertThat(several.statusCode()).isEqualTo(200);
        assertThat(several.body()).isEqualTo(bytes);
    }

    @Test
    @DisplayName("R37 If-Range: the same tag or date gives the range, any other the whole file")
    void ifRangeDependsOnTagAndDate() throws Exception {
        assertThat(statusIfRange(tag())).isEqualTo(206);
        assertThat(statusIfRange(date())).isEqualTo(206);
        assertThat(statusIfRange("W/" + tag())).isEqualTo(200);
        assertThat(statusIfRange("\"0000\"")).isEqualTo(200);
        assertThat(statusIfRange("Thu, 01 Jan 1970 00:00:00 GMT")).isEqualTo(200);
    }

    @Test
    @DisplayName("If-None-Match: a caller that has the file gets 304, without a link")
    void ifNoneMatchReturns304() throws Exception {
        HttpResponse<byte[]> answer = front.get("/d/a/film.mp4", "If-None-Match", "\"x\", " + tag());
        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(drive.emulator().requests().linkRequests()).isZero();
    }

    @Test
    @DisplayName("an empty file has an answer without a link")
    void emptyFileNeedsNoLink() throws Exception {
        drive.put("/a", "empty.txt", "");
        HttpResponse<byte[]> answer = front.get("/d/a/empty.txt");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Length")).isEqualTo("0");
        assertThat(drive.emulator().requests().linkRequests()).isZero();
    }

    @Test
    @DisplayName("a web page from the drive is stored by a browser, never run; its name is escaped")
    void pagesAreNotRun() throws Exception {
        drive.put("/a", "naïve \"page\".html", "<script>alert(1)</script>");
        HttpResponse<byte[]> answer = front.get("/d/a/na%C3%AFve%20%22page%22.html");
        assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Content-Disposition"))
                .isEqualTo("attachment; filename*=UTF-8''na%C3%AFve%20%22page%22.html");
    }

    @Test
    @DisplayName("neither Camel's headers nor those of the request come back, and a caller cannot set Camel's")
    void requestAndCamelHeadersDoNotLeak() throws Exception {
        HttpResponse<byte[]> answer = front.get(
                "/d/a/film.mp4?token=abc&CamelOpen115FileId=1",
                "Authorization",
                "Bearer secret",
                "Cookie",
                "session=1",
                "X-Any",
                "thing",
                "camelopen115downloadmethod",
                "redirect",
                "CamelOpen115Operation",
                "delete",
                "cAMELOpen115PickCode",
                "x",
                "User-Agent",
                "player");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map().keySet())
                .containsExactlyInAnyOrder(
                        "accept-ranges",
                        "cache-control",
                        "content-disposition",
                        "content-length",
                        "content-type",
                        "date",
                        "etag",
                        "last-modified",
                        "x-content-type-options");
        assertThat(drive.emulator().drive().isBinned(file.id())).isFalse();
    }

    @Test
    @DisplayName("R37 other methods are refused with 405 and what is possible, without a call")
    void otherMethodsReturn405() throws Exception {
        for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH"}) {
            HttpResponse<byte[]> answer = front.send(method, "/d/a/film.mp4");
            assertThat(answer.statusCode()).as(method).isEqualTo(405);
            assertThat(header(answer, "Allow")).as(method).contains("GET").contains("HEAD");
        }
        assertThat(drive.calls()).isEmpty();
    }

    @Test
    @DisplayName(
            "R11 a connection that breaks off is made up for; content that is not the file breaks off for the caller")
    void damagedContentBreaksOff() throws Exception {
        drive.emulator().faults().arm(Faults.CDN, Fault.cutAfter(1_000_000));
        assertThat(front.get("/d/a/film.mp4").body()).isEqualTo(bytes);
        drive.emulator().faults().arm(Faults.CDN, Fault.bitFlippedAt(2_000_000)).always();
        assertThatThrownBy(() -> front.get("/d/a/film.mp4")).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("R14 a caller that disconnects releases the connection to the CDN")
    void callerGoesAway() throws Exception {
        EmulatedFile big = drive.emulator().drive().addFile("0", "big.bin", Content.generated(1, 200_000_000));
        try (Socket socket = new Socket("127.0.0.1", front.port())) {
            String request = "GET /d/big.bin HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(in.readNBytes(100_000)).hasSize(100_000);
        }
        await().until(() -> openConnections() == 0);
        assertThat(drive.emulator().requests().contentBytes()).isLessThan(big.size());
    }

    @Test
    @DisplayName("a player that asks for part after part costs one look-up and one link")
    void manyPartsCostOneLink() throws Exception {
        for (int i = 0; i < 20; i++) {
            String range = "bytes=" + i * 1000 + "-" + (i * 1000 + 9);
            assertThat(front.get("/d/a/film.mp4", "Range", range).statusCode()).isEqualTo(206);
        }
        assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L, "downurl", 1L));
    }

    private int openConnections() {
        return drive.routes()
                .context()
                .getEndpoint("open115:/?operation=serve&downloadMethod=localProxy", Open115Endpoint.class)
                .client()
                .downloads()
                .openConnections();
    }

    private int statusIfRange(String condition) throws Exception {
        return front.get("/d/a/film.mp4", "Range", "bytes=0-9", "If-Range", condition)
                .statusCode();
    }

    private String tag() {
        return '"' + file.sha1() + '"';
    }

    private String date() {
        return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                .format(file.updateTime().atZone(ZoneOffset.UTC));
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }
}
