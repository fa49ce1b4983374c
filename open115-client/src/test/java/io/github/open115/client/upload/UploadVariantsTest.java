/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static io.github.open115.client.upload.UploadFixture.INIT;
import static io.github.open115.client.upload.UploadFixture.RESUME;
import static io.github.open115.client.upload.UploadFixture.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.OssOperation;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads to a service that answers in another shape, or shows later what it has. */
class UploadVariantsTest extends UploadsToAFolder {

    private static final int LARGE = 20 << 20;
    private static final Duration LATE = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(strings = {INIT, TOKEN, OssOperation.CALLBACK})
    @DisplayName("R17 the payload of a reply may be the only element of an array")
    void payloadInAnArray(String endpoint) {
        fixture.emulator.faults().arm(endpoint, Fault.dataInArray());

        assertThat(fixture.upload("hello", folder, "a.txt").outcome()).isEqualTo(UploadOutcome.sent);

        assertThat(fixture.texts(folder)).containsExactly("a.txt: hello");
        assertThat(fixture.pauses).isEmpty();
    }

    @Test
    @DisplayName("R17 so may the callback of an upload, also of one that goes on")
    void callbackInAnArray() {
        fixture.emulator.faults().arm(INIT, Fault.callbackInArray());
        interruptedAfterOnePart();
        fixture.emulator.faults().arm(RESUME, Fault.callbackInArray());

        assertThat(large().outcome()).isEqualTo(UploadOutcome.sent);

        assertThat(fixture.onlyFile(folder).size()).isEqualTo(LARGE);
        assertThat(fixture.calls()).containsEntry(OssOperation.UPLOAD_PART, 1L);
    }

    @Test
    @DisplayName("R19 an upload that the service gives another place begins again, and makes one file")
    void anotherPlaceOnResume() {
        interruptedAfterOnePart();
        fixture.emulator.uploads().setNewObjectOnResume(true);

        UploadResult result = large();

        assertThat(fixture.onlyFile(folder).id()).isEqualTo(result.id());
        assertThat(fixture.calls())
                .containsEntry(RESUME, 1L)
                .containsEntry(OssOperation.ABORT_MULTIPART_UPLOAD, 1L)
                .containsEntry(OssOperation.UPLOAD_PART, 2L)
                .doesNotContainKey(INIT);
        assertThat(fixture.emulator.uploads().uploadIds()).isEmpty();
    }

    /** Leaves an upload of which the storage has one of two parts. */
    private void interruptedAfterOnePart() {
        fixture.emulator
                .faults()
                .arm(OssOperation.UPLOAD_PART, Fault.ossError(400, "InvalidArgument"))
                .after(1);
        assertThatThrownBy(this::large).isInstanceOf(StorageException.class);
        fixture.calls();
    }

    private UploadResult large() {
        return fixture.uploads().upload(new UploadFixture.GeneratedSource(1, LARGE), UploadRequest.of(folder, "a.bin"));
    }

    @Test
    @DisplayName("R34 a file that is listed without size and time for a while is replaced, and stays the only one")
    void unmeasuredFile() {
        fixture.emulator.uploads().setUnmeasuredFor(LATE);

        replacesWithinThatTime();
    }

    @Test
    @DisplayName("R34 so is a file that is listed as not complete for a while")
    void incompleteFile() {
        fixture.emulator.uploads().setIncompleteFor(LATE);

        replacesWithinThatTime();
    }

    private void replacesWithinThatTime() {
        UploadResult first = fixture.upload("one", folder, "a.txt");
        fixture.emulator.clock().advance(Duration.ofSeconds(5));

        assertThat(fixture.upload("one", folder, "a.txt").outcome()).isEqualTo(UploadOutcome.unchanged);
        assertThat(fixture.upload("two", folder, "a.txt").outcome()).isEqualTo(UploadOutcome.sent);

        fixture.emulator.clock().advance(LATE);
        assertThat(fixture.texts(folder)).containsExactly("a.txt: two");
        assertThat(fixture.emulator.drive().isBinned(first.id())).isTrue();
    }

    @ParameterizedTest(name = "status {0}, code {1}")
    @CsvSource({"6, 700", "8, 702"})
    @DisplayName("R18 a proof that the service does not accept is a named failure, whatever code says so")
    void refusedProof(int status, int code) {
        fixture.emulator.drive().addFile(folder, "same.bin", Content.generated(2, 2 << 20));
        fixture.emulator
                .faults()
                .arm(
                        INIT,
                        Fault.rewrite(json ->
                                json.withObject("data").put("status", status).put("code", code)))
                .after(1);

        assertThatThrownBy(() -> fixture.uploads()
                        .upload(new UploadFixture.GeneratedSource(2, 2 << 20), UploadRequest.of(folder, "a.bin")))
                .isInstanceOf(ChallengeFailedException.class)
                .hasMessageContaining("status " + status + ", code " + code);
        assertThat(fixture.calls()).containsEntry(INIT, 2L);
    }
}
