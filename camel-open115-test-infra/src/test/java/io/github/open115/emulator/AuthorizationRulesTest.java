/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuthorizationRulesTest {

    private static final String CODE_TO_TOKEN = "/open/authCodeToToken";
    private static final String VERIFIER = "emulator-check-verifier_0123456789-abcdef-0700";

    @RegisterExtension
    final Open115EmulatorExtension open115 =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clock(new EmulatorClock().freeze()));

    private Open115Emulator emulator;
    private ServiceCaller caller;

    @BeforeEach
    void authorize() {
        emulator = open115.emulator();
        caller = new ServiceCaller(emulator);
    }

    @Test
    @DisplayName("a refresh replaces both tokens and the old pair is dead at once")
    void refreshReplacesBothTokens() throws Exception {
        TokenPair old = caller.tokens();

        JsonNode data = caller.refresh(old.refreshToken()).path("data");

        assertThat(data.path("expires_in").asInt()).isEqualTo(7200);
        assertThat(codeOf(data.path("access_token").asText())).isZero();
        assertThat(codeOf(old.accessToken())).isEqualTo(40140126);
        assertThat(refreshCode(old.refreshToken())).isEqualTo(40140120);
        assertThat(emulator.account().currentRefreshToken())
                .isEqualTo(data.path("refresh_token").asText());
        assertThat(emulator.account().refreshCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("a second refresh within 60 s is too often, and costs nothing")
    void refusesASecondRefreshWithin60Seconds() throws Exception {
        String next = refreshToken(caller.tokens().refreshToken());

        emulator.clock().advance(Duration.ofSeconds(59));
        assertThat(refreshCode(next)).isEqualTo(40140117);
        emulator.clock().advance(Duration.ofSeconds(1));
        assertThat(refreshCode(next)).isZero();
    }

    @Test
    @DisplayName("the fourth use of a dead refresh token finds it dead for good")
    void deadForGood() throws Exception {
        String old = caller.tokens().refreshToken();
        refreshToken(old);

        for (int i = 0; i < 3; i++) {
            assertThat(refreshCode(old)).isEqualTo(40140120);
        }
        assertThat(refreshCode(old)).isEqualTo(40140137);
    }

    @Test
    @DisplayName("the third log-in displaces the first")
    void thirdLogInEndsTheFirst() throws Exception {
        TokenPair first = caller.tokens();
        emulator.account().authorize();
        assertThat(codeOf(first.accessToken())).isZero();

        emulator.account().authorize();

        assertThat(codeOf(first.accessToken())).isEqualTo(40140125);
        assertThat(refreshCode(first.refreshToken())).isEqualTo(40140116);
        assertThat(emulator.account().liveAuthorizations()).isEqualTo(2);
    }

    @Test
    @DisplayName("tokens expire by the clock: the access token after 2 h, the refresh token after a year")
    void tokensExpireByTheClock() throws Exception {
        emulator.clock().advance(Duration.ofSeconds(7199));
        assertThat(codeOf(caller.tokens().accessToken())).isZero();
        emulator.clock().advance(Duration.ofSeconds(1));
        assertThat(codeOf(caller.tokens().accessToken())).isEqualTo(40140125);

        emulator.clock().advance(Duration.ofDays(365));
        assertThat(refreshCode(caller.tokens().refreshToken())).isEqualTo(40140119);
    }

    @Test
    @DisplayName("a corrupted token is told apart from an expired one")
    void corruptedTokens() throws Exception {
        assertThat(refreshCode("garbage")).isEqualTo(40140114);
        assertThat(refreshCode(corrupted(caller.tokens().refreshToken()))).isEqualTo(40140115);
        assertThat(codeOf("garbage")).isEqualTo(40140123);
        assertThat(codeOf(caller.tokens().refreshToken())).isEqualTo(40140123);
        assertThat(codeOf(corrupted(caller.tokens().accessToken()))).isEqualTo(40140124);
    }

    @Test
    @DisplayName("without a token every path below /open answers HTTP 200 with 40140123, also one that does not exist")
    void unknownPathWithoutToken() throws Exception {
        HttpResponse<String> reply =
                caller.raw(HttpRequest.newBuilder(URI.create(emulator.apiBaseUrl() + "/open/no/such/path"))
                        .build());

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).contains("\"state\":false").contains("40140123");
        assertThat(caller.get("/open/no/such/path").path("code").asLong()).isEqualTo(980006);
    }

    @Test
    @DisplayName("a lost reply burns the refresh token, and counts once")
    void lostReplyUsesUpTheRefreshToken() throws Exception {
        String token = caller.tokens().refreshToken();
        emulator.faults().arm("/open/refreshToken", Fault.lostReply());

        assertThatThrownBy(() -> caller.refresh(token)).isInstanceOf(IOException.class);

        assertThat(emulator.account().refreshCount()).isEqualTo(1);
        assertThat(emulator.requests().refreshRequests()).isEqualTo(1);
        emulator.clock().advance(Duration.ofSeconds(61));
        assertThat(refreshCode(token)).isEqualTo(40140120);
    }

    @Test
    @DisplayName("a connection dropped before the effect leaves the refresh token good")
    void connectionDroppedBeforeTheEffectKeepsTheRefreshToken() throws Exception {
        String token = caller.tokens().refreshToken();
        emulator.faults().arm("/open/refreshToken", Fault.dropBeforeEffect());

        assertThatThrownBy(() -> caller.refresh(token)).isInstanceOf(IOException.class);

        assertThat(refreshCode(token)).isZero();
        assertThat(emulator.requests().of("/open/refreshToken").get(0).status()).isEqualTo(LoggedRequest.DROPPED);
    }

    @Test
    @DisplayName("a QR log-in yields tokens after the user has confirmed, to who knows the verifier")
    void qrLogin() throws Exception {
        JsonNode started = startQrLogin();
        String uid = started.path("data").path("uid").asText();
        assertThat(redeem(uid, VERIFIER).path("code").asLong()).isEqualTo(40101017);

        emulator.account().qrLogins().scan(uid);
        assertThat(poll(started).path("data").path("status").asInt()).isEqualTo(1);
        emulator.account().qrLogins().confirm(uid);
        assertThat(poll(started).path("data").path("status").asInt()).isEqualTo(2);

        assertThat(redeem(uid, VERIFIER.replace('7', '8')).path("code").asLong())
                .isEqualTo(40140113);
        JsonNode tokens = redeem(uid, VERIFIER).path("data");
        assertThat(codeOf(tokens.path("access_token").asText())).isZero();
    }

    @Test
    @DisplayName("every QR log-in has a device code of its own, also after earlier ones were redeemed")
    void deviceCodes() throws Exception {
        List<String> uids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String uid = startQrLogin().path("data").path("uid").asText();
            uids.add(uid);
            emulator.account().confirmQr(uid);
            assertThat(redeem(uid, VERIFIER).path("code").asLong()).isZero();
            assertThat(redeem(uid, VERIFIER).path("code").asLong())
                    .as("a device code works once")
                    .isNotZero();
        }

        assertThat(uids).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("a web application gets a code by redirect, and tokens for it once, with its secret")
    void authorizationCode() throws Exception {
        String back = "https://app.example/back?from=115";
        URI target = authorize("client_id", emulator.clientId(), "redirect_uri", back, "state", "s/1");
        assertThat(target).asString().startsWith(back + "&code=").endsWith("&state=s%2F1");
        String code = target.getQuery().replaceAll(".*code=([^&]*).*", "$1");

        assertThat(exchange(code, back, "wrong", emulator.clientId())).isEqualTo(40140133);
        assertThat(exchange(code, back, emulator.clientSecret(), "other")).isEqualTo(40140135);
        assertThat(exchange(code, "https://app.example/", emulator.clientSecret(), emulator.clientId()))
                .isEqualTo(40140136);
        JsonNode tokens = caller.authPost(CODE_TO_TOKEN, exchangeOf(code, back, emulator.clientSecret()))
                .path("data");
        assertThat(tokens.path("expires_in").intValue()).isEqualTo(7200);
        assertThat(codeOf(tokens.path("access_token").asText())).isZero();
        assertThat(refreshCode(tokens.path("refresh_token").asText())).isZero();
        assertThat(exchange(code, back, emulator.clientSecret(), emulator.clientId()))
                .isEqualTo(40140134);
    }

    @Test
    @DisplayName("an authorization code dies after 5 minutes, and needs its grant type")
    void authorizationCodeExpires() throws Exception {
        String back = "https://app.example/";
        String code = authorize("client_id", emulator.clientId(), "redirect_uri", back)
                .getQuery()
                .replaceAll("code=([^&]*).*", "$1");
        assertThat(caller.authPost(CODE_TO_TOKEN, "code", code).path("code").asLong())
                .isEqualTo(40140132);

        emulator.clock().advance(Duration.ofMinutes(5));

        assertThat(exchange(code, back, emulator.clientSecret(), emulator.clientId()))
                .isEqualTo(40140134);
    }

    @Test
    @DisplayName("an authorize request with a wrong parameter is refused with JSON instead of a redirect")
    void refusedAuthorize() throws Exception {
        String back = "https://app.example/";

        assertThat(refusedAuthorize("client_id", "none", "redirect_uri", back)).isEqualTo(40140100);
        assertThat(refusedAuthorize("redirect_uri", back, "response_type", "token", "client_id", emulator.clientId()))
                .isEqualTo(40140127);
        assertThat(refusedAuthorize("client_id", emulator.clientId(), "redirect_uri", "app.example/back"))
                .isEqualTo(40140128);
        assertThat(refusedAuthorize("client_id", emulator.clientId(), "redirect_uri", "https:/back"))
                .isEqualTo(40140129);
    }

    private URI authorize(Object... parameters) throws Exception {
        HttpResponse<String> reply = rawAuthorize(parameters);
        assertThat(reply.statusCode()).isEqualTo(302);
        return URI.create(reply.headers().firstValue("Location").orElseThrow());
    }

    private long refusedAuthorize(Object... parameters) throws Exception {
        HttpResponse<String> reply = rawAuthorize(parameters);
        assertThat(reply.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(reply.body()).path("code").asLong();
    }

    private HttpResponse<String> rawAuthorize(Object... parameters) throws Exception {
        List<Object> all = new ArrayList<>(List.of("response_type", "code"));
        all.addAll(List.of(parameters));
        return caller.raw(HttpRequest.newBuilder(
                        URI.create(emulator.authBaseUrl() + "/open/authorize?" + ServiceCaller.encoded(all.toArray())))
                .build());
    }

    private long exchange(String code, String redirectUri, String secret, String clientId) throws Exception {
        Object[] parameters = exchangeOf(code, redirectUri, secret);
        parameters[1] = clientId;
        return caller.authPost(CODE_TO_TOKEN, parameters).path("code").asLong();
    }

    private Object[] exchangeOf(String code, String redirectUri, String secret) {
        return new Object[] {
            "client_id",
            emulator.clientId(),
            "client_secret",
            secret,
            "code",
            code,
            "redirect_uri",
            redirectUri,
            "grant_type",
            "authorization_code"
        };
    }

    private JsonNode startQrLogin() throws Exception {
        return caller.authPost(
                "/open/authDeviceCode",
                "client_id",
                emulator.clientId(),
                "code_challenge",
                "aK9RwtQvfHoYch10_-EgzIhAdJgHr1Jqn4o5Rhl_iXc",
                "code_challenge_method",
                "sha256");
    }

    @Test
    @DisplayName("a QR code dies after 5 minutes")
    void qrCodeExpires() throws Exception {
        JsonNode started = caller.authPost(
                "/open/authDeviceCode",
                "client_id",
                emulator.clientId(),
                "code_challenge",
                "6KXp/+EDAw52xYvMvWkSfHQiM0I=",
                "code_challenge_method",
                "sha1");
        emulator.clock().advance(Duration.ofMinutes(5));

        JsonNode reply = poll(started);

        assertThat(reply.path("state").asInt()).isZero();
        assertThat(reply.path("code").asLong()).isEqualTo(40199002);
    }

    private JsonNode poll(JsonNode started) throws Exception {
        JsonNode data = started.path("data");
        String query = "?uid=" + data.path("uid").asText() + "&time="
                + data.path("time").asText() + "&sign=" + data.path("sign").asText();
        return caller.json(HttpRequest.newBuilder(URI.create(emulator.qrCodeBaseUrl() + "/get/status/" + query))
                .build());
    }

    private JsonNode redeem(String uid, String verifier) throws Exception {
        return caller.authPost("/open/deviceCodeToToken", "uid", uid, "code_verifier", verifier);
    }

    private String refreshToken(String token) throws Exception {
        return caller.refresh(token).path("data").path("refresh_token").asText();
    }

    private long refreshCode(String token) throws Exception {
        return caller.refresh(token).path("code").asLong();
    }

    private long codeOf(String accessToken) throws Exception {
        return caller.getAs(accessToken, "/open/user/info").path("code").asLong();
    }

    private static String corrupted(String token) {
        char last = token.charAt(token.length() - 1);
        return token.substring(0, token.length() - 1) + (last == '0' ? '1' : '0');
    }
}
