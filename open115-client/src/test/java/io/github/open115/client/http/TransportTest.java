/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransportTest {

    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");
    private static final String OK = "{\"state\":true,\"data\":{}}";

    private MockWebServer server;
    private Transport transport;

    @BeforeEach
    void start() throws IOException {
        server = new MockWebServer();
        server.start();
        transport = transport(new OkHttpClient(), Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        transport.close();
        server.close();
    }

    @Test
    void sendsParametersWhereTheServiceReadsThem() throws Exception {
        reply(OK);
        reply(OK);

        transport.send(
                ApiCall.get("/open/x")
                        .parameter("name", "a b&c/ü")
                        .parameter("none", "")
                        .build(),
                "token");
        transport.send(ApiCall.post("/open/y").parameter("name", "a b&c/ü").build(), null);

        RecordedRequest get = server.takeRequest();
        assertThat(get.getUrl().queryParameter("name")).isEqualTo("a b&c/ü");
        assertThat(get.getUrl().queryParameterNames()).containsExactly("name");
        assertThat(get.getHeaders().get("Authorization")).isEqualTo("Bearer token");
        RecordedRequest post = server.takeRequest();
        assertThat(post.getBody().utf8()).isEqualTo("name=a+b%26c%2F%C3%BC");
        assertThat(post.getHeaders().get("Content-Type")).startsWith("application/x-www-form-urlencoded");
        assertThat(post.getHeaders().get("Authorization")).isNull();
    }

    @Test
    @DisplayName("R12 the User-Agent goes out as the bytes that were given")
    void sendsNonAsciiAgents() throws Exception {
        reply(OK);

        transport.send(ApiCall.post("/open/x").userAgent("播放器/1.0 (ü)").build(), "token");

        byte[] onTheWire = server.takeRequest().getHeaders().get("User-Agent").getBytes(StandardCharsets.UTF_8);
        assertThat(new String(onTheWire, StandardCharsets.UTF_8)).isEqualTo("播放器/1.0 (ü)");
    }

    @Test
    void refusesAnAgentThatWouldEndTheHeader() {
        ApiCall call = ApiCall.get("/open/x").userAgent("a\r\nX-Evil: 1").build();

        assertThatThrownBy(() -> transport.send(call, "token"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("User-Agent");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void sendsNothingTwiceByItself() {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .setHeader("Retry-After", "0")
                .build());
        server.enqueue(new MockResponse.Builder()
                .code(307)
                .setHeader("Location", "/elsewhere")
                .build());
        server.enqueue(new MockResponse.Builder().code(408).build());
        reply(OK);

        assertThatThrownBy(() -> transport.send(post(), null)).isInstanceOf(ServiceUnavailableException.class);
        assertThatThrownBy(() -> transport.send(post(), null)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> transport.send(post(), null)).isInstanceOf(RefusedException.class);

        assertThat(server.getRequestCount()).isEqualTo(3);
        assertThat(transport.callCounts()).containsEntry("POST /open/x", 3L);
    }

    @Test
    void stopsAnInterceptorOfTheUserThatRepeats() {
        Interceptor repeats = chain -> {
            chain.proceed(chain.request()).close();
            return chain.proceed(chain.request());
        };
        Transport derived =
                transport(new OkHttpClient.Builder().addInterceptor(repeats).build(), Duration.ofSeconds(10));
        reply(OK);
        reply(OK);

        NoReplyException thrown = catchThrowableOfType(NoReplyException.class, () -> derived.send(post(), null));

        assertThat(thrown.wasSent()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void knowsWhetherALostCallWasSent() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .onRequestBody(new SocketEffect.CloseSocket())
                .build());
        NoReplyException lost = catchThrowableOfType(NoReplyException.class, () -> transport.send(post(), null));
        server.close();
        NoReplyException refused = catchThrowableOfType(NoReplyException.class, () -> transport.send(post(), null));

        assertThat(lost.wasSent()).isTrue();
        assertThat(lost.isTimeout()).isFalse();
        assertThat(refused.wasSent()).isFalse();
    }

    @Test
    @DisplayName(
            "R40 a host without an address, one that refuses, and a certificate that is not trusted are told apart")
    void namesTheHostAndTheCause() throws Exception {
        OkHttpClient withoutDns = new OkHttpClient.Builder()
                .dns(host -> {
                    throw new UnknownHostException(host + ": Name or service not known");
                })
                .build();
        String unknown = "http://proapi.test/";
        assertThatThrownBy(() -> transport(withoutDns, unknown).send(post(), null))
                .isInstanceOf(NoReplyException.class)
                .hasMessageStartingWith("POST /open/x: no reply from proapi.test (UnknownHostException: no address is"
                        + " known for proapi.test;");

        server.close();
        assertThatThrownBy(() -> transport.send(post(), null))
                .hasMessageStartingWith("POST /open/x: no reply from " + server.getHostName()
                        + " (ConnectException: Failed to connect to ");

        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        try (MockWebServer encrypted = new MockWebServer()) {
            encrypted.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(certificate)
                    .build()
                    .sslSocketFactory());
            encrypted.start();
            String url = "https://localhost:" + encrypted.getPort() + "/";
            assertThatThrownBy(() -> transport(new OkHttpClient(), url).send(post(), null))
                    .hasMessageStartingWith("POST /open/x: no reply from localhost (SSLHandshakeException: the"
                            + " certificate is not trusted by this JVM;");
        }
    }

    private static Transport transport(OkHttpClient base, String url) {
        Duration timeout = Duration.ofSeconds(10);
        return Transport.pooled(
                new HttpSettings(url, url, url, "tests", timeout, timeout, timeout),
                base,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    @DisplayName("R30 a server that never answers, or drips, is left in time")
    void endsInTime() {
        Transport hasty = transport(new OkHttpClient(), Duration.ofMillis(300));
        server.enqueue(
                new MockResponse.Builder().headersDelay(1, TimeUnit.MINUTES).build());
        server.enqueue(new MockResponse.Builder()
                .body(OK)
                .throttleBody(1, 100, TimeUnit.MILLISECONDS)
                .build());

        long begin = System.nanoTime();
        for (int i = 0; i < 2; i++) {
            NoReplyException thrown = catchThrowableOfType(NoReplyException.class, () -> hasty.send(post(), null));
            assertThat(thrown.isTimeout()).isTrue();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    @DisplayName("a call with a timeout of its own waits for a silent service, longer than others do")
    void waitsLongerWhereThatIsSaid() {
        Transport hasty = transport(new OkHttpClient(), Duration.ofMillis(300));
        server.enqueue(new MockResponse.Builder()
                .headersDelay(1, TimeUnit.SECONDS)
                .body(OK)
                .build());

        ApiCall patient = ApiCall.post("/open/x").within(Duration.ofMinutes(1)).build();
        assertThat(hasty.send(patient, null).has("data")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(LongReply.class)
    @DisplayName("R41 a reply that is longer than any of the service is a failure of that call")
    void failsOnAReplyThatIsTooLong(LongReply reply) {
        server.enqueue(reply.response());
        reply(OK);

        UnreadableReplyException thrown =
                catchThrowableOfType(UnreadableReplyException.class, () -> transport.send(post(), null));

        assertThat(thrown).hasMessageStartingWith("POST /open/x: the reply is longer than 8388608 bytes");
        assertThat(thrown.failure().httpStatus()).isEqualTo(200);
        assertThat(transport.send(post(), null).has("data")).isTrue();
    }

    private enum LongReply {
        ENDLESS {
            @Override
            MockResponse response() {
                return new MockResponse.Builder().body(new EndlessBody()).build();
            }
        },
        PACKED {
            @Override
            MockResponse response() {
                Buffer packed = new Buffer();
                try (BufferedSink sink = Okio.buffer(new GzipSink(packed))) {
                    sink.write(new byte[8 * 1024 * 1024]).writeByte(' ');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return new MockResponse.Builder()
                        .setHeader("Content-Encoding", "gzip")
                        .body(packed)
                        .build();
            }
        };

        abstract MockResponse response();
    }

    private static final class EndlessBody implements MockResponseBody {

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            byte[] block = new byte[64 * 1024];
            while (true) {
                sink.write(block);
            }
        }
    }

    @Test
    @DisplayName("R41 a reply of more values than memory should hold is a failure of that call")
    void failsOnTooManyValues() {
        reply("{\"state\":true,\"data\":[" + "{},".repeat(600_000) + "{}]}");

        assertThatThrownBy(() -> transport.send(post(), null)).isInstanceOf(UnreadableReplyException.class);
    }

    @Test
    void readsTheTimeOfTheRateLimitInBothForms() {
        server.enqueue(limited("90"));
        server.enqueue(limited(Long.toString(NOW.plusSeconds(120).getEpochSecond())));
        server.enqueue(limited("soon"));

        assertThat(throttled().resumeAt()).contains(NOW.plusSeconds(90));
        assertThat(throttled().resumeAt()).contains(NOW.plusSeconds(120));
        assertThat(throttled().resumeAt()).isEmpty();
    }

    @Test
    @DisplayName("R39 an excerpt shows the reply without its secrets")
    void masksSecretsInExcerpts() {
        reply("{\"state\":false,\"code\":4711,\"message\":\"no MARKER1 here\",\"data\":{\"access_token\":\"MARKER2\","
                + "\"url\":\"https:\\/\\/cdn.example\\/MARKER3\\/x?k=MARKER4\",\"h\":\"Bearer MARKER5\","
                + "\"q\":\"sign=MARKER6&t=1\",\"refresh_token\": \"MARKER7" + "x".repeat(300) + "\"}}");
        ApiCall refresh = ApiCall.post("/open/refreshToken")
                .on(ApiCall.Host.AUTH)
                .parameter("refresh_token", "MARKER1")
                .build();

        Open115Exception thrown = catchThrowableOfType(Open115Exception.class, () -> transport.send(refresh, null));

        assertThat(thrown.kind()).isEqualTo(ErrorCodes.Kind.UNKNOWN);
        assertThat(thrown).hasMessageContaining("4711").hasMessageContaining("no *** here");
        assertThat(thrown.getMessage()).doesNotContain("MARKER");
        assertThat(thrown.failure().excerpt()).hasSizeLessThanOrEqualTo(200);
    }

    @Test
    @DisplayName("R39 an excerpt shows no token of another call, whatever the service quotes")
    void masksWhatLooksLikeAToken() {
        reply("no JSON, but R1.2.0123456789abcdefghijklmnopqrstuvwxyz for you");
        ApiCall call = ApiCall.get("/open/user/info").build();

        UnreadableReplyException thrown =
                catchThrowableOfType(UnreadableReplyException.class, () -> transport.send(call, "sent"));

        assertThat(thrown.failure().excerpt()).isEqualTo("no JSON, but *** for you");
    }

    @Test
    void leavesTheClientOfTheUserOpen() throws Exception {
        OkHttpClient own = new OkHttpClient();
        transport(own, Duration.ofSeconds(10)).close();

        assertThat(own.dispatcher().executorService().isShutdown()).isFalse();
    }

    @Test
    void isClosedForGood() {
        transport.close();

        assertThatThrownBy(() -> transport.send(post(), null)).hasMessageContaining("closed");
    }

    private ThrottledException throttled() {
        return catchThrowableOfType(ThrottledException.class, () -> transport.send(post(), null));
    }

    @Test
    @DisplayName("R30 a thread that is interrupted gets no reply, and stays interrupted")
    void anInterruptedThreadStaysInterrupted() {
        Thread.currentThread().interrupt();
        NoReplyException failure = catchThrowableOfType(
                NoReplyException.class,
                () -> transport.send(ApiCall.get("/open/x").build(), null));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.wasSent()).isFalse();
    }

    private void reply(String body) {
        server.enqueue(new MockResponse.Builder().body(body).build());
    }

    private static MockResponse limited(String reset) {
        return new MockResponse.Builder()
                .code(429)
                .setHeader("X-RateLimit-Reset", reset)
                .build();
    }

    private static ApiCall post() {
        return ApiCall.post("/open/x").parameter("a", "b").build();
    }

    private Transport transport(OkHttpClient base, Duration timeout) {
        String url = server.url("/").toString();
        return Transport.pooled(
                new HttpSettings(url, url, url, "tests", timeout, timeout, timeout),
                base,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
