/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.open115.client.upload.StorageException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Retries, renewals and what must not be repeated, by the exact requests. */
class StorageSessionTest {

    private static final byte[] CONTENT = "123456789abc".getBytes();
    private static final PartPlan.Part PART = new PartPlan.Part(2, 3, 9);
    private static final StorageCallback CALLBACK = new StorageCallback("{}", "{}");
    private static final List<StoredPart> PARTS = List.of(new StoredPart(1, 12, "\"E\"", null));
    private static final String LIST = "GET ?max-parts=1&part-number-marker=1&uploadId=id";
    private static final String PUT = "PUT ?partNumber=2&uploadId=id";

    private final StorageFixture fixture = new StorageFixture();
    private final List<Duration> pauses = new ArrayList<>();
    private final StorageSession session =
            new StorageSession(fixture.client, fixture.credentials, pauses::add, new StorageObject("b", "o"));
    private final Recorded progress = new Recorded();

    private static final class Recorded implements PartProgress {
        long sent;
        long discarded;

        @Override
        public void sent(long bytes) {
            sent += bytes;
        }

        @Override
        public void discarded(long bytes) {
            discarded += bytes;
        }
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void sendsTheBytesOfThePart() throws Exception {
        fixture.oss.enqueue(stored(null));
        StoredPart part = session.uploadPart("id", source(), PART, progress);

        assertThat(part).isEqualTo(new StoredPart(2, 9, "\"E\"", null));
        RecordedRequest put = fixture.oss.takeRequest();
        assertThat(put.getBody().utf8()).isEqualTo("456789abc");
        assertThat(put.getHeaders().get("x-oss-security-token")).isEqualTo("TOKEN-1");
        assertThat(progress.sent).isEqualTo(9);
        assertThat(progress.discarded).isZero();
    }

    @Test
    @DisplayName("a busy storage is asked again after growing pauses, eight times in all")
    void retriesWithGrowingPauses() throws Exception {
        for (int i = 0; i < 7; i++) {
            fixture.oss.enqueue(refusal(503, "SlowDown"));
        }
        fixture.oss.enqueue(stored(null));
        session.uploadPart("id", source(), PART, progress);
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
        assertThat(progress.sent - progress.discarded).isEqualTo(9);

        for (int i = 0; i < 8; i++) {
            fixture.oss.enqueue(refusal(503, "SlowDown"));
        }
        assertThat(failure(() -> session.uploadPart("id", source(), PART, progress))
                        .code())
                .isEqualTo("SlowDown");
        assertThat(fixture.oss.getRequestCount()).isEqualTo(16);
        assertThat(fixture.tokenCalls).hasValue(1);
    }

    @Test
    @DisplayName("a part whose reply is lost is not sent again if the storage has it")
    void asksTheStorageForAPartWhoseReplyWasLost() throws Exception {
        fixture.oss.enqueue(lostReply());
        fixture.oss.enqueue(list(StorageClientTest.row(2, 9, "")));

        assertThat(session.uploadPart("id", source(), PART, progress)).isEqualTo(new StoredPart(2, 9, "\"E2\"", null));

        assertThat(requests()).containsExactly(PUT, LIST);
        assertThat(pauses).isEmpty();
        assertThat(progress.sent - progress.discarded).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({"3, 9, ''", "2, 8, ''", "2, 9, <HashCrc64ecma>1</HashCrc64ecma>"})
    @DisplayName("another part, length or checksum is not the part that was sent")
    void anotherPartIsNotTakenForIt(int number, long size, String checksum) throws Exception {
        fixture.oss.enqueue(lostReply());
        fixture.oss.enqueue(list(StorageClientTest.row(number, size, checksum)));
        fixture.oss.enqueue(stored(null));

        session.uploadPart("id", source(), PART, progress);

        assertThat(requests()).containsExactly(PUT, LIST, PUT);
        assertThat(pauses).isEmpty();
    }

    @Test
    @DisplayName("after an error of the storage the storage is asked too, because the part may be there")
    void asksAfterAnErrorOfTheStorage() throws Exception {
        fixture.oss.enqueue(refusal(500, "InternalError"));
        fixture.oss.enqueue(list(""));
        fixture.oss.enqueue(stored(null));

        session.uploadPart("id", source(), PART, progress);

        assertThat(requests()).containsExactly(PUT, LIST, PUT);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    @DisplayName("R16 refused credentials are replaced, and only the refused part is sent again")
    void renewsRefusedCredentials() throws Exception {
        fixture.oss.enqueue(refusal(403, "SecurityTokenExpired"));
        fixture.oss.enqueue(refusal(403, "InvalidAccessKeyId"));
        fixture.oss.enqueue(stored(null));

        session.uploadPart("id", source(), PART, progress);

        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            tokens.add(fixture.oss.takeRequest().getHeaders().get("x-oss-security-token"));
        }
        assertThat(tokens).containsExactly("TOKEN-1", "TOKEN-2", "TOKEN-3");
        assertThat(pauses).isEmpty();
    }

    @Test
    void newCredentialsThatAreRefusedTooAreAFailure() {
        for (int i = 0; i < 3; i++) {
            fixture.oss.enqueue(refusal(403, "AccessDenied"));
        }
        assertThat(failure(() -> session.uploadPart("id", source(), PART, progress))
                        .reason())
                .isEqualTo(Reason.CREDENTIALS);
        assertThat(fixture.tokenCalls).hasValue(3);
    }

    @Test
    @DisplayName("R16 with credentials of 30 s an upload of 5 minutes sends each part once")
    void shortCredentialsAreRenewedInTime() throws Exception {
        fixture.credentialsLast(Duration.ofSeconds(30));
        Map<String, Instant> ends = new HashMap<>();
        fixture.oss.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String token = request.getHeaders().get("x-oss-security-token");
                Instant end = ends.computeIfAbsent(
                        token, first -> fixture.clock.instant().plusSeconds(30));
                boolean expired = !fixture.clock.instant().isBefore(end);
                fixture.clock.advance(Duration.ofSeconds(3));
                return expired ? refusal(403, "SecurityTokenExpired") : stored(null);
            }
        });
        for (int part = 1; part <= 100; part++) {
            session.uploadPart("id", source(), new PartPlan.Part(part, 0, 5), progress);
        }
        assertThat(fixture.oss.getRequestCount()).isEqualTo(100);
        assertThat(fixture.tokenCalls).hasValue(13);
    }

    @ParameterizedTest
    @CsvSource({"NoSuchUpload, NO_SUCH_UPLOAD", "InvalidUploadId, NO_SUCH_UPLOAD", "NoSuchBucket, REFUSED"})
    void reportsAnUploadThatIsGoneAtOnce(String code, Reason reason) throws Exception {
        fixture.oss.enqueue(refusal(404, code));
        assertThat(failure(() -> session.uploadPart("id", source(), PART, progress))
                        .reason())
                .isEqualTo(reason);
        assertThat(requests()).containsExactly(PUT);
        assertThat(progress.sent).isEqualTo(progress.discarded);
    }

    @Test
    @DisplayName("if a part exists already, the storage says whether it is this one")
    void aPartThatExistsIsLookedUp() throws Exception {
        fixture.oss.enqueue(refusal(409, "PartAlreadyExist"));
        fixture.oss.enqueue(list(StorageClientTest.row(2, 9, "")));
        assertThat(session.uploadPart("id", source(), PART, progress).entityTag())
                .isEqualTo("\"E2\"");

        fixture.oss.enqueue(refusal(409, "PartAlreadyExist"));
        fixture.oss.enqueue(list(StorageClientTest.row(2, 8, "")));
        assertThat(failure(() -> session.uploadPart("id", source(), PART, progress))
                        .reason())
                .isEqualTo(Reason.OTHER_PARTS);
        assertThat(requests()).containsExactly(PUT, LIST, PUT, LIST);
    }

    @Test
    void damagedPartsAreNotSentAgain() {
        fixture.oss.enqueue(stored("1"));
        assertThat(failure(() -> session.uploadPart("id", source(), PART, progress))
                        .reason())
                .isEqualTo(Reason.DAMAGED);
        assertThat(fixture.oss.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "500, InternalError, false",
        "502, Bad, false",
        "504, Timeout, false",
        "203, CallbackFailed, false",
        "503, SlowDown, true",
        "503, ServiceUnavailable, true",
        "429, Busy, true",
        "400, RequestTimeout, true",
        "403, SecurityTokenExpired, true",
        "403, RequestTimeTooSkewed, true"
    })
    @DisplayName("R17 what may have completed an object is never repeated; what cannot have is")
    void aCompletionIsNotRepeatedBlindly(int status, String code, boolean repeated) throws Exception {
        for (int i = 0; i < 2; i++) {
            fixture.oss.enqueue(refusal(status, code));
            if (repeated) {
                fixture.oss.enqueue(new MockResponse.Builder().body("answer").build());
            }
        }
        if (repeated) {
            assertThat(session.complete("id", PARTS, CALLBACK)).isEqualTo("answer");
            assertThat(session.put(source(), CALLBACK, progress)).isEqualTo("answer");
            assertThat(progress.sent - progress.discarded).isEqualTo(12);
        } else {
            assertThat(failure(() -> session.complete("id", PARTS, CALLBACK)).mayHaveHappened())
                    .isTrue();
            assertThat(failure(() -> session.put(source(), CALLBACK, progress)).mayHaveHappened())
                    .isTrue();
        }
        assertThat(fixture.oss.getRequestCount()).isEqualTo(repeated ? 4 : 2);
    }

    @Test
    @DisplayName("R17 a completion whose reply is lost is not repeated")
    void aLostReplyOfACompletionIsNotRepeated() {
        fixture.oss.enqueue(lostReply());
        fixture.oss.enqueue(lostReply());
        assertThat(failure(() -> session.complete("id", PARTS, CALLBACK)).mayHaveHappened())
                .isTrue();
        assertThat(failure(() -> session.put(source(), CALLBACK, progress)).mayHaveHappened())
                .isTrue();
        assertThat(fixture.oss.getRequestCount()).isEqualTo(2);
    }

    @Test
    void requestsWithoutAnotherEffectAreRepeated() throws Exception {
        fixture.oss.enqueue(lostReply());
        fixture.oss.enqueue(refusal(500, "InternalError"));
        fixture.oss.enqueue(new MockResponse.Builder()
                .body("<InitiateMultipartUploadResult><UploadId>7</UploadId></InitiateMultipartUploadResult>")
                .build());
        assertThat(session.initiate()).isEqualTo("7");

        fixture.oss.enqueue(new MockResponse.Builder().body("<html>").build());
        fixture.oss.enqueue(list(""));
        assertThat(session.listParts("id")).isEmpty();

        fixture.oss.enqueue(lostReply());
        fixture.oss.enqueue(refusal(404, "NoSuchUpload"));
        session.abort("id");
        assertThat(fixture.oss.getRequestCount()).isEqualTo(7);
    }

    @Test
    @DisplayName("R41 a clock that the storage refuses is corrected once; refused again it is a failure")
    void correctsTheClockOnce() {
        for (int i = 0; i < 2; i++) {
            fixture.oss.enqueue(refusal(403, "RequestTimeTooSkewed"));
        }
        assertThat(failure(session::initiate).reason()).isEqualTo(Reason.CLOCK);
        assertThat(fixture.oss.getRequestCount()).isEqualTo(2);
        assertThat(pauses).isEmpty();
        assertThat(fixture.tokenCalls).hasValue(1);
    }

    @Test
    @DisplayName("a source that fails is not retried, and never becomes a shorter part")
    void aFailedSourceIsNotRetried() {
        UploadSource changed = new ForwardingSource(source()) {
            @Override
            public InputStream open(long first, long length) throws IOException {
                return super.open(first + 4, length);
            }
        };
        assertThatThrownBy(() -> session.uploadPart("id", changed, PART, progress))
                .isInstanceOf(ContentChangedException.class);
        assertThat(progress.discarded).isEqualTo(progress.sent);
        assertThat(fixture.oss.getRequestCount()).isZero();

        UploadSource gone = new ForwardingSource(source()) {
            @Override
            public InputStream open(long first, long length) throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> session.uploadPart("id", gone, PART, progress)).hasMessage("gone");
        assertThat(fixture.oss.getRequestCount()).isZero();
    }

    @Test
    @DisplayName("the source is closed after each attempt, before the pause")
    void closesTheSource() throws Exception {
        List<String> events = new ArrayList<>();
        StorageSession watched = new StorageSession(
                fixture.client, fixture.credentials, pause -> events.add("pause"), new StorageObject("b", "o"));
        fixture.oss.enqueue(refusal(503, "SlowDown"));
        fixture.oss.enqueue(stored(null));
        UploadSource source = new ForwardingSource(source()) {
            @Override
            public InputStream open(long first, long length) throws IOException {
                events.add("open");
                return new java.io.FilterInputStream(super.open(first, length)) {
                    @Override
                    public void close() throws IOException {
                        events.add("close");
                        throw new IOException("closing failed, which does not matter");
                    }
                };
            }
        };
        watched.uploadPart("id", source, PART, progress);
        assertThat(events).containsExactly("open", "close", "pause", "open", "close");
    }

    @Test
    void anInterruptedPauseIsAnInterruption() {
        StorageSession interrupted = new StorageSession(
                fixture.client,
                fixture.credentials,
                pause -> {
                    throw new InterruptedException();
                },
                new StorageObject("b", "o"));
        fixture.oss.enqueue(refusal(503, "SlowDown"));
        assertThatThrownBy(interrupted::initiate).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Everything as it is. */
    private static class ForwardingSource implements UploadSource {
        private final UploadSource source;

        ForwardingSource(UploadSource source) {
            this.source = source;
        }

        @Override
        public long size() {
            return source.size();
        }

        @Override
        public String sha1() {
            return source.sha1();
        }

        @Override
        public InputStream open(long first) throws IOException {
            return source.open(first);
        }

        @Override
        public String fingerprint() {
            return source.fingerprint();
        }
    }

    private static UploadSource source() {
        return UploadSource.of(CONTENT);
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private static StorageException failure(Attempt attempt) {
        return catchThrowableOfType(StorageException.class, attempt::run);
    }

    /** Method and query of all requests so far. */
    private List<String> requests() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        for (int i = fixture.oss.getRequestCount(); i > 0; i--) {
            RecordedRequest request = fixture.oss.takeRequest();
            lines.add(request.getMethod() + " " + request.getTarget().replace("/b/o", ""));
        }
        return lines;
    }

    private static MockResponse stored(String checksum) {
        MockResponse.Builder reply = new MockResponse.Builder().addHeader("ETag", "\"E\"");
        return (checksum == null ? reply : reply.addHeader("x-oss-hash-crc64ecma", checksum)).build();
    }

    private static MockResponse refusal(int status, String code) {
        return new MockResponse.Builder()
                .code(status)
                .body(StorageClientTest.error(code, "text"))
                .build();
    }

    private static MockResponse lostReply() {
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    private static MockResponse list(String rows) {
        return new MockResponse.Builder()
                .body(StorageClientTest.parts(-1, rows))
                .build();
    }
}
