package io.github.open115.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuthorizationRulesTest {

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
    void rotation() throws Exception {
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
    void sixtySeconds() throws Exception {
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
    void displacement() throws Exception {
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
    void expiry() throws Exception {
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
    void lostReply() throws Exception {
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
    void droppedBefore() throws Exception {
        String token = caller.tokens().refreshToken();
        emulator.faults().arm("/open/refreshToken", Fault.dropBeforeEffect());

        assertThatThrownBy(() -> caller.refresh(token)).isInstanceOf(IOException.class);

        assertThat(refreshCode(token)).isZero();
        assertThat(emulator.requests().of("/open/refreshToken").get(0).status()).isEqualTo(LoggedRequest.DROPPED);
    }

    @Test
    @DisplayName("a QR log-in yields tokens after the user has confirmed, to who knows the verifier")
    void qrLogin() throws Exception {
        JsonNode started = caller.authPost(
                "/open/authDeviceCode",
                "client_id",
                emulator.clientId(),
                "code_challenge",
                "aK9RwtQvfHoYch10_-EgzIhAdJgHr1Jqn4o5Rhl_iXc",
                "code_challenge_method",
                "sha256");
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
