/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static io.github.open115.client.upload.UploadFixture.DELETE;
import static io.github.open115.client.upload.UploadFixture.INIT;
import static io.github.open115.client.upload.UploadFixture.LIST;
import static io.github.open115.client.upload.UploadFixture.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.open115.client.auth.AuthorizationUnavailableException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.ServiceUnavailableException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.OssOperation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An upload is success only when it is proved, and one that is there is never a failure. */
class UploadProofTest extends UploadsToAFolder {

    private static final List<Duration> LOOKS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
    private static final int LARGE = 20 << 20;

    @Override
    Open115Emulator.Builder service() {
        // as late as the service shows a new file
        return super.service().visibilityDelay(Duration.ofSeconds(5));
    }

    static Stream<Arguments> answersWithoutProof() {
        return Stream.of(
                Arguments.of("lost", Fault.lostReply()),
                Arguments.of("state:false", Fault.rewrite(json -> json.put("state", false))),
                Arguments.of("without file", Fault.rewrite(json -> json.remove("data"))),
                Arguments.of(
                        "another SHA-1",
                        Fault.rewrite(json -> json.withObject("data").put("sha1", "A".repeat(40)))),
                Arguments.of(
                        "size 0", Fault.rewrite(json -> json.withObject("data").put("file_size", 0))),
                Arguments.of("cut", Fault.truncated()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersWithoutProof")
    @DisplayName("R17 a file whose upload was not proved by the answer is found in its folder")
    void findsTheFileInTheFolder(String name, Fault fault) {
        fixture.emulator.faults().arm(OssOperation.PUT_OBJECT, fault);

        UploadResult result = fixture.upload("hello", folder, "a.txt");

        assertThat(result.outcome()).isEqualTo(UploadOutcome.sent);
        assertThat(result.id()).isEqualTo(fixture.onlyFile(folder).id());
        assertThat(result.pickCode()).isEqualTo(fixture.onlyFile(folder).pickCode());
        assertThat(fixture.calls()).isEqualTo(Map.of(LIST, 4L, INIT, 1L, TOKEN, 1L, OssOperation.PUT_OBJECT, 1L));
        assertThat(fixture.pauses).isEqualTo(LOOKS.subList(0, 3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersWithoutProof")
    @DisplayName("R17 the same for a file in parts")
    void findsTheLargeFileInTheFolder(String name, Fault fault) {
        fixture.emulator.faults().arm(OssOperation.COMPLETE_MULTIPART_UPLOAD, fault);

        UploadResult result = fixture.uploads()
                .upload(new UploadFixture.GeneratedSource(1, LARGE), UploadRequest.of(folder, "a.bin"));

        assertThat(result.id()).isEqualTo(fixture.onlyFile(folder).id());
        assertThat(fixture.calls())
                .containsEntry(LIST, 4L)
                .containsEntry(OssOperation.COMPLETE_MULTIPART_UPLOAD, 1L)
                .containsEntry(OssOperation.UPLOAD_PART, 2L);
    }

    @Test
    @DisplayName("R17 a refused callback is a failure that can be retried, and the retry sends the content again")
    void refusedCallbackFails() {
        fixture.emulator.faults().arm(OssOperation.CALLBACK, Fault.error(10002, "verification failed"));

        UploadUnprovedException failure =
                catchThrowableOfType(UploadUnprovedException.class, () -> fixture.upload("hello", folder, "a.txt"));

        assertThat(failure).hasMessageContaining("a.txt").hasMessageContaining("10002");
        assertThat(failure.isRetriable()).isTrue();
        assertThat(fixture.pauses).isEqualTo(LOOKS);
        assertThat(fixture.texts(folder)).isEmpty();

        assertThat(fixture.upload("hello", folder, "a.txt").outcome()).isEqualTo(UploadOutcome.sent);
        assertThat(fixture.texts(folder)).containsExactly("a.txt: hello");
    }

    @Test
    @DisplayName("R17 the storage's 203 for a callback without an answer is no success")
    void failedCallbackFails() {
        fixture.emulator.faults().arm(OssOperation.CALLBACK, Fault.html(502));

        assertThatThrownBy(() -> fixture.upload("hello", folder, "a.txt"))
                .isInstanceOf(UploadUnprovedException.class)
                .hasMessageContaining("the folder did not show the file within 15 s");
        assertThat(fixture.texts(folder)).isEmpty();
    }

    @Test
    @DisplayName("R18 an instant upload whose reply is lost is found, not announced again")
    void lostReplyToInit() {
        fixture.emulator.drive().addFile(fixture.emulator.drive().folder("/other"), "b", Content.of("hello"));
        fixture.emulator.faults().arm(INIT, Fault.lostReply());

        UploadResult result = fixture.upload("hello", folder, "a.txt");

        assertThat(result.outcome()).isEqualTo(UploadOutcome.instant);
        assertThat(result.id()).isEqualTo(fixture.onlyFile(folder).id());
        assertThat(fixture.calls()).isEqualTo(Map.of(LIST, 4L, INIT, 1L));
    }

    @Test
    @DisplayName("an announcement without an effect is repeated when its reply was lost")
    void lostReplyToInitOfUnknownContent() {
        fixture.emulator.faults().arm(INIT, Fault.lostReply());

        assertThat(fixture.upload("hello", folder, "a.txt").outcome()).isEqualTo(UploadOutcome.sent);

        assertThat(fixture.calls()).containsEntry(INIT, 2L).containsEntry(LIST, 5L);
        assertThat(fixture.texts(folder)).containsExactly("a.txt: hello");
    }

    @Test
    @DisplayName("R17 an announcement that no access token could be had for was not sent: nothing is looked for")
    void announcementWithoutAToken() {
        fixture.settle();
        fixture.settle();
        fixture.settle();
        fixture.emulator.faults().arm(INIT, Fault.error(40140125, "expired"));
        fixture.emulator.faults().arm("/open/refreshToken", Fault.html(503));
        fixture.calls();

        assertThatThrownBy(() -> fixture.upload("hello", folder, "a.txt"))
                .isInstanceOf(AuthorizationUnavailableException.class);

        assertThat(fixture.pauses).isEmpty();
        assertThat(fixture.calls()).containsEntry(INIT, 1L).doesNotContainKey(OssOperation.PUT_OBJECT);
    }

    @Test
    @DisplayName(
            "R34 a process that ends during a long last request leaves no second file: the next one waits for the first")
    void longLastRequest() {
        Thread uploader = Thread.currentThread();
        Fault slow = Fault.run(() -> {
            fixture.emulator.clock().advance(Duration.ofMinutes(2));
            uploader.interrupt();
        });
        fixture.emulator.faults().arm(OssOperation.PUT_OBJECT, slow);
        fixture.emulator.faults().arm(OssOperation.PUT_OBJECT, Fault.lostReply());
        assertThatThrownBy(() -> fixture.upload("hello", folder, "a.txt")).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        fixture.calls();

        UploadResult result =
                fixture.restarted().upload(UploadFixture.source("hello"), UploadRequest.of(folder, "a.txt"));

        assertThat(result.outcome()).isEqualTo(UploadOutcome.sent);
        assertThat(fixture.calls()).isEqualTo(Map.of(LIST, 4L));
        assertThat(fixture.texts(folder)).containsExactly("a.txt: hello");
    }

    @Test
    @DisplayName("R17 after a refusal the next attempt looks once, and does not wait for a file that cannot appear")
    void noWaitAfterARefusal() {
        fixture.emulator.faults().arm(OssOperation.CALLBACK, Fault.error(10002, "verification failed"));
        assertThatThrownBy(() -> fixture.upload("hello", folder, "a.txt")).isInstanceOf(UploadUnprovedException.class);
        fixture.pauses.clear();
        fixture.calls();

        assertThat(fixture.upload("hello", folder, "a.txt").outcome()).isEqualTo(UploadOutcome.sent);

        assertThat(fixture.pauses).isEmpty();
        assertThat(fixture.calls()).containsEntry(LIST, 1L);
    }

    /** The service takes other content over as the file while the next upload is sent. */
    private void takeOverOtherContent() {
        Fault takeOver = Fault.run(() -> {
            String wrong = fixture.emulator
                    .drive()
                    .addFile(folder, "a.txt", Content.of("wrong"))
                    .id();
            String answer = "{\"state\":true,\"code\":0,\"message\":\"\",\"data\":{\"file_id\":\"" + wrong
                    + "\",\"pick_code\":\"abcde1fghij2klmno\",\"file_size\":5,\"sha1\":\""
                    + Content.of("wrong").sha1() + "\"}}";
            fixture.emulator.faults().arm(OssOperation.CALLBACK, Fault.body(answer));
        });
        fixture.emulator.faults().arm(OssOperation.PUT_OBJECT, takeOver);
    }

    @Test
    @DisplayName("R17 other content that the service has taken over as the file goes to the recycle bin")
    void removesOtherContent() {
        takeOverOtherContent();

        assertThatThrownBy(() -> fixture.upload("hello", folder, "a.txt"))
                .isInstanceOf(UploadUnprovedException.class)
                .hasMessageContaining("other content");

        assertThat(fixture.calls()).containsEntry(DELETE, 1L);
        assertThat(fixture.texts(folder)).isEmpty();
    }

    @Test
    @DisplayName("R17 if other content cannot be removed, the refusal is thrown, and the next attempt does not wait")
    void saysTheRefusalIfOtherContentStays() {
        takeOverOtherContent();
        fixture.emulator.faults().arm(DELETE, Fault.html(502)).times(2);

        UploadUnprovedException refusal =
                catchThrowableOfType(UploadUnprovedException.class, () -> fixture.upload("hello", folder, "a.txt"));

        assertThat(refusal).hasMessageContaining("other content");
        assertThat(refusal.getSuppressed()).hasSize(1).hasOnlyElementsOfType(ServiceUnavailableException.class);
        assertThat(fixture.calls()).containsEntry(DELETE, 2L);
        fixture.emulator.faults().clear();
        fixture.pauses.clear();

        assertThat(fixture.upload("hello", folder, "a.txt").outcome()).isEqualTo(UploadOutcome.sent);

        assertThat(fixture.pauses).isEmpty();
        assertThat(fixture.calls()).containsEntry(LIST, 1L).containsEntry(DELETE, 1L);
        assertThat(fixture.texts(folder)).containsExactly("a.txt: hello");
    }

    @Test
    @DisplayName("R17 a file that the service lists while it is sent, and whose last reply is lost, is found")
    void listedWhileItIsSent() {
        fixture.emulator.uploads().setListedWhileUploading(true);
        fixture.emulator
                .faults()
                .arm(OssOperation.UPLOAD_PART, Fault.ossError(400, "InvalidArgument"))
                .after(1);
        assertThatThrownBy(() -> upload(ConflictPolicy.fail)).isInstanceOf(StorageException.class);
        fixture.settle();
        fixture.emulator.faults().arm(OssOperation.COMPLETE_MULTIPART_UPLOAD, Fault.lostReply());
        fixture.calls();

        UploadResult result = upload(ConflictPolicy.fail);

        assertThat(result.outcome()).isEqualTo(UploadOutcome.sent);
        assertThat(fixture.onlyFile(folder).id()).isEqualTo(result.id());
        assertThat(fixture.calls()).containsEntry(OssOperation.UPLOAD_PART, 1L).doesNotContainKey(INIT);
    }

    private UploadResult upload(ConflictPolicy policy) {
        return fixture.uploads()
                .upload(
                        new UploadFixture.GeneratedSource(1, LARGE),
                        new UploadRequest(folder, "a.bin", policy, WhenNotInstant.upload, 0));
    }

    @Test
    @DisplayName("R34 a retry ends what is left of an override whose old file could not be deleted")
    void deletionThatFails() {
        UploadResult first = fixture.upload("one", folder, "a.txt");
        fixture.emulator.faults().arm(DELETE, Fault.error(990002, "refused"));
        assertThatThrownBy(() -> fixture.upload("two", folder, "a.txt")).isInstanceOf(Open115Exception.class);
        fixture.emulator.clock().advance(Duration.ofSeconds(10));
        fixture.calls();

        UploadResult result =
                fixture.restarted().upload(UploadFixture.source("two"), UploadRequest.of(folder, "a.txt"));

        assertThat(result.outcome()).isEqualTo(UploadOutcome.sent);
        assertThat(fixture.calls()).isEqualTo(Map.of(LIST, 1L, DELETE, 1L));
        assertThat(fixture.texts(folder)).containsExactly("a.txt: two");
        assertThat(fixture.emulator.drive().isBinned(first.id())).isTrue();
    }

    static Stream<Fault> lostDeletions() {
        return Stream.of(Fault.lostReply(), Fault.dropBeforeEffect(), Fault.html(502));
    }

    private UploadResult uploadLongAgo(String text) {
        UploadResult result = fixture.upload(text, folder, "a.txt");
        fixture.emulator.clock().advance(Duration.ofSeconds(30));
        fixture.calls();
        return result;
    }

    static Stream<Arguments> callsOfLostDeletions() {
        return Stream.of(
                // for 5 s the service is busy with the first one
                Arguments.of(Fault.lostReply(), 2L + 3),
                Arguments.of(Fault.dropBeforeEffect(), 2L),
                Arguments.of(Fault.html(502), 2L));
    }

    @ParameterizedTest
    @MethodSource("callsOfLostDeletions")
    @DisplayName("R34 the deletion of the old file is sent once more if its reply was lost")
    void deletesAgain(Fault fault, long deletions) {
        UploadResult first = uploadLongAgo("one");
        fixture.emulator.faults().arm(DELETE, fault);

        assertThat(fixture.upload("two", folder, "a.txt").outcome()).isEqualTo(UploadOutcome.sent);

        assertThat(fixture.calls()).containsEntry(DELETE, deletions);
        assertThat(fixture.texts(folder)).containsExactly("a.txt: two");
        assertThat(fixture.emulator.drive().isBinned(first.id())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("lostDeletions")
    @DisplayName("R34 if its replies stay lost the upload fails, and a retry deletes what is left and sends nothing")
    void deletesAtARetry(Fault fault) {
        UploadResult first = uploadLongAgo("one");
        fixture.emulator.faults().arm(DELETE, fault).times(2);

        Open115Exception lost =
                catchThrowableOfType(Open115Exception.class, () -> fixture.upload("two", folder, "a.txt"));

        assertThat(lost.isOutcomeUnknown()).isTrue();
        assertThat(lost.getSuppressed()).hasSize(1);
        assertThat(fixture.calls()).containsEntry(DELETE, 2L);
        fixture.emulator.clock().advance(Duration.ofSeconds(30));

        assertThat(fixture.upload("two", folder, "a.txt").outcome()).isEqualTo(UploadOutcome.sent);

        assertThat(fixture.calls()).doesNotContainKeys(INIT, OssOperation.PUT_OBJECT);
        assertThat(fixture.texts(folder)).containsExactly("a.txt: two");
        assertThat(fixture.emulator.drive().isBinned(first.id())).isTrue();
    }

    @Test
    @DisplayName("R34 an old file that the service does not show yet is deleted when it does")
    void quickOverride() {
        UploadResult first = fixture.upload("one", folder, "a.txt");
        fixture.emulator.clock().advance(Duration.ofMillis(500));
        fixture.calls();

        UploadResult second = fixture.upload("two", folder, "a.txt");

        assertThat(second.outcome()).isEqualTo(UploadOutcome.sent);
        assertThat(fixture.calls()).isEqualTo(Map.of(LIST, 3L, INIT, 1L, OssOperation.PUT_OBJECT, 1L, DELETE, 1L));
        assertThat(fixture.pauses).isEqualTo(LOOKS.subList(0, 3));
        assertThat(fixture.texts(folder)).containsExactly("a.txt: two");
        assertThat(fixture.emulator.drive().isBinned(first.id())).isTrue();
    }

    @Test
    @DisplayName("R34 of overrides in quick succession the last one stays")
    void quickOverrides() {
        for (String text : List.of("one", "two", "three", "four")) {
            fixture.upload(text, folder, "a.txt");
        }

        assertThat(fixture.texts(folder)).containsExactly("a.txt: four");
        assertThat(fixture.emulator.drive().binned()).hasSize(3);
    }

    @Test
    @DisplayName(
            "R34 an upload waits at most 15 s for the old file to appear, and does not delete what it has not seen")
    void oldFileThatDoesNotAppear() {
        fixture.emulator.uploads().setVisibilityDelay(Duration.ofMinutes(1));
        fixture.upload("one", folder, "a.txt");

        assertThat(fixture.upload("two", folder, "a.txt").outcome()).isEqualTo(UploadOutcome.sent);

        assertThat(fixture.pauses).isEqualTo(LOOKS);
        assertThat(fixture.calls()).doesNotContainKey(DELETE);
    }

    @Test
    @DisplayName("R34 the old file goes to the bin after a restart, whatever is uploaded next")
    void leftoverIsEndedByAnotherUpload() {
        UploadResult first = fixture.upload("one", folder, "a.txt");
        fixture.emulator.faults().arm(DELETE, Fault.error(990002, "refused"));
        assertThatThrownBy(() -> fixture.upload("two", folder, "a.txt")).isInstanceOf(Open115Exception.class);

        fixture.restarted().upload(UploadFixture.source("other"), UploadRequest.of(folder, "b.txt"));

        assertThat(fixture.texts(folder)).containsExactly("a.txt: two", "b.txt: other");
        assertThat(fixture.emulator.drive().isBinned(first.id())).isTrue();
    }
}
