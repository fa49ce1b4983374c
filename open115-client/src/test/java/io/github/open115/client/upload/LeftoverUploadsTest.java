/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static io.github.open115.client.upload.UploadFixture.INIT;
import static io.github.open115.client.upload.UploadFixture.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.ChildProcess;
import io.github.open115.client.http.BusyException;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.OssOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What earlier uploads have left in the journal. */
class LeftoverUploadsTest extends UploadsToAFolder {

    private static final int LARGE = 20 << 20;

    @Test
    @DisplayName("R19 an upload that nobody continues is dropped after 7 days, with its parts at the storage")
    void droppedAfterAWeek() throws IOException {
        interruptAtTheSecondPart();
        Uploads later = fixture.restarted();
        later.upload(source("one"), UploadRequest.of(folder, "one"));
        assertThat(journal()).hasSize(1);
        assertThat(fixture.calls()).doesNotContainKey(OssOperation.ABORT_MULTIPART_UPLOAD);

        fixture.emulator.clock().advance(Duration.ofDays(8));
        later.upload(source("two"), UploadRequest.of(folder, "two"));

        assertThat(journal()).isEmpty();
        assertThat(fixture.calls()).containsEntry(OssOperation.ABORT_MULTIPART_UPLOAD, 1L);
    }

    @Test
    @DisplayName("R19 another content begins again, and the parts of the old one are dropped")
    void anotherContentBeginsAgain() throws IOException {
        interruptAtTheSecondPart();
        fixture.calls();

        UploadResult result = fixture.restarted()
                .upload(new UploadFixture.GeneratedSource(2, LARGE), UploadRequest.of(folder, "large.bin"));

        assertThat(result.sha1()).isEqualTo(fixture.onlyFile(folder).sha1());
        assertThat(fixture.calls())
                .containsEntry(OssOperation.ABORT_MULTIPART_UPLOAD, 1L)
                .containsEntry(INIT, 1L)
                .containsEntry(OssOperation.UPLOAD_PART, 2L);
        assertThat(journal()).isEmpty();
    }

    @Test
    @DisplayName("R19 an upload that the storage has forgotten begins again from its first part")
    void forgottenByTheStorage() {
        interruptAtTheSecondPart();
        fixture.emulator.uploads().dropMultipartUploads();
        fixture.calls();

        fixture.restarted().upload(new UploadFixture.GeneratedSource(1, LARGE), UploadRequest.of(folder, "large.bin"));

        assertThat(fixture.onlyFile(folder).size()).isEqualTo(LARGE);
        assertThat(fixture.calls()).containsEntry(OssOperation.UPLOAD_PART, 2L).doesNotContainKey(INIT);
    }

    @Test
    @DisplayName("R19 an upload that the service does not resume is announced again")
    void forgottenByTheService() {
        interruptAtTheSecondPart();
        fixture.emulator.faults().arm(UploadFixture.RESUME, Fault.error(50003, "unknown"));
        fixture.calls();

        fixture.restarted().upload(new UploadFixture.GeneratedSource(1, LARGE), UploadRequest.of(folder, "large.bin"));

        assertThat(fixture.onlyFile(folder).size()).isEqualTo(LARGE);
        assertThat(fixture.calls()).containsEntry(INIT, 1L).containsEntry(OssOperation.UPLOAD_PART, 2L);
    }

    @Test
    @DisplayName("R34 an upload does not wait for the files of earlier ones: they are looked for again after an hour")
    void doesNotWaitForOthers() {
        UploadResult old = fixture.upload("one", folder, "a.txt");
        Thread uploader = Thread.currentThread();
        fixture.emulator.faults().arm(OssOperation.PUT_OBJECT, Fault.run(uploader::interrupt));
        fixture.emulator.faults().arm(OssOperation.PUT_OBJECT, Fault.lostReply());
        fixture.emulator.uploads().setVisibilityDelay(Duration.ofSeconds(5));
        assertThatThrownBy(() -> fixture.upload("two", folder, "a.txt")).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        Uploads later = fixture.restarted();
        fixture.pauses.clear();

        later.upload(source("b"), UploadRequest.of(folder, "b.txt"));
        assertThat(fixture.pauses).isEmpty();
        assertThat(fixture.emulator.drive().isBinned(old.id())).isFalse();

        fixture.emulator.clock().advance(Duration.ofMinutes(61));
        later.upload(source("c"), UploadRequest.of(folder, "c.txt"));
        assertThat(fixture.texts(folder)).containsExactly("a.txt: two", "b.txt: b", "c.txt: c");
        assertThat(fixture.emulator.drive().isBinned(old.id())).isTrue();
    }

    private void interruptAtTheSecondPart() {
        fixture.emulator
                .faults()
                .arm(OssOperation.UPLOAD_PART, Fault.ossError(400, "InvalidArgument"))
                .after(1);
        assertThatThrownBy(() -> fixture.uploads()
                        .upload(new UploadFixture.GeneratedSource(1, LARGE), UploadRequest.of(folder, "large.bin")))
                .isInstanceOf(StorageException.class);
    }

    @Test
    @Tag("slow")
    @DisplayName("R19 two processes never mix: the second one waits, bounded, for the upload of the first")
    void anotherProcessUploadsTheName() throws Exception {
        Path file = Files.writeString(directory.resolve("a.txt"), "hello");
        CountDownLatch sending = new CountDownLatch(1);
        fixture.emulator.faults().arm(OssOperation.PUT_OBJECT, Fault.run(sending::countDown), Fault.silence());
        Process other = ChildProcess.start(
                KilledUploadTest.UploadingJvm.class,
                List.of(),
                directory.resolve("output"),
                fixture.emulator.apiBaseUrl(),
                fixture.emulator.authBaseUrl(),
                fixture.emulator.account().newRefreshToken(),
                directory.resolve("state").toString(),
                folder,
                file.toString());
        try {
            assertThat(sending.await(5, TimeUnit.MINUTES)).isTrue();

            assertThatThrownBy(() -> fixture.upload("hello", folder, "a.txt"))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("another process");
            assertThat(fixture.upload("hello", folder, "b.txt").outcome()).isEqualTo(UploadOutcome.sent);
        } finally {
            other.destroyForcibly();
            other.onExit().join();
        }
        fixture.emulator.faults().clear();

        assertThat(fixture.upload("hello", folder, "a.txt").outcome()).isEqualTo(UploadOutcome.instant);
        assertThat(fixture.texts(folder)).containsExactly("a.txt: hello", "b.txt: hello");
    }

    private List<Path> journal() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("state/uploads"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
