/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the builder can turn to: behaviour that some have seen of the service and others have not. */
class SwitchesTest {

    private static final String FILES = "/open/ufile/files";
    private static final String LINKS = "/open/ufile/downurl";

    private Open115Emulator emulator;
    private ServiceCaller caller;

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    @DisplayName("a listing that is not recursive has the files of the folder only")
    void notRecursive() throws Exception {
        start(Open115Emulator.builder().recursiveListing(false));
        emulator.drive().addFile(emulator.drive().folder("/a"), "below", Content.of("1"));
        emulator.drive().addFile(EmulatedDrive.ROOT, "here", Content.of("2"));

        assertThat(names()).containsExactly("here");
    }

    @Test
    @DisplayName("folders may come first even with custom_order=2")
    void foldersFirst() throws Exception {
        start(Open115Emulator.builder().foldersFirst(true));
        emulator.drive().folder("/z");
        emulator.drive().addFile(EmulatedDrive.ROOT, "a", Content.of("2"));

        assertThat(names("custom_order", 2, "o", "file_name", "asc", 1, "show_dir", 1))
                .containsExactly("z", "a");
    }

    @Test
    @DisplayName("user_ptime may sort by upload time, while user_utime stays with the update time")
    void timeOrder() throws Exception {
        start(Open115Emulator.builder().timeOrderByUpload(true));
        Instant now = emulator.clock().instant();
        EmulatedFile early =
                emulator.drive().addFile(EmulatedDrive.ROOT, "early", Content.of("1"), now.minusSeconds(60));
        emulator.drive().addFile(EmulatedDrive.ROOT, "late", Content.of("2"), now.minusSeconds(30));
        emulator.drive().rename(early.id(), "renamed");

        assertThat(names("custom_order", 1, "o", "user_ptime")).containsExactly("late", "renamed");
        assertThat(names("custom_order", 1, "o", "user_utime")).containsExactly("renamed", "late");
    }

    @Test
    @DisplayName("custom_order may be ignored, in both of its values or in one")
    void obeyedOrders() throws Exception {
        start(Open115Emulator.builder().obeyedOrders(Set.of(1)));
        String folder = emulator.drive().folder("/in");
        emulator.drive().addFile(folder, "a", Content.of("22"));
        emulator.drive().addFile(folder, "b", Content.of("1"));
        emulator.drive().setStoredOrder(folder, "file_size", true);

        JsonNode ignored = caller.get(FILES, "cid", folder, "custom_order", 2, "o", "file_name", "asc", 0);
        assertThat(ignored.path("order").asText()).isEqualTo("file_size");
        assertThat(ignored.path("is_asc").asInt()).isEqualTo(1);
        JsonNode obeyed = caller.get(FILES, "cid", folder, "custom_order", 1, "o", "file_name", "asc", 0);
        assertThat(obeyed.path("order").asText()).isEqualTo("file_name");
        assertThat(obeyed.path("is_asc").asInt()).isZero();
        assertThat(names("cid", folder, "custom_order", 1, "o", "file_name", "asc", 1))
                .containsExactly("a", "b");
        assertThat(names("cid", folder, "custom_order", 2, "o", "file_name", "asc", 1))
                .containsExactly("b", "a");
    }

    @Test
    @DisplayName("a folder may be listed in its stored order only, which the refusal names")
    void storedOrderOnly() throws Exception {
        start(Open115Emulator.builder().storedOrderOnly(true));
        String folder = emulator.drive().folder("/in");
        emulator.drive().addFile(folder, "a", Content.of("22"));
        emulator.drive().setStoredOrder(folder, "file_name", true);

        JsonNode refusal = caller.get(FILES, "cid", folder, "custom_order", 2, "o", "user_utime");
        assertThat(refusal.toString())
                .isEqualTo("{\"count\":1,\"order\":\"file_name\",\"is_asc\":1,\"fc_mix\":0,\"state\":false,"
                        + "\"error\":\"\",\"errNo\":20130827}");
        assertThat(names("cid", folder, "custom_order", 2, "o", "file_name", "asc", 1))
                .containsExactly("a");
        assertThat(names("cid", folder)).containsExactly("a");
    }

    @Test
    @DisplayName("a connection to the CDN may be slow, each for itself")
    void connectionRate() throws Exception {
        start(Open115Emulator.builder().connectionRate(1_000_000));
        EmulatedFile file = emulator.drive().addFile(EmulatedDrive.ROOT, "clip", Content.generated(1, 200_000));
        String link = caller.link(file);

        long start = System.nanoTime();
        assertThat(caller.fetch(link).body()).isEqualTo(file.content().bytes());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(190));
    }

    @Test
    @DisplayName("the cap of a page may be lower")
    void pageLimit() throws Exception {
        start(Open115Emulator.builder().pageLimit(2));
        for (int i = 0; i < 5; i++) {
            emulator.drive().addFile(EmulatedDrive.ROOT, "f" + i, Content.of("" + i));
        }

        assertThat(names("limit", 1150)).hasSize(2);
        assertThat(caller.listAll(EmulatedDrive.ROOT, 1150)).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("an expired link may be answered by 410")
    void expiredLinks() throws Exception {
        start(Open115Emulator.builder().expiredLinkStatus(410));
        EmulatedFile file = emulator.drive().addFile(EmulatedDrive.ROOT, "f", Content.generated(1, 1 << 20));
        String link = caller.link(file);
        emulator.faults()
                .arm(Faults.CDN, Fault.run(() -> emulator.clock().advance(Duration.ofMinutes(59))))
                .times(2);

        assertThat(caller.fetch(link).statusCode()).isEqualTo(200);
        assertThat(caller.fetch(link).statusCode()).isEqualTo(410);
    }

    @Test
    @DisplayName("the expiry of a link ends a transfer when told so")
    void expiryEndsTransfer() throws Exception {
        start(Open115Emulator.builder().expiryEndsTransfers(true));
        EmulatedFile file = emulator.drive().addFile(EmulatedDrive.ROOT, "f", Content.generated(1, 64L << 20));
        String link = caller.link(file);

        try (InputStream body = caller.http()
                .send(caller.contentRequest(link).build(), BodyHandlers.ofInputStream())
                .body()) {
            assertThat(body.read()).isNotNegative();
            emulator.clock().advance(Duration.ofHours(2));
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("link requests may be limited in number, and be spoiled by one bad pick code")
    void linkBatches() throws Exception {
        start(Open115Emulator.builder().maxPickCodes(2).oneBadPickCodeRefusesAll(true));
        EmulatedFile good = emulator.drive().addFile(EmulatedDrive.ROOT, "f", Content.of("1"));

        assertThat(linkRefusal(good.pickCode(), good.pickCode())).isZero();
        assertThat(linkRefusal(good.pickCode(), good.pickCode(), good.pickCode()))
                .isEqualTo(990002);
        assertThat(linkRefusal(good.pickCode(), "nosuchpickcode000")).isEqualTo(50003);
    }

    @Test
    @DisplayName("the old access token may live on for a grace time")
    void tokenGrace() throws Exception {
        start(Open115Emulator.builder().clock(new EmulatorClock().freeze()).tokenGracePeriod(Duration.ofSeconds(30)));
        caller.refresh(caller.tokens().refreshToken());

        assertThat(userInfoCode()).isZero();
        emulator.clock().advance(Duration.ofSeconds(30));
        assertThat(userInfoCode()).isEqualTo(40140126);
    }

    @Test
    @DisplayName("the user may revoke, the tokens may expire, and any code may end a log-in")
    void endedAuthorizations() throws Exception {
        start(Open115Emulator.builder());
        emulator.account().expireAccessTokens();
        assertThat(userInfoCode()).isEqualTo(40140125);
        emulator.account().revoke();
        assertThat(refreshCode(caller.tokens())).isEqualTo(40140116);

        TokenPair pair = emulator.account().authorize();
        emulator.account().killAuthorization(40140119);
        assertThat(refreshCode(pair)).isEqualTo(40140119);
    }

    @Test
    @DisplayName("of many refreshes with one token at the same time, one succeeds")
    void concurrentRefreshes() {
        start(Open115Emulator.builder());

        List<Long> codes = IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> refreshCode(caller.tokens()))
                .toList();

        assertThat(codes).filteredOn(code -> code == 0).hasSize(1);
        assertThat(emulator.account().refreshCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("content may trickle, and still be whole")
    void slowContentIsComplete() throws Exception {
        start(Open115Emulator.builder());
        EmulatedFile file = emulator.drive().addFile(EmulatedDrive.ROOT, "f", Content.of("hello"));
        emulator.faults().arm(Faults.CDN, Fault.trickle(Duration.ofMillis(5)));

        assertThat(caller.fetch(caller.link(file)).body()).asString().isEqualTo("hello");
    }

    @Test
    @DisplayName("times of the drive are those of a frozen clock")
    void frozenClock() {
        Instant time = Instant.parse("2026-10-01T12:00:00.750Z");
        start(Open115Emulator.builder().clock(EmulatorClock.frozenAt(time)));

        EmulatedFile file = emulator.drive().addFile(EmulatedDrive.ROOT, "f", Content.of("1"));

        assertThat(file.uploadTime()).isEqualTo(Instant.parse("2026-10-01T12:00:00Z"));
        assertThat(emulator.clock().advance(Duration.ofDays(1)).instant()).isEqualTo(time.plusSeconds(86_400));
    }

    private void start(Open115Emulator.Builder builder) {
        emulator = builder.start();
        caller = new ServiceCaller(emulator);
    }

    private List<String> names(Object... parameters) throws Exception {
        List<String> names = new ArrayList<>();
        caller.get(FILES, parameters)
                .path("data")
                .forEach(row -> names.add(row.path("fn").asText()));
        return names;
    }

    private long linkRefusal(String... pickCodes) throws Exception {
        JsonNode reply = caller.post(LINKS, "pick_code", String.join(",", pickCodes));
        return reply.path("errno").asLong();
    }

    private long userInfoCode() throws Exception {
        return caller.get("/open/user/info").path("code").asLong();
    }

    private long refreshCode(TokenPair pair) {
        try {
            return caller.refresh(pair.refreshToken()).path("code").asLong();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
