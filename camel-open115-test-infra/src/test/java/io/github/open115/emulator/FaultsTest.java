/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FaultsTest {

    private static final String FILES = "/open/ufile/files";

    @RegisterExtension
    final Open115EmulatorExtension open115 = new Open115EmulatorExtension();

    private Open115Emulator emulator;
    private ServiceCaller caller;
    private String folder;

    @BeforeEach
    void fill() {
        emulator = open115.emulator();
        caller = new ServiceCaller(emulator);
        folder = emulator.drive().folder("/in");
        for (int i = 0; i < 10; i++) {
            emulator.drive().addFile(folder, "f" + i, Content.of("" + i));
        }
    }

    @Test
    @DisplayName("a fault fires after as many requests, and as often, as told")
    void faultFiresAfterAndAsOftenAsConfigured() throws Exception {
        Faults.Armed armed = emulator.faults()
                .arm(FILES, Fault.error(770004, "已达到当前访问上限"))
                .after(1)
                .times(2);

        assertThat(List.of(listCode(), listCode(), listCode(), listCode())).containsExactly(0L, 770004L, 770004L, 0L);
        assertThat(armed.fired()).isEqualTo(2);
        assertThat(emulator.requests().count(FILES)).isEqualTo(4);
        assertThat(emulator.requests().countsByEndpoint()).containsEntry("GET " + FILES, 4L);
    }

    @Test
    @DisplayName("a fault may concern certain requests only, such as those for big pages")
    void faultHitsOnlyRequestsThatMatchItsCondition() throws Exception {
        emulator.faults()
                .arm(FILES, Fault.emptyError())
                .when(request -> request.parameter("limit").equals("1150"))
                .always();

        assertThat(caller.get(FILES, "limit", 1150).path("state").asBoolean()).isFalse();
        assertThat(caller.get(FILES, "limit", 1000).path("state").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("the log knows tokens but does not print them")
    void logDoesNotPrintTokens() throws Exception {
        list();
        LoggedRequest logged = emulator.requests().of(FILES).get(0);
        String token = caller.tokens().accessToken();

        assertThat(logged.header("authorization")).contains(token);
        assertThat(logged.status()).isEqualTo(200);
        assertThat(logged.host()).isEqualTo(Host.API);
        assertThat(logged).asString().contains(FILES).doesNotContain(token);
        assertThat(caller.tokens()).asString().doesNotContain(token);
    }

    @Test
    @DisplayName("a silent request is neither performed nor answered, until the faults are cleared")
    void silentRequestIsNeitherPerformedNorAnswered() {
        emulator.faults().arm("/open/folder/add", Fault.silence());

        CompletableFuture<JsonNode> call = CompletableFuture.supplyAsync(() -> {
            try {
                return caller.post("/open/folder/add", "file_name", "never");
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });

        assertThatThrownBy(() -> call.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        emulator.faults().clear();
        assertThatThrownBy(call::join).hasCauseInstanceOf(IOException.class);
        assertThat(emulator.drive().names(EmulatedDrive.ROOT)).containsExactly("in");
    }

    @Test
    @DisplayName("a fault for the whole API host hits every path until the faults are cleared")
    void faultHitsEveryPathUntilCleared() throws Exception {
        emulator.faults().arm(Faults.ALL_API, Fault.emptyError()).always();

        assertThat(list().path("state").asBoolean(true)).isFalse();
        assertThat(caller.get("/open/user/info").path("state").asBoolean(true)).isFalse();
        emulator.faults().clear();
        assertThat(listCode()).isZero();
    }

    @Test
    @DisplayName("code runs before the request that it was meant for, and the change is on that page")
    void runsCodeBeforeTheRequest() throws Exception {
        emulator.faults().before(FILES, 2, () -> emulator.drive().addFile(folder, "between", Content.of("x")));

        assertThat(list().path("count").asInt()).isEqualTo(10);
        assertThat(list().path("count").asInt()).isEqualTo(11);
    }

    @Test
    @DisplayName("every shape of refusal can be armed")
    void everyRefusalCanBeArmed() throws Exception {
        emulator.faults().arm(FILES, Fault.errnoError(406, "limit"));
        assertThat(list().has("code")).isFalse();
        emulator.faults().arm(FILES, Fault.swappedError(770004, "limit"));
        assertThat(list().path("message").asText()).isEqualTo("770004");
        emulator.faults().arm(FILES, Fault.html(405));
        assertThat(raw().statusCode()).isEqualTo(405);
        emulator.faults().arm(FILES, Fault.tooManyRequests(30L));
        assertThat(raw().headers().firstValue("X-RateLimit-Reset")).contains("30");
        emulator.faults().arm(FILES, Fault.body("<html>"));
        assertThat(raw().body()).isEqualTo("<html>");
        emulator.faults().arm(FILES, Fault.truncated());
        assertThatThrownBy(this::list).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    @DisplayName("every untruth of a listing can be armed")
    void everyListingFaultCanBeArmed() throws Exception {
        emulator.faults().arm(FILES, Fault.countOffBy(-3));
        assertThat(list().path("count").asInt()).isEqualTo(7);
        emulator.faults().arm(FILES, Fault.shortPage(4));
        assertThat(list().path("data")).hasSize(4);
        emulator.faults().arm(FILES, Fault.emptyPage());
        assertThat(list().path("data")).isEmpty();
        emulator.faults().arm(FILES, Fault.echoedOffset(5), Fault.echoedFolder("0"));
        JsonNode echoed = list();
        assertThat(echoed.path("offset").asInt()).isEqualTo(5);
        assertThat(echoed.path("cid").asLong()).isZero();
    }

    @Test
    @DisplayName("repeated rows begin each page but the first")
    void repeatedRows() throws Exception {
        emulator.faults().arm(FILES, Fault.repeatedRows(2)).always();

        List<String> ids = caller.listAll(folder, 4);
        Set<String> distinct = new HashSet<>(ids);

        assertThat(distinct).hasSizeLessThan(ids.size());
    }

    @Test
    @DisplayName("a lost reply of a mutation has its effect, a dropped one has none")
    void lostReplyOfAMutationHasItsEffect() {
        emulator.faults().arm("/open/folder/add", Fault.dropBeforeEffect());
        emulator.faults().arm("/open/folder/add", Fault.lostReply()).after(1);

        assertThatThrownBy(() -> caller.post("/open/folder/add", "file_name", "dropped"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> caller.post("/open/folder/add", "file_name", "lost"))
                .isInstanceOf(IOException.class);

        assertThat(emulator.drive().names(EmulatedDrive.ROOT)).containsExactly("in", "lost");
        assertThat(emulator.requests().count("POST /open/folder/add")).isEqualTo(2);
    }

    @Test
    @DisplayName("code of a fault that fails gives an answer that nobody takes for the service's")
    void failingCodeOfAFaultIsNoAnswerOfTheService() throws Exception {
        emulator.faults().before(FILES, 1, () -> {
            throw new AssertionError("expected by this test");
        });

        assertThat(raw().statusCode()).isEqualTo(500);
    }

    @Test
    @DisplayName("above its rate the account is blocked on every path, for ten minutes")
    void blocksTheAccountAboveItsRate() throws Exception {
        try (Open115Emulator strict = Open115Emulator.builder()
                .clock(new EmulatorClock().freeze())
                .throttleAbove(1)
                .start()) {
            ServiceCaller hasty = new ServiceCaller(strict);
            for (int i = 0; i < 20; i++) {
                assertThat(hasty.get(FILES).path("code").asLong()).isZero();
                strict.clock().advance(Duration.ofSeconds(1));
            }
            hasty.get(FILES);
            hasty.get(FILES);
            assertThat(hasty.get(FILES).path("code").asLong()).isEqualTo(770004);
            strict.clock().advance(Duration.ofSeconds(599));
            assertThat(hasty.get("/open/user/info").path("code").asLong()).isEqualTo(770004);
            strict.clock().advance(Duration.ofSeconds(1));
            assertThat(hasty.get(FILES).path("code").asLong()).isZero();
        }
    }

    @Test
    @DisplayName("the chaos of types changes no value")
    void changedJsonTypesKeepTheValues() throws Exception {
        try (Open115Emulator chaotic = Open115Emulator.builder().typeChaos(true).start()) {
            String id = chaotic.drive().folder("/x");
            ServiceCaller other = new ServiceCaller(chaotic);
            Set<Boolean> textual = new HashSet<>();
            for (int i = 0; i < 30; i++) {
                JsonNode reply = other.get(FILES, "cid", id);
                textual.add(reply.path("cid").isTextual());
                assertThat(reply.path("cid").asText()).isEqualTo(id);
            }
            assertThat(textual).containsExactlyInAnyOrder(true, false);
        }
    }

    private JsonNode list() throws Exception {
        return caller.get(FILES, "cid", folder);
    }

    private long listCode() throws Exception {
        return list().path("code").asLong();
    }

    private HttpResponse<String> raw() throws Exception {
        return caller.raw(HttpRequest.newBuilder(URI.create(emulator.apiBaseUrl() + FILES))
                .header("Authorization", "Bearer " + caller.tokens().accessToken())
                .build());
    }
}
