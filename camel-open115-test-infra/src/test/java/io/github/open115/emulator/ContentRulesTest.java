/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class ContentRulesTest {

    private static final int SIZE = 300_001;

    @RegisterExtension
    final Open115EmulatorExtension open115 =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clock(new EmulatorClock().freeze()));

    private Open115Emulator emulator;
    private ServiceCaller caller;
    private EmulatedFile file;
    private byte[] bytes;

    @BeforeEach
    void addFile() {
        emulator = open115.emulator();
        caller = new ServiceCaller(emulator);
        file = emulator.drive().addFile(EmulatedDrive.ROOT, "clip / 01 +ü.bin", Content.generated(7, SIZE));
        bytes = file.content().bytes();
    }

    @Test
    @DisplayName("a link delivers the content, with its length, tag and SHA-1")
    void linkDeliversTheContent() throws Exception {
        HttpResponse<byte[]> reply = caller.fetch(caller.link(file));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).hasSize(SIZE).isEqualTo(bytes);
        assertThat(reply.headers().firstValue("ETag"))
                .contains('"' + file.content().md5() + '"');
        assertThat(HexFormat.of()
                        .withUpperCase()
                        .formatHex(MessageDigest.getInstance("SHA-1").digest(bytes)))
                .isEqualTo(file.sha1());
    }

    @Test
    @DisplayName("a link works for the User-Agent that asked for it and for no other")
    void linkWorksOnlyForItsUserAgent() throws Exception {
        HttpResponse<byte[]> reply = caller.fetch(caller.link(file), "User-Agent", ServiceCaller.AGENT + " ");

        HttpResponse<byte[]> other = caller.fetch(caller.link(file), "User-Agent", "other/1");

        assertThat(reply.statusCode())
                .as("surrounding blanks are no part of a header")
                .isEqualTo(200);
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(new String(other.body())).contains("invalid signature");
    }

    @Test
    @DisplayName("the log tells how many links a request asked for, and how old the oldest was that delivered content")
    void linksInTheLog() throws Exception {
        String link = caller.link(file);
        caller.post("/open/ufile/downurl", "pick_code", file.pickCode() + "," + file.pickCode());
        emulator.clock().advance(Duration.ofSeconds(40));
        caller.fetch(link);
        caller.fetch(caller.link(file));
        emulator.clock().advance(Duration.ofHours(1));

        assertThat(caller.fetch(link).statusCode()).isEqualTo(403);
        assertThat(emulator.requests().linksPerRequest()).containsExactly(1, 2, 1);
        assertThat(emulator.requests().oldestLinkUsed()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(41));
    }

    @Test
    @DisplayName("a changed link is refused")
    void forgedLink() throws Exception {
        String link = caller.link(file);
        String later = link.replaceFirst("t=\\d+", "t=99999999999");

        assertThat(caller.fetch(later).statusCode()).isEqualTo(403);
    }

    @Test
    @DisplayName("a link dies at its expiry, by the clock of the emulator")
    void linkExpiresByTheClock() throws Exception {
        String link = caller.link(file);
        emulator.clock().advance(Duration.ofSeconds(3599));
        assertThat(caller.fetch(link).statusCode()).isEqualTo(200);

        emulator.clock().advance(Duration.ofSeconds(1));

        assertThat(caller.fetch(link).statusCode()).isEqualTo(403);
    }

    @Test
    @DisplayName("single ranges give 206, others the whole, and one beyond the size 416")
    void answersRanges() throws Exception {
        String link = caller.link(file);

        HttpResponse<byte[]> middle = caller.fetch(link, "Range", "bytes=100-199");
        assertThat(middle.statusCode()).isEqualTo(206);
        assertThat(middle.headers().firstValue("Content-Range")).contains("bytes 100-199/" + SIZE);
        assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(bytes, 100, 200));

        HttpResponse<byte[]> rest = caller.fetch(link, "Range", "bytes=299990-");
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(bytes, 299_990, SIZE));
        HttpResponse<byte[]> last = caller.fetch(link, "Range", "bytes=-11");
        assertThat(last.body()).isEqualTo(rest.body());

        assertThat(caller.fetch(link, "Range", "bytes=0-1,5-6").statusCode()).isEqualTo(200);
        HttpResponse<byte[]> beyond = caller.fetch(link, "Range", "bytes=" + SIZE + "-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("Content-Range")).contains("bytes */" + SIZE);
    }

    @Test
    @DisplayName("HEAD tells the length and sends nothing")
    void headTellsTheLengthAndSendsNothing() throws Exception {
        HttpResponse<Void> reply = caller.http()
                .send(
                        caller.contentRequest(caller.link(file))
                                .method("HEAD", BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding());

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValueAsLong("Content-Length")).hasValue(SIZE);
        assertThat(emulator.requests().contentBytes()).isZero();
    }

    @Test
    @DisplayName("the third connection on a link is refused while two are open, and welcome after one has ended")
    void thirdConnection() throws Exception {
        EmulatedFile big = emulator.drive().addFile(EmulatedDrive.ROOT, "big", Content.generated(1, 1L << 30));
        String link = caller.link(big);

        try (InputStream one = open(link)) {
            try (InputStream two = open(link)) {
                assertThat(one.read()).isEqualTo(two.read());
                assertThat(caller.fetch(link, "Range", "bytes=0-9").statusCode())
                        .isEqualTo(403);
                assertThat(caller.fetch(caller.link(big), "Range", "bytes=0-9").statusCode())
                        .as("another link of the same file")
                        .isEqualTo(206);
            }
            // the service notices the end of a connection when it writes
            await().atMost(Duration.ofMinutes(5))
                    .until(() -> caller.fetch(link, "Range", "bytes=0-9").statusCode() == 206);
        }
    }

    @Test
    @Timeout(600)
    @DisplayName("1 GiB of generated content streams through a small heap")
    void streamsAGigabyteThroughASmallHeap() throws Exception {
        long size = 1L << 30;
        EmulatedFile big = emulator.drive().addFile(EmulatedDrive.ROOT, "big.bin", Content.generated(3, size));
        byte[] buffer = new byte[1 << 16];
        long read = 0;
        try (InputStream in = open(caller.link(big))) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                read += n;
            }
        }

        assertThat(read).isEqualTo(size);
        await().atMost(Duration.ofMinutes(5))
                .untilAsserted(
                        () -> assertThat(emulator.requests().contentBytes()).isEqualTo(size));
    }

    @Test
    @DisplayName("generated content is the same from any offset")
    void generatedContent() throws Exception {
        Content content = Content.generated(11, 1003);
        byte[] whole = content.bytes();
        for (int offset : new int[] {0, 1, 7, 8, 9, 500, 1002, 1003}) {
            try (InputStream in = content.open(offset)) {
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(whole, offset, whole.length));
            }
        }
    }

    @Test
    @DisplayName("armed content faults: cut, extra byte, flipped bit, HTML, 503")
    void spoiledContent() throws Exception {
        String link = caller.link(file);
        emulator.faults().arm(Faults.CDN, Fault.cutAfter(1000));
        assertThatThrownBy(() -> caller.fetch(link)).isInstanceOf(IOException.class);

        emulator.faults().arm(Faults.CDN, Fault.extraByte());
        assertThat(caller.fetch(link).body()).hasSize(SIZE + 1).startsWith(bytes);

        emulator.faults().arm(Faults.CDN, Fault.bitFlippedAt(200_000));
        byte[] flipped = caller.fetch(link).body();
        assertThat(Arrays.mismatch(flipped, bytes)).isEqualTo(200_000);
        assertThat(flipped).hasSize(SIZE);

        emulator.faults().arm(Faults.CDN, Fault.html(200));
        assertThat(new String(caller.fetch(link).body())).startsWith("<html>");
        emulator.faults().arm(Faults.CDN, Fault.html(503));
        assertThat(caller.fetch(link).statusCode()).isEqualTo(503);

        assertThat(caller.fetch(link).body()).isEqualTo(bytes);
    }

    @Test
    @Timeout(600)
    @DisplayName("a stalled transfer holds the connection until the faults are cleared")
    void stalledContent() throws Exception {
        String link = caller.link(file);
        emulator.faults().arm(Faults.CDN, Fault.stalledAfter(10));
        try (InputStream in = open(link)) {
            assertThat(in.readNBytes(10)).isEqualTo(Arrays.copyOf(bytes, 10));
            assertThat(in.available()).isZero();
            emulator.faults().clear();
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("links come by file id, many at once; a folder has none and bad ones are left out")
    void manyLinksComeWithOneCall() throws Exception {
        EmulatedFile unfinished = emulator.drive().addFile(EmulatedDrive.ROOT, "u", Content.of("u"));
        emulator.drive().setUploadState(unfinished.id(), 0);

        JsonNode data = caller.post(
                        "/open/ufile/downurl",
                        "pick_code",
                        String.join(",", file.pickCode(), unfinished.pickCode(), "nosuchpickcode000"))
                .path("data");

        assertThat(data).hasSize(2);
        assertThat(data.path(file.id()).path("pick_code").asText()).isEqualTo(file.pickCode());
        assertThat(data.path(file.id()).path("url").path("url").asText()).startsWith(emulator.cdnBaseUrl());
        assertThat(data.path(unfinished.id()).path("url").isBoolean()).isTrue();
    }

    @Test
    @DisplayName("a link for one file that has none is refused with its reason, in both spellings")
    void refusedLinks() throws Exception {
        assertThat(refusal("nosuchpickcode000")).isEqualTo(50003);
        emulator.drive().setUploadState(file.id(), 2);
        assertThat(refusal(file.pickCode())).isEqualTo(70004);
        emulator.drive().setBanned(file.id(), true);
        assertThat(refusal(file.pickCode())).isEqualTo(50038);
        emulator.drive().remove(file.id());
        assertThat(refusal(file.pickCode())).isEqualTo(20018);
    }

    private long refusal(String pickCode) throws Exception {
        JsonNode reply = caller.post("/open/ufile/downurl", "pick_code", pickCode);
        assertThat(reply.path("state").asBoolean()).isFalse();
        assertThat(reply.path("code")).isEqualTo(reply.path("errno"));
        return reply.path("errno").asLong();
    }

    private InputStream open(String link) throws Exception {
        return caller.http()
                .send(caller.contentRequest(link).build(), BodyHandlers.ofInputStream())
                .body();
    }
}
