/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.open115.client.http.ErrorCodes.Kind;
import io.github.open115.client.http.ThrottledException.Reason;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("R23 each reply shape has one result")
class ReplyCorpusTest {

    private static final String JSON = "application/json; charset=utf-8";
    private static final String HTML = "text/html";
    private static final String PAGE = "<!doctype html><html><body>blocked</body></html>";
    private static final String LIMIT = "已达到当前访问上限，请稍后再试";
    private static final String BUY = "已达到当前访问上限，购买更高等级VIP可获更多额度";

    private static MockWebServer server;
    private static Transport transport;

    @BeforeAll
    static void start() throws IOException {
        server = new MockWebServer();
        server.start();
        String url = server.url("/").toString();
        Duration timeout = Duration.ofSeconds(10);
        transport = Transport.pooled(
                new HttpSettings(url, url, url, "corpus", timeout, timeout, timeout),
                new OkHttpClient(),
                Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        transport.close();
        server.close();
    }

    /** One reply and what it must become. */
    record Shape(
            String name,
            int status,
            String contentType,
            String body,
            Class<?> type,
            Kind kind,
            Reason reason,
            long code,
            String value) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Shape> replies() {
        return Stream.of(
                value("state true", "{\"state\":true,\"message\":\"\",\"code\":0,\"data\":{\"v\":\"x\"}}", "x"),
                value("state 1", "{\"state\":1,\"code\":0,\"data\":{\"v\":\"x\"}}", "x"),
                value("state 1.0", "{\"state\":1.0,\"data\":{\"v\":\"x\"}}", "x"),
                value("state as text 1", "{\"state\":\"1\",\"data\":{\"v\":\"x\"}}", "x"),
                value("state as text true", "{\"state\":\"true\",\"data\":{\"v\":\"x\"}}", "x"),
                value("success as text/plain", 200, "text/plain", "{\"state\":true,\"data\":{\"v\":\"x\"}}", "x"),
                value("success without content type", 200, null, "{\"state\":true,\"data\":{\"v\":\"x\"}}", "x"),
                value("success labelled as a page", 200, HTML, "{\"state\":true,\"data\":{\"v\":\"x\"}}", "x"),
                value("19 digits", "{\"state\":true,\"data\":{\"v\":3100000000000000777}}", "3100000000000000777"),
                value("data in an array of one", "{\"state\":true,\"data\":[{\"v\":\"x\"}]}", "x"),
                value("code left over from something", "{\"state\":true,\"code\":20004,\"data\":{\"v\":\"x\"}}", "x"),
                lacking("data is []", "{\"state\":true,\"code\":0,\"data\":[]}"),
                lacking("data is {}", "{\"state\":true,\"code\":0,\"data\":{}}"),
                lacking("data is null", "{\"state\":true,\"code\":0,\"data\":null}"),
                lacking("data is absent", "{\"state\":true,\"code\":0}"),
                lacking("data is false", "{\"state\":true,\"code\":0,\"data\":false}"),
                lacking("data lacks the value", "{\"state\":true,\"data\":{\"w\":\"x\"}}"),
                lacking("the value is null", "{\"state\":true,\"data\":{\"v\":null}}"),
                failure("cut off", "{\"state\":true,\"data\":{\"v\":\"x", UnreadableReplyException.class, 0),
                failure("two objects", "{\"state\":true}{\"state\":true}", UnreadableReplyException.class, 0),
                failure("empty", "", UnreadableReplyException.class, 0),
                failure("blank", " \r\n", UnreadableReplyException.class, 0),
                failure("a number", "1", UnreadableReplyException.class, 0),
                failure("an array", "[{\"state\":true}]", UnreadableReplyException.class, 0),
                failure("null", "null", UnreadableReplyException.class, 0),
                failure("plain text", "OK", UnreadableReplyException.class, 0),
                throttle("page with 200", 200, HTML, PAGE, Reason.RATE, 0),
                throttle("page that says it is JSON", 200, JSON, PAGE, Reason.RATE, 0),
                throttle("firewall", 405, HTML, PAGE, Reason.PERSON_NEEDED, 0),
                throttle(
                        "firewall with JSON",
                        405,
                        JSON,
                        "{\"state\":true,\"data\":{\"v\":\"x\"}}",
                        Reason.PERSON_NEEDED,
                        0),
                throttle("blocked", 406, HTML, PAGE, Reason.PERSON_NEEDED, 0),
                throttle("429", 429, null, "", Reason.RATE, 0),
                throttle("770004", refusal(770004, LIMIT), Reason.RATE, 770004),
                throttle(
                        "770004 as text",
                        "{\"state\":false,\"code\":\"770004\",\"message\":\"\"}",
                        Reason.RATE,
                        770004),
                throttle("770004 as the message", refusal(0, "770004"), Reason.RATE, 770004),
                throttle("770004 in errno", "{\"state\":false,\"errno\":770004,\"error\":\"x\"}", Reason.RATE, 770004),
                throttle(
                        "swapped",
                        "{\"state\":false,\"code\":\"" + LIMIT + "\",\"message\":770004}",
                        Reason.RATE,
                        770004),
                throttle("swapped, no number", "{\"state\":false,\"code\":\"" + LIMIT + "\"}", Reason.RATE, 0),
                throttle("the text alone", refusal(0, LIMIT), Reason.RATE, 0),
                throttle("the text with a code of its own", refusal(123, LIMIT), Reason.RATE, 123),
                throttle("the text with 403", 403, JSON, refusal(0, LIMIT), Reason.RATE, 0),
                throttle("406", refusal(406, BUY), Reason.QUOTA, 406),
                throttle("the quota's text alone", refusal(0, BUY), Reason.QUOTA, 0),
                throttle("590075", refusal(590075, "too frequent"), Reason.RATE, 590075),
                throttle("-1", refusal(-1, ""), Reason.RATE, -1),
                throttle("911", refusal(911, "captcha"), Reason.PERSON_NEEDED, 911),
                failure("no reason", refusal(0, ""), Kind.UNKNOWN, 0),
                failure("no state", "{\"data\":{\"v\":\"x\"}}", Kind.UNKNOWN, 0),
                failure("state null", "{\"state\":null,\"code\":0}", Kind.UNKNOWN, 0),
                failure("state false and data", "{\"state\":false,\"data\":{\"v\":\"x\"}}", Kind.UNKNOWN, 0),
                failure("unknown code", refusal(4711, "whatever"), Kind.UNKNOWN, 4711),
                failure("only a text", refusal(0, "whatever"), Kind.UNKNOWN, 0),
                failure("expired", refusal(40140125, "x"), Kind.ACCESS_TOKEN, 40140125),
                failure("rotated, state 0", "{\"state\":0,\"code\":40140126}", Kind.ACCESS_TOKEN, 40140126),
                failure("legacy log-in", refusal(99, "x"), Kind.ACCESS_TOKEN, 99),
                failure("any 401", refusal(40199999, "x"), Kind.ACCESS_TOKEN, 40199999),
                failure("401", 401, JSON, "", Kind.ACCESS_TOKEN, 0),
                failure("gone", refusal(430004, "x"), NotFoundException.class, 430004),
                failure("gone with 404", 404, JSON, refusal(430004, "x"), NotFoundException.class, 430004),
                failure(
                        "gone in errno only",
                        "{\"state\":false,\"errno\":\"231011\"}",
                        NotFoundException.class,
                        231011),
                failure("64 bits", refusal(9007199254740993L, "x"), Kind.UNKNOWN, 9007199254740993L),
                failure("not ready", refusal(70004, "x"), NotReadyException.class, 70004),
                failure("name taken", refusal(20004, "x"), NameConflictException.class, 20004),
                failure("busy", refusal(990009, "x"), BusyException.class, 990009),
                failure("banned", refusal(50038, "x"), ContentBlockedException.class, 50038),
                failure("bad parameter", refusal(990002, "x"), RefusedException.class, 990002),
                failure("application", refusal(40140108, "x"), RefusedException.class, 40140108),
                failure(
                        "other order",
                        "{\"count\":18,\"order\":\"file_name\",\"is_asc\":1,\"fc_mix\":0,\"state\":false,\"error\":\"\","
                                + "\"errNo\":20130827}",
                        OrderRefusedException.class,
                        20130827),
                failure("try again", refusal(990003, "x"), ServiceUnavailableException.class, 990003),
                failure("500", 500, HTML, PAGE, ServiceUnavailableException.class, 0),
                failure("503", 503, null, "", ServiceUnavailableException.class, 0),
                failure("500 with a code", 500, JSON, refusal(770004, ""), ThrottledException.class, 770004),
                failure("404", 404, HTML, PAGE, RefusedException.class, 0),
                failure("redirect", 302, HTML, "", RefusedException.class, 0));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void becomesOneResult(Shape shape) {
        MockResponse.Builder response =
                new MockResponse.Builder().code(shape.status).body(shape.body);
        if (shape.contentType != null) {
            response.setHeader("Content-Type", shape.contentType);
        }
        server.enqueue(response.build());
        ApiCall call = ApiCall.get("/open/corpus").build();

        if (shape.type == null) {
            assertThat(transport.send(call, "bearer").requiredObject("data").requiredText("v"))
                    .isEqualTo(shape.value);
            return;
        }
        Throwable thrown = catchThrowable(
                () -> transport.send(call, "bearer").requiredObject("data").requiredText("v"));
        assertThat(thrown).isExactlyInstanceOf(shape.type).hasMessageContaining("/open/corpus");
        if (shape.kind != null) {
            assertThat(((Open115Exception) thrown).kind()).isEqualTo(shape.kind);
        }
        Failure failure = ((Open115Exception) thrown).failure();
        if (!failure.isBlank()) {
            assertThat(failure.code()).isEqualTo(shape.code);
            assertThat(failure.httpStatus()).isEqualTo(shape.status);
            assertThat(failure.contentType()).isEqualTo(shape.contentType);
        }
        if (thrown instanceof ThrottledException throttled && shape.reason != null) {
            assertThat(throttled.reason()).isEqualTo(shape.reason);
        }
    }

    private static String refusal(long code, String message) {
        return "{\"state\":false,\"code\":" + code + ",\"message\":\"" + message + "\",\"data\":[]}";
    }

    private static Shape value(String name, String body, String value) {
        return value(name, 200, JSON, body, value);
    }

    private static Shape value(String name, int status, String contentType, String body, String value) {
        return new Shape(name, status, contentType, body, null, null, null, 0, value);
    }

    private static Shape lacking(String name, String body) {
        return failure(name, body, UnreadableReplyException.class, 0);
    }

    private static Shape failure(String name, String body, Class<?> type, long code) {
        return failure(name, 200, JSON, body, type, code);
    }

    private static Shape failure(String name, String body, Kind kind, long code) {
        return failure(name, 200, JSON, body, kind, code);
    }

    private static Shape failure(String name, int status, String contentType, String body, Kind kind, long code) {
        return new Shape(name, status, contentType, body, Open115Exception.class, kind, null, code, null);
    }

    private static Shape failure(String name, int status, String contentType, String body, Class<?> type, long code) {
        return new Shape(name, status, contentType, body, type, null, null, code, null);
    }

    private static Shape throttle(String name, String body, Reason reason, long code) {
        return throttle(name, 200, JSON, body, reason, code);
    }

    private static Shape throttle(String name, int status, String contentType, String body, Reason reason, long code) {
        return new Shape(
                name,
                status,
                contentType,
                body,
                ThrottledException.class,
                Kind.valueOf(reason.name()),
                reason,
                code,
                null);
    }
}
