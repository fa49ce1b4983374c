/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.open115.client.upload.StorageException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each request and each answer, against a server that answers what the test says. */
class StorageClientTest {

    private static final StorageObject OBJECT = new StorageObject("fhnfile", "hash/name 1");
    private static final String PATH = "/fhnfile/hash/name%201";
    private static final StorageCallback CALLBACK = new StorageCallback(
            "{\"callbackUrl\":\"http://x/MARK-callback\",\"é\":1}", "{\"x:pick_code\":\"MARK-var\"}");
    private static final byte[] CONTENT = "123456789".getBytes(StandardCharsets.US_ASCII);
    private static final String CONTENT_CRC = "11051210869376104954";

    private final MockWebServer oss = new MockWebServer();
    private final OkHttpClient http = new OkHttpClient();
    private final StorageClock clock =
            new StorageClock(Clock.fixed(Instant.parse("2026-10-01T12:00:00Z"), ZoneOffset.UTC));
    private StorageClient client;
    private StorageCredentials credentials;

    @BeforeEach
    void start() throws IOException {
        oss.start();
        client = client(Duration.ofSeconds(20), 0);
        credentials = new StorageCredentials(
                StorageEndpoint.of("http://127.0.0.1:" + oss.getPort()), "MARK-id", "MARK-secret", "MARK-token", null);
    }

    @AfterEach
    void stop() {
        oss.close();
    }

    private StorageClient client(Duration readTimeout, long minimumRate) {
        return new StorageClient(http, readTimeout, minimumRate, clock, "agent/1");
    }

    private StorageBody body(byte[] bytes) {
        return client.body(new ByteArrayInputStream(bytes), bytes.length, "file a.bin", PartProgress.NONE);
    }

    @Test
    void putSendsTheContentWithTheCallbackByteForByte() throws Exception {
        reply(200, "{\"state\":true,\"data\":{\"file_id\":\"7\"}}");

        assertThat(client.put(credentials, OBJECT, CALLBACK, body(CONTENT)))
                .isEqualTo("{\"state\":true,\"data\":{\"file_id\":\"7\"}}");

        RecordedRequest put = oss.takeRequest();
        assertThat(put.getRequestLine()).isEqualTo("PUT " + PATH + " HTTP/1.1");
        assertThat(put.getBody().toByteArray()).isEqualTo(CONTENT);
        assertThat(put.getHeaders().get("Content-Length")).isEqualTo("9");
        assertThat(put.getHeaders().get("Content-Type")).isNull();
        assertThat(put.getHeaders().get("User-Agent")).isEqualTo("agent/1");
        assertThat(put.getHeaders().get("x-oss-security-token")).isEqualTo("MARK-token");
        assertThat(put.getHeaders().get("x-oss-date")).isEqualTo("20261001T120000Z");
        assertThat(decoded(put, "x-oss-callback")).isEqualTo(CALLBACK.callback());
        assertThat(decoded(put, "x-oss-callback-var")).isEqualTo(CALLBACK.variables());
    }

    @Test
    void putsAnEmptyContent() throws Exception {
        reply(200, "{}");
        client.put(credentials, OBJECT, new StorageCallback("{}", ""), body(new byte[0]));

        RecordedRequest put = oss.takeRequest();
        assertThat(put.getHeaders().get("Content-Length")).isEqualTo("0");
        assertThat(put.getHeaders().get("x-oss-callback-var")).isNull();
    }

    @Test
    void initiatesAnUploadInOrder() throws Exception {
        reply(
                200,
                "<?xml version=\"1.0\"?><InitiateMultipartUploadResult xmlns=\"http://doc.oss-cn-x.aliyuncs.com\">"
                        + "<Bucket>fhnfile</Bucket><Key>k</Key><UploadId> 0004B9 </UploadId>"
                        + "</InitiateMultipartUploadResult>");

        assertThat(client.initiate(credentials, OBJECT)).isEqualTo("0004B9");

        RecordedRequest initiate = oss.takeRequest();
        assertThat(initiate.getRequestLine()).isEqualTo("POST " + PATH + "?sequential&uploads HTTP/1.1");
        assertThat(initiate.getHeaders().get("Content-Length")).isEqualTo("0");
        assertThat(initiate.getHeaders().get("x-oss-callback")).isNull();
    }

    @Test
    void sendsAPartAndComparesItsChecksum() throws Exception {
        oss.enqueue(part(CONTENT_CRC));
        oss.enqueue(part(null));
        oss.enqueue(part("1"));

        assertThat(client.uploadPart(credentials, OBJECT, "id", 7, body(CONTENT)))
                .isEqualTo(new StoredPart(7, 9, "\"ETAG\"", CONTENT_CRC));
        assertThat(client.uploadPart(credentials, OBJECT, "id", 7, body(CONTENT))
                        .crc64())
                .isNull();
        StorageException damaged = failure(() -> client.uploadPart(credentials, OBJECT, "id", 7, body(CONTENT)));

        RecordedRequest part = oss.takeRequest();
        assertThat(part.getRequestLine()).isEqualTo("PUT " + PATH + "?partNumber=7&uploadId=id HTTP/1.1");
        assertThat(part.getBody().toByteArray()).isEqualTo(CONTENT);
        assertThat(part.getHeaders().get("x-oss-callback")).isNull();
        assertThat(damaged.reason()).isEqualTo(Reason.DAMAGED);
        assertThat(damaged).hasMessageContaining("other bytes than were sent");
    }

    @Test
    @DisplayName("a part without an entity tag cannot be completed, so it does not count as stored")
    void aPartNeedsAnEntityTag() {
        reply(200, "");
        StorageException failure = failure(() -> client.uploadPart(credentials, OBJECT, "id", 1, body(CONTENT)));
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure.mayHaveHappened()).isTrue();
    }

    @Test
    @DisplayName("R19 all pages of the parts are read")
    void listsThePartsOfAllPages() throws Exception {
        reply(200, parts(1000, row(1, 5, "<HashCrc64ecma>11</HashCrc64ecma>") + row(1000, 5, "")));
        reply(200, parts(2000, row(1001, 5, "") + row(2000, 5, "")));
        reply(200, parts(-1, row(2001, 3, "")));

        assertThat(client.listParts(credentials, OBJECT, "id"))
                .containsExactly(
                        new StoredPart(1, 5, "\"E1\"", "11"),
                        new StoredPart(1000, 5, "\"E1000\"", null),
                        new StoredPart(1001, 5, "\"E1001\"", null),
                        new StoredPart(2000, 5, "\"E2000\"", null),
                        new StoredPart(2001, 3, "\"E2001\"", null));

        assertThat(oss.takeRequest().getRequestLine())
                .isEqualTo("GET " + PATH + "?max-parts=1000&uploadId=id HTTP/1.1");
        assertThat(oss.takeRequest().getTarget()).endsWith("?max-parts=1000&part-number-marker=1000&uploadId=id");
        assertThat(oss.takeRequest().getTarget()).endsWith("&part-number-marker=2000&uploadId=id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>gateway</html>",
                "{\"state\":true}",
                "<ListPartsResult><IsTruncated>false</IsTruncated>",
                "<ListPartsResult></ListPartsResult>",
                "<ListPartsResult><IsTruncated>true</IsTruncated></ListPartsResult>",
                "<ListPartsResult><IsTruncated>true</IsTruncated><NextPartNumberMarker>0</NextPartNumberMarker></ListPartsResult>",
                "<ListPartsResult><IsTruncated>false</IsTruncated><Part><PartNumber>x</PartNumber></Part></ListPartsResult>",
                "<!DOCTYPE x><ListPartsResult><IsTruncated>false</IsTruncated></ListPartsResult>",
                "<!DOCTYPE x [<!ENTITY e 'false'>]><ListPartsResult><IsTruncated>&e;</IsTruncated></ListPartsResult>",
                "<ListPartsResult><IsTruncated>&e;</IsTruncated></ListPartsResult>"
            })
    @DisplayName("a list of parts that cannot be read is an error, never an empty list")
    void anUnreadableListIsNoEmptyList(String document) {
        reply(200, document);
        assertThat(failure(() -> client.listParts(credentials, OBJECT, "id")).reason())
                .isEqualTo(Reason.UNAVAILABLE);
        assertThat(oss.getRequestCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("an entity in a reply reads no file and calls no address")
    void readsNoExternalEntity(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "MARK-file");
        for (String address :
                List.of(file.toUri().toString(), oss.url("/entity").toString())) {
            reply(
                    200,
                    "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + address + "\">]><InitiateMultipartUploadResult>"
                            + "<UploadId>&e;</UploadId></InitiateMultipartUploadResult>");
            StorageException failure = failure(() -> client.initiate(credentials, OBJECT));
            assertThat(printed(failure)).contains("DOCTYPE").doesNotContain("MARK");
        }
        assertThat(oss.getRequestCount()).isEqualTo(2);
    }

    @Test
    void completesWithThePartsAndTheCallback() throws Exception {
        reply(200, "  raw\n");

        assertThat(client.complete(
                        credentials,
                        OBJECT,
                        "id",
                        List.of(new StoredPart(1, 5, "\"A<&\"", null), new StoredPart(2, 1, "B", "1")),
                        CALLBACK))
                .isEqualTo("  raw\n");

        RecordedRequest complete = oss.takeRequest();
        assertThat(complete.getRequestLine()).isEqualTo("POST " + PATH + "?uploadId=id HTTP/1.1");
        assertThat(complete.getBody().utf8())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CompleteMultipartUpload>"
                        + "<Part><PartNumber>1</PartNumber><ETag>\"A&lt;&amp;\"</ETag></Part>"
                        + "<Part><PartNumber>2</PartNumber><ETag>B</ETag></Part></CompleteMultipartUpload>");
        assertThat(decoded(complete, "x-oss-callback")).isEqualTo(CALLBACK.callback());
        assertThat(decoded(complete, "x-oss-callback-var")).isEqualTo(CALLBACK.variables());
    }

    @Test
    void abortsAnUploadAlsoOneThatIsGone() throws Exception {
        oss.enqueue(new MockResponse.Builder().code(204).build());
        reply(404, error("NoSuchUpload", ""));
        reply(403, error("AccessDenied", ""));

        client.abort(credentials, OBJECT, "id");
        client.abort(credentials, OBJECT, "id");
        assertThat(failure(() -> client.abort(credentials, OBJECT, "id")).reason())
                .isEqualTo(Reason.CREDENTIALS);

        assertThat(oss.takeRequest().getRequestLine()).isEqualTo("DELETE " + PATH + "?uploadId=id HTTP/1.1");
    }

    @ParameterizedTest
    @CsvSource({
        "203, CallbackFailed, CALLBACK_FAILED, true",
        "203, '', CALLBACK_FAILED, true",
        "301, '', REFUSED, false",
        "307, TemporaryRedirect, REFUSED, false",
        "400, RequestTimeout, UNAVAILABLE, false",
        "400, InvalidPart, OTHER_PARTS, false",
        "400, InvalidArgument, REFUSED, false",
        "400, FileAlreadyExists, REFUSED, false",
        "400, InvalidSecurityToken, CREDENTIALS, false",
        "401, '', CREDENTIALS, false",
        "403, SecurityTokenExpired, CREDENTIALS, false",
        "403, InvalidAccessKeyId, CREDENTIALS, false",
        "403, AccessDenied, CREDENTIALS, false",
        "403, SignatureDoesNotMatch, CREDENTIALS, false",
        "403, '', CREDENTIALS, false",
        "403, RequestTimeTooSkewed, CLOCK, false",
        "404, NoSuchUpload, NO_SUCH_UPLOAD, false",
        "400, InvalidUploadId, NO_SUCH_UPLOAD, false",
        "404, NoSuchBucket, REFUSED, false",
        "408, '', UNAVAILABLE, false",
        "409, PartAlreadyExist, OTHER_PARTS, false",
        "409, PartNotSequential, OTHER_PARTS, false",
        "413, EntityTooLarge, REFUSED, false",
        "429, '', UNAVAILABLE, false",
        "500, InternalError, UNAVAILABLE, true",
        "502, '', UNAVAILABLE, true",
        "503, SlowDown, UNAVAILABLE, false",
        "503, ServiceUnavailable, UNAVAILABLE, false",
        "503, '', UNAVAILABLE, true",
        "504, '', UNAVAILABLE, true"
    })
    @DisplayName("each refusal says what a caller can do about it, and whether it may have happened all the same")
    void classifiesRefusals(int status, String code, Reason reason, boolean mayHaveHappened) {
        oss.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("x-oss-request-id", "REQ-1")
                .addHeader("Retry-After", "0")
                .addHeader("Location", oss.url("/elsewhere"))
                .body(code.isEmpty() ? "<html>" : error(code, "the text"))
                .build());

        StorageException failure = failure(() -> client.put(credentials, OBJECT, CALLBACK, body(CONTENT)));

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.mayHaveHappened()).isEqualTo(mayHaveHappened);
        assertThat(failure.httpStatus()).isEqualTo(status);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.requestId()).isEqualTo(code.isEmpty() ? "REQ-1" : "REQ-2");
        assertThat(failure.isRetriable()).isEqualTo(reason != Reason.REFUSED);
        assertThat(failure).hasMessageContaining("PutObject: the storage answered HTTP " + status);
        assertThat(oss.getRequestCount())
                .as("not sent again by OkHttp, no redirection followed")
                .isEqualTo(1);
    }

    @Test
    @DisplayName("R39 a failure has no key, token, signature or callback")
    void failuresHaveNoSecrets() {
        String everything = "MARK-id MARK-secret MARK-token " + base64(CALLBACK.callback()) + " "
                + base64(CALLBACK.variables()) + " Signature=MARK-signature";
        for (String body : List.of(
                everything,
                "<Error><Code>SignatureDoesNotMatch</Code><Message>" + everything + "</Message>"
                        + "<OSSAccessKeyId>MARK-id</OSSAccessKeyId><SignatureProvided>MARK</SignatureProvided>"
                        + "<StringToSign>MARK</StringToSign></Error>",
                "Authorization: OSS4-HMAC-SHA256 Credential=MARK-id/x,Signature=MARK")) {
            reply(403, body);
            StorageException failure = failure(() -> client.put(credentials, OBJECT, CALLBACK, body(CONTENT)));
            assertThat(printed(failure))
                    .doesNotContain("MARK", base64(CALLBACK.callback()), base64(CALLBACK.variables()));
        }
        assertThat(credentials + " " + CALLBACK).doesNotContain("MARK");
    }

    @Test
    void refusesAnObjectThatWouldBeStoredElsewhere() {
        for (String name : List.of("a/../b", "..", "./x", "a/.")) {
            StorageException failure =
                    failure(() -> client.put(credentials, new StorageObject("fhnfile", name), CALLBACK, body(CONTENT)));
            assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
        }
        assertThat(oss.getRequestCount()).isZero();
    }

    @Test
    @DisplayName("a request whose reply is lost is not sent again, and may have happened")
    void aLostReplyIsNotRepeated() {
        oss.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        StorageException failure = failure(
                () -> client.complete(credentials, OBJECT, "id", List.of(new StoredPart(1, 1, "e", null)), CALLBACK));
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure.mayHaveHappened()).isTrue();
        assertThat(failure.httpStatus()).isZero();
        assertThat(failure).hasMessageContaining("no reply from 127.0.0.1");
        assertThat(oss.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aRequestThatReachedNobodyCannotHaveHappened() {
        oss.close();
        StorageException failure = failure(() -> client.put(credentials, OBJECT, CALLBACK, body(CONTENT)));
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure.mayHaveHappened()).isFalse();
    }

    @Test
    @Timeout(600)
    @DisplayName("R30 a storage that never answers is given up")
    void aSilentStorageIsGivenUp() {
        client = client(Duration.ofMillis(300), 1024);
        oss.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        StorageException failure = failure(() -> client.put(credentials, OBJECT, CALLBACK, body(CONTENT)));
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure.mayHaveHappened()).isTrue();
    }

    @Test
    @Timeout(600)
    @DisplayName("R30 a storage that takes fewer bytes than the minimum rate is given up")
    void aSlowStorageIsGivenUp() {
        oss.setBodyLimit(0);
        oss.enqueue(part(null));
        StorageBody body = new StorageBody(
                new ByteArrayInputStream(new byte[64 << 20]),
                64 << 20,
                "file a.bin",
                PartProgress.NONE,
                1L << 40,
                Duration.ofMillis(1));
        StorageException failure = failure(() -> client.put(credentials, OBJECT, CALLBACK, body));
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure.mayHaveHappened()).isFalse();
        assertThat(failure).hasMessageMatching("PutObject: no reply only \\d+ bytes in 0 s");
    }

    @Test
    @Timeout(600)
    @DisplayName("a success that comes before all bytes were sent is none")
    void anEarlySuccessIsNone() {
        client = client(Duration.ofMillis(500), 0);
        oss.enqueue(new MockResponse.Builder()
                .doNotReadRequestBody()
                .body("{\"state\":true}")
                .build());
        StorageException failure = failure(() -> client.put(credentials, OBJECT, CALLBACK, body(new byte[64 << 20])));
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure.mayHaveHappened()).isFalse();
    }

    @Test
    @DisplayName("a source that ends early or fails never becomes a shorter object")
    void aShortSourceIsNotStored() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        };
        StorageBody shortBody =
                client.body(new ByteArrayInputStream(CONTENT), 100_000, "file a.bin", PartProgress.NONE);
        assertThatThrownBy(() -> client.put(credentials, OBJECT, CALLBACK, shortBody))
                .isInstanceOf(ContentChangedException.class)
                .hasMessageContaining("file a.bin changed while it was uploaded: it ended 99991 bytes early");
        assertThatThrownBy(() -> client.put(
                        credentials, OBJECT, CALLBACK, client.body(broken, 100_000, "file a.bin", PartProgress.NONE)))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("the disk is gone");
        assertThat(shortBody.isComplete()).isFalse();
        assertThat(oss.getRequestCount()).isZero();
    }

    @Test
    @DisplayName("only the announced bytes of a source that has become longer are sent")
    void sendsNoMoreThanTheAnnouncedLength() throws Exception {
        oss.enqueue(part(CONTENT_CRC));
        byte[] longer = "123456789and more".getBytes(StandardCharsets.US_ASCII);
        client.uploadPart(
                credentials,
                OBJECT,
                "id",
                1,
                client.body(new ByteArrayInputStream(longer), 9, "file a.bin", PartProgress.NONE));
        assertThat(oss.takeRequest().getBody().toByteArray()).isEqualTo(CONTENT);
    }

    @Test
    void reportsTheBytesAsTheyAreSent() throws Exception {
        oss.enqueue(part(null));
        long[] sent = {0, 0};
        byte[] content = new byte[1 << 20];
        PartProgress progress = new PartProgress() {
            @Override
            public void sent(long bytes) {
                sent[0] += bytes;
                sent[1]++;
            }

            @Override
            public void discarded(long bytes) {
                throw new AssertionError();
            }
        };
        client.uploadPart(
                credentials,
                OBJECT,
                "id",
                1,
                client.body(new ByteArrayInputStream(content), 1 << 20, "file a.bin", progress));
        assertThat(sent[0]).isEqualTo(1 << 20);
        assertThat(sent[1]).isBetween(16L, 64L);
    }

    @Test
    @Timeout(600)
    void anInterruptedThreadGetsAnInterruption() {
        oss.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        Thread.currentThread().interrupt();
        Throwable failure = catchThrowable(() -> client.initiate(credentials, OBJECT));
        assertThat(failure).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @Timeout(600)
    void closingTheClientEndsARequest() throws Exception {
        oss.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        Thread closer = new Thread(() -> {
            try {
                oss.takeRequest();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            http.dispatcher().cancelAll();
        });
        closer.start();
        StorageException failure = failure(() -> client.put(credentials, OBJECT, CALLBACK, body(CONTENT)));
        closer.join();
        assertThat(failure.reason()).isEqualTo(Reason.CLOSED);
        assertThat(failure).hasMessage("PutObject: the client is closed");
    }

    @Test
    @DisplayName("R41 a storage that refuses the time of a request corrects the clock of the next one")
    void learnsTheTimeOfTheStorage() throws Exception {
        oss.enqueue(new MockResponse.Builder()
                .code(403)
                .setHeader("Date", "Thu, 01 Oct 2026 13:30:00 GMT")
                .body(error("RequestTimeTooSkewed", ""))
                .build());
        oss.enqueue(new MockResponse.Builder().code(204).build());

        assertThat(failure(() -> client.abort(credentials, OBJECT, "id")).reason())
                .isEqualTo(Reason.CLOCK);
        client.abort(credentials, OBJECT, "id");

        assertThat(oss.takeRequest().getHeaders().get("x-oss-date")).isEqualTo("20261001T120000Z");
        assertThat(oss.takeRequest().getHeaders().get("x-oss-date")).isEqualTo("20261001T133000Z");
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private static StorageException failure(Attempt attempt) {
        return catchThrowableOfType(StorageException.class, attempt::run);
    }

    private void reply(int status, String body) {
        oss.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private static MockResponse part(String checksum) {
        MockResponse.Builder reply = new MockResponse.Builder().addHeader("ETag", "\"ETAG\"");
        return (checksum == null ? reply : reply.addHeader("x-oss-hash-crc64ecma", checksum)).build();
    }

    static String error(String code, String message) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>\n  <Code>" + code + "</Code>\n  <Message>" + message
                + "</Message>\n  <RequestId>REQ-2</RequestId>\n  <HostId>h</HostId>\n</Error>\n";
    }

    static String parts(int next, String rows) {
        return "<?xml version=\"1.0\"?>\n<ListPartsResult xmlns=\"http://doc.oss-cn-x.aliyuncs.com\"><UploadId>id</UploadId>"
                + "<IsTruncated>" + (next >= 0) + "</IsTruncated>"
                + (next >= 0 ? "<NextPartNumberMarker>" + next + "</NextPartNumberMarker>" : "") + rows
                + "</ListPartsResult>";
    }

    static String row(int number, long size, String more) {
        return "<Part><PartNumber>" + number + "</PartNumber><LastModified>2026-10-01T12:00:00.000Z</LastModified>"
                + "<ETag>&quot;E" + number + "&#34;</ETag><Size>" + size + "</Size>" + more + "</Part>";
    }

    private static String decoded(RecordedRequest request, String header) {
        return ByteString.decodeBase64(request.getHeaders().get(header)).utf8();
    }

    private static String base64(String text) {
        return ByteString.encodeUtf8(text).base64();
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
