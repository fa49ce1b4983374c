/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static io.github.open115.client.upload.UploadFixture.DELETE;
import static io.github.open115.client.upload.UploadFixture.INIT;
import static io.github.open115.client.upload.UploadFixture.LIST;
import static io.github.open115.client.upload.UploadFixture.TOKEN;
import static io.github.open115.client.upload.UploadFixture.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.open115.client.http.NameConflictException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.LoggedRequest;
import io.github.open115.emulator.OssOperation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class UploadsTest extends UploadsToAFolder {

    @Test
    @DisplayName("R17 a new file is sent with one request, and the result names the file in the drive")
    void sendsASmallFile() {
        UploadResult result = fixture.upload("hello", folder, "a.txt");

        EmulatedFile file = fixture.onlyFile(folder);
        assertThat(result)
                .isEqualTo(new UploadResult(
                        UploadOutcome.sent, file.id(), folder, "a.txt", file.pickCode(), file.sha1(), 5));
        assertThat(fixture.calls()).isEqualTo(Map.of(LIST, 1L, INIT, 1L, TOKEN, 1L, OssOperation.PUT_OBJECT, 1L));
        assertThat(fixture.texts(folder)).containsExactly("a.txt: hello");
        assertThat(fixture.pauses).isEmpty();
    }

    @Test
    @DisplayName("R18 content that the service knows is not sent")
    void knownContentIsInstant() {
        String other = fixture.emulator.drive().folder("/other");
        fixture.emulator.drive().addFile(other, "same.txt", Content.of("hello"));

        UploadResult result = fixture.upload("hello", folder, "a.txt");

        assertThat(result.outcome()).isEqualTo(UploadOutcome.instant);
        assertThat(result.id()).isEqualTo(fixture.onlyFile(folder).id());
        assertThat(fixture.calls()).isEqualTo(Map.of(LIST, 1L, INIT, 1L));
    }

    @Test
    @DisplayName("R34 override leaves equal content alone, without a call for each file")
    void equalContentIsUnchanged() {
        UploadResult first = fixture.upload("hello", folder, "a.txt");
        fixture.calls();

        UploadResult second = fixture.upload("hello", folder, "a.txt");

        assertThat(second)
                .isEqualTo(new UploadResult(
                        UploadOutcome.unchanged,
                        first.id(),
                        folder,
                        "a.txt",
                        first.pickCode(),
                        first.sha1(),
                        first.size()));
        assertThat(fixture.calls()).isEmpty();
    }

    @Test
    @DisplayName("R34 override uploads the new file, then deletes the old one by id")
    void overrides() {
        UploadResult first = fixture.upload("hello", folder, "a.txt");
        fixture.emulator.clock().advance(Duration.ofSeconds(30));
        fixture.calls();

        UploadResult second = fixture.upload("hello again", folder, "a.txt");

        assertThat(second.outcome()).isEqualTo(UploadOutcome.sent);
        assertThat(fixture.calls()).isEqualTo(Map.of(INIT, 1L, OssOperation.PUT_OBJECT, 1L, DELETE, 1L));
        assertThat(fixture.texts(folder)).containsExactly("a.txt: hello again");
        assertThat(fixture.emulator.drive().isBinned(first.id())).isTrue();
    }

    @Test
    @DisplayName("R34 an old file that somebody moved during the upload is not deleted")
    void leavesAMovedFileAlone() {
        UploadResult first = fixture.upload("hello", folder, "a.txt");
        String elsewhere = fixture.emulator.drive().folder("/elsewhere");
        fixture.emulator.faults().before(INIT, 1, () -> {
            fixture.emulator.clock().advance(Duration.ofMinutes(2));
            fixture.emulator.drive().move(first.id(), elsewhere);
        });
        fixture.calls();

        fixture.upload("hello again", folder, "a.txt");

        assertThat(fixture.calls()).isEqualTo(Map.of(INIT, 1L, OssOperation.PUT_OBJECT, 1L, LIST, 1L));
        assertThat(fixture.texts(folder)).containsExactly("a.txt: hello again");
        assertThat(fixture.texts(elsewhere)).containsExactly("a.txt: hello");
    }

    @Test
    @DisplayName("R34 fail refuses a name that is taken before anything is announced")
    void fails() {
        fixture.emulator.drive().addFile(folder, "a.txt", Content.of("other"));

        assertThatThrownBy(() -> upload("hello", "a.txt", ConflictPolicy.fail))
                .isInstanceOf(NameConflictException.class)
                .hasMessageContaining("a.txt")
                .hasMessageContaining("conflictPolicy");

        assertThat(fixture.calls()).isEqualTo(Map.of(LIST, 1L));
    }

    @Test
    @DisplayName("R34 ignore leaves a name that is taken alone")
    void ignores() {
        EmulatedFile there = fixture.emulator.drive().addFile(folder, "a.txt", "other".getBytes());

        UploadResult result = upload("hello", "a.txt", ConflictPolicy.ignore);

        assertThat(result.outcome()).isEqualTo(UploadOutcome.ignored);
        assertThat(result.id()).isEqualTo(there.id());
        assertThat(fixture.calls()).isEqualTo(Map.of(LIST, 1L));
    }

    @Test
    @DisplayName("R34 rename finds the first free name")
    void renames() {
        fixture.emulator.drive().addFile(folder, "a.txt", "one".getBytes());
        fixture.emulator.drive().addFile(folder, "a (1).txt", "two".getBytes());

        UploadResult result = upload("three", "a.txt", ConflictPolicy.rename);

        assertThat(result.name()).isEqualTo("a (2).txt");
        assertThat(fixture.texts(folder)).containsExactly("a (1).txt: two", "a (2).txt: three", "a.txt: one");
    }

    @Test
    @DisplayName("R34 keepBoth makes two files of one name")
    void keepsBoth() {
        upload("one", "a.txt", ConflictPolicy.keepBoth);
        upload("two", "a.txt", ConflictPolicy.keepBoth);

        assertThat(fixture.texts(folder)).containsExactly("a.txt: one", "a.txt: two");
    }

    @Test
    @DisplayName("R18 whenNotInstant=skip and fail send nothing")
    void sendsNothingUnlessInstant() {
        UploadRequest request = UploadRequest.of(folder, "a.txt");

        UploadResult skipped = fixture.uploads().upload(source("hello"), request.with(WhenNotInstant.skip));

        assertThat(skipped.outcome()).isEqualTo(UploadOutcome.skipped);
        assertThat(skipped.id()).isNull();
        assertThatThrownBy(() -> fixture.uploads().upload(source("hello"), request.with(WhenNotInstant.fail)))
                .isInstanceOf(NotInstantException.class)
                .hasMessageContaining("a.txt");
        assertThat(fixture.calls()).isEqualTo(Map.of(LIST, 1L, INIT, 2L));
        assertThat(fixture.texts(folder)).isEmpty();
    }

    @Test
    @DisplayName("a listing older than a minute is brought up to date with one call")
    void refreshesTheListing() {
        for (int i = 0; i < 1500; i++) {
            fixture.emulator.drive().addFile(folder, "old" + i, Content.of("old" + i));
        }
        fixture.upload("hello", folder, "a.txt");
        assertThat(fixture.calls()).containsEntry(LIST, 3L);

        fixture.emulator.clock().advance(Duration.ofSeconds(61));
        EmulatedFile foreign = fixture.emulator.drive().addFile(folder, "b.txt", "foreign".getBytes());
        UploadResult result = fixture.upload("foreign", folder, "b.txt");

        assertThat(result.id()).isEqualTo(foreign.id());
        assertThat(result.outcome()).isEqualTo(UploadOutcome.unchanged);
        assertThat(fixture.calls()).isEqualTo(Map.of(LIST, 1L));
    }

    @Test
    @DisplayName("a file of several parts is sent in order")
    void sendsInParts() {
        UploadFixture.GeneratedSource source = new UploadFixture.GeneratedSource(1, (40 << 20) + 1);

        UploadResult result = fixture.uploads().upload(source, UploadRequest.of(folder, "large.bin"));

        assertThat(result.outcome()).isEqualTo(UploadOutcome.sent);
        assertThat(result.sha1()).isEqualTo(fixture.onlyFile(folder).sha1());
        assertThat(fixture.calls())
                .isEqualTo(Map.of(
                        LIST,
                        1L,
                        INIT,
                        1L,
                        TOKEN,
                        1L,
                        OssOperation.INITIATE_MULTIPART_UPLOAD,
                        1L,
                        OssOperation.UPLOAD_PART,
                        3L,
                        OssOperation.COMPLETE_MULTIPART_UPLOAD,
                        1L));
        // read once to hash it, and once to send it
        assertThat(source.read.get()).isEqualTo(2 * source.size());
    }

    @Test
    @DisplayName("R18 the service's question for a range is answered from the source")
    void answersTheChallenge() {
        String other = fixture.emulator.drive().folder("/other");
        fixture.emulator.drive().addFile(other, "same.bin", Content.generated(2, 2 << 20));

        UploadResult result = fixture.uploads()
                .upload(new UploadFixture.GeneratedSource(2, 2 << 20), UploadRequest.of(folder, "a.bin"));

        assertThat(result.outcome()).isEqualTo(UploadOutcome.instant);
        assertThat(fixture.calls()).isEqualTo(Map.of(LIST, 1L, INIT, 2L));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 131_071, 131_072, 131_073})
    @DisplayName("R18 the hashes of all and of the first 128 KiB, in capitals")
    void announcesBothHashes(int size) throws Exception {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);

        UploadResult result = fixture.uploads().upload(UploadSource.of(content), UploadRequest.of(folder, "a.bin"));

        LoggedRequest init = fixture.emulator.requests().of(INIT).get(0);
        assertThat(init.parameter("fileid")).isEqualTo(sha1(content)).isEqualTo(result.sha1());
        assertThat(init.parameter("preid")).isEqualTo(sha1(Arrays.copyOf(content, Math.min(size, 131_072))));
        assertThat(fixture.onlyFile(folder).size()).isEqualTo(size);
    }

    private static String sha1(byte[] content) throws Exception {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-1").digest(content));
    }

    @Test
    @DisplayName("R36 a line of the log says that a requested part size would need too many parts")
    void saysThatPartsAreLarger() {
        Logger log = (Logger) LoggerFactory.getLogger(Upload.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.setLevel(Level.INFO);
        log.addAppender(lines);
        fixture.emulator.uploads().setSizeLimit(1L << 40);
        fixture.emulator.faults().arm(OssOperation.INITIATE_MULTIPART_UPLOAD, Fault.ossError(400, "InvalidArgument"));
        try {
            assertThatThrownBy(() -> fixture.uploads()
                            .upload(
                                    new HugeSource(),
                                    new UploadRequest(
                                            folder,
                                            "a.bin",
                                            ConflictPolicy.override,
                                            WhenNotInstant.upload,
                                            UploadRequest.MIN_PART_SIZE)))
                    .isInstanceOf(StorageException.class);
        } finally {
            log.detachAppender(lines);
            log.setLevel(null);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("upload of 'a.bin' into folder " + folder
                        + ": sent in parts of 33554432 bytes, because parts of 16777216 bytes would be more than the"
                        + " storage takes");
    }

    /** Content of 200 GiB, of which only the beginning is read. */
    private static final class HugeSource implements UploadSource {

        private final UploadSource content = new UploadFixture.GeneratedSource(1, 200L << 30);

        @Override
        public long size() {
            return content.size();
        }

        @Override
        public String sha1() {
            return "A".repeat(40);
        }

        @Override
        public InputStream open(long first) throws IOException {
            return content.open(first);
        }

        @Override
        public String fingerprint() {
            return null;
        }
    }

    private UploadResult upload(String text, String name, ConflictPolicy policy) {
        return fixture.uploads()
                .upload(source(text), UploadRequest.of(folder, name).with(policy));
    }

    @Test
    @DisplayName("R18 a last step that fails is repeated alone, whatever the policy: the file is not uploaded again")
    void repeatsTheLastStepAlone() {
        for (ConflictPolicy policy : ConflictPolicy.values()) {
            String name = policy + ".txt";
            UploadRequest request = UploadRequest.of("0", name).with(policy);
            assertThatThrownBy(() -> fixture.uploads().upload(source("hello"), request, result -> {
                        throw new IllegalStateException("last step");
                    }))
                    .hasMessage("last step");
            fixture.calls();
            List<UploadResult> results = new ArrayList<>();
            UploadResult again = fixture.restarted().upload(source("hello"), request, results::add);
            assertThat(results).containsExactly(again);
            assertThat(again.name()).isEqualTo(name);
            assertThat(fixture.calls()).doesNotContainKey(INIT);
        }
        assertThat(fixture.texts("0"))
                .containsExactly(
                        "fail.txt: hello",
                        "ignore.txt: hello",
                        "keepBoth.txt: hello",
                        "override.txt: hello",
                        "rename.txt: hello");
    }

    @Test
    @DisplayName("R36 a file that changed with the same size and time is refused by the service, and the error says so")
    void hashesAgainAfterARefusal() throws IOException {
        Path file = directory.resolve("content.bin");
        Files.write(file, Content.generated(1, 17 << 20).bytes());
        FileTime time = Files.getLastModifiedTime(file);
        fixture.emulator.faults().before(OssOperation.UPLOAD_PART, 1, () -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[1000]), 16 << 20);
                Files.setLastModifiedTime(file, time);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        UploadRequest request = UploadRequest.of("0", "a.bin");
        assertThatThrownBy(() -> fixture.uploads().upload(UploadSource.of(file), request))
                .isInstanceOf(ContentChangedException.class)
                .hasMessageContaining("content.bin changed while it was uploaded: its SHA-1 was");
        assertThat(fixture.uploads().upload(UploadSource.of(file), request).outcome())
                .isEqualTo(UploadOutcome.sent);
        fixture.settle();
        assertThat(fixture.onlyFile("0").content().bytes()).isEqualTo(Files.readAllBytes(file));
    }
}
