/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static io.github.open115.client.upload.UploadFixture.INIT;
import static io.github.open115.client.upload.UploadFixture.LIST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.http.NameConflictException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.transfer.ContentSource;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.OssOperation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that cannot be: each fails with a type of its own and a sentence that says what to do. */
class RefusedUploadTest extends UploadsToAFolder {

    @ParameterizedTest
    @ValueSource(strings = {"\"", "<", ">"})
    @DisplayName("R31 a name with a character that the service refuses fails without a call, and names the character")
    void illegalCharacter(String character) {
        assertThatThrownBy(() -> fixture.upload("hello", folder, "a" + character + "b.txt"))
                .isInstanceOf(NameRefusedException.class)
                .hasMessageContaining("the character " + character + " in a name");
        assertThat(fixture.calls()).isEmpty();
    }

    @Test
    @DisplayName("R31 half of a character cannot be written to the drive, and is refused without a call")
    void halfOfACharacter() {
        assertThatThrownBy(() -> fixture.upload("hello", folder, "a\ud83d.txt"))
                .isInstanceOf(NameRefusedException.class)
                .hasMessageContaining(
                        "contains an incomplete character (an unpaired surrogate), which the drive would replace");
        assertThat(fixture.calls()).isEmpty();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(2, "limit", FolderFullException.class, "50,000 entries"),
                Arguments.of(91004, "limit", FolderFullException.class, "50,000 entries"),
                Arguments.of(990023, "limit", FolderFullException.class, "50,000 entries"),
                Arguments.of(20002, "too long", NameRefusedException.class, "Use another name"),
                Arguments.of(50028, "too large", FileTooLargeException.class, "5 GiB without one"),
                Arguments.of(91005, "no space", NoSpaceException.class, "recycle bin"),
                Arguments.of(990003, "存储空间不足", NoSpaceException.class, "recycle bin"),
                Arguments.of(20003, "illegal", NameRefusedException.class, "Use another name"),
                Arguments.of(4444, "账号已被封禁", UploadBannedException.class, "does not let this account upload"),
                Arguments.of(4444, "您的帐号已封号", UploadBannedException.class, "does not let this account upload"),
                Arguments.of(4444, "帐号违规", UploadBannedException.class, "does not let this account upload"),
                Arguments.of(4444, "禁止上传", UploadBannedException.class, "does not let this account upload"),
                Arguments.of(4444, "已限制上传", UploadBannedException.class, "does not let this account upload"),
                Arguments.of(4444, "上传功能被限制", UploadBannedException.class, "does not let this account upload"),
                Arguments.of(4444, "User is banned", UploadBannedException.class, "does not let this account upload"),
                Arguments.of(
                        20009,
                        "gone",
                        FolderMissingException.class,
                        "does not exist; 'a.txt' was not uploaded. Create the folder"),
                Arguments.of(
                        10014,
                        "missing",
                        FolderMissingException.class,
                        "does not exist; 'a.txt' was not uploaded. Create the folder"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refusals")
    @DisplayName("R36 a refusal of the service has a type of its own")
    void typedRefusals(int code, String message, Class<? extends Exception> type, String sentence) throws IOException {
        fixture.emulator.faults().arm(INIT, Fault.error(code, message));

        assertThatThrownBy(() -> fixture.upload("hello", folder, "a.txt"))
                .isInstanceOf(type)
                .hasMessageContaining(sentence);

        assertThat(fixture.texts(folder)).isEmpty();
        assertThat(journal()).isEmpty();
    }

    @Test
    @DisplayName(
            "R36 a refusal without a documented reason is explained by the membership, or by the space that is left")
    void refusalOfALargeFile() {
        UploadSource source = UploadSource.of(
                fixture.client().downloads(), new ContentSource("1", "a", "large.bin", 0, "A".repeat(40)));
        UploadSource large = new Resized(source, 6L << 30);
        fixture.emulator.faults().arm(INIT, Fault.error(4444, "refused")).times(2);

        assertThatThrownBy(() -> fixture.uploads().upload(large, UploadRequest.of(folder, "large.bin")))
                .isInstanceOf(FileTooLargeException.class)
                .hasMessageContaining("5 GiB without one");

        fixture.emulator
                .faults()
                .arm(
                        "GET /open/user/info",
                        Fault.rewrite(json -> json.withObject("data")
                                .withObject("rt_space_info")
                                .withObject("all_remain")
                                .put("size", 1000)));
        assertThatThrownBy(() -> fixture.uploads().upload(large, UploadRequest.of(folder, "large.bin")))
                .isInstanceOf(NoSpaceException.class)
                .hasMessageContaining("no room");
    }

    /** A source that says that it is larger than it is; nothing of it is read. */
    private record Resized(UploadSource source, long size) implements UploadSource {

        @Override
        public String sha1() {
            return source.sha1();
        }

        @Override
        public InputStream open(long first) {
            return new ByteArrayInputStream(new byte[128 << 10]);
        }

        @Override
        public String fingerprint() {
            return null;
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refusals")
    @DisplayName("R36 the same for the answer after the content was sent")
    void typedRefusalsOfTheCallback(int code, String message, Class<? extends Exception> type, String sentence) {
        fixture.emulator.faults().arm(OssOperation.CALLBACK, Fault.error(code, message));

        assertThatThrownBy(() -> fixture.upload("hello", folder, "a.txt"))
                .isInstanceOf(type)
                .hasMessageContainingAll(sentence, "a.txt", folder);

        assertThat(fixture.texts(folder)).isEmpty();
    }

    @Test
    @DisplayName("R36 a file that is too large is told the size, the membership, and what to do")
    void tooLarge() {
        fixture.emulator.faults().arm(INIT, Fault.error(50028, "too large"));

        assertThatThrownBy(() -> fixture.upload("hello", folder, "a.txt"))
                .isInstanceOf(FileTooLargeException.class)
                .hasMessageContainingAll("a.txt", "5 bytes", "Split the file, or get another membership");
    }

    @Test
    @DisplayName("R36 a refusal without a known reason names the file and the folder")
    void unknownRefusal() {
        fixture.emulator.faults().arm(INIT, Fault.error(4444, "no"));

        assertThatThrownBy(() -> fixture.upload("hello", folder, "a.txt"))
                .isInstanceOf(Open115Exception.class)
                .hasMessageContainingAll("upload of 'a.txt' into folder " + folder, "code 4444", "no");
    }

    @Test
    @DisplayName("a folder that does not exist is named, and forgotten")
    void missingFolder() {
        fixture.upload("hello", folder, "a.txt");
        fixture.emulator.drive().remove(folder);

        assertThatThrownBy(() -> fixture.upload("hello", folder, "b.txt"))
                .isInstanceOfSatisfying(
                        FolderMissingException.class,
                        e -> assertThat(e.folderId()).isEqualTo(folder))
                .hasMessageContaining("b.txt");
    }

    @Test
    @DisplayName("R34 a folder of the name is never replaced")
    void folderOfTheName() {
        fixture.emulator.drive().createFolder(folder, "a.txt");

        assertThatThrownBy(() -> fixture.upload("hello", folder, "a.txt"))
                .isInstanceOf(NameConflictException.class)
                .hasMessageContaining("a folder has this name");
        assertThat(fixture.calls()).isEqualTo(Map.of(LIST, 1L));
    }

    @Test
    @DisplayName("R18 a proof that the service does not accept is a named failure")
    void refusedProof() {
        fixture.emulator.drive().addFile(folder, "same.bin", Content.generated(2, 2 << 20));
        fixture.emulator
                .faults()
                .arm(
                        INIT,
                        Fault.rewrite(
                                json -> json.withObject("data").put("status", 8).put("code", 702)))
                .after(1);

        assertThatThrownBy(() -> fixture.uploads()
                        .upload(new UploadFixture.GeneratedSource(2, 2 << 20), UploadRequest.of(folder, "a.bin")))
                .isInstanceOf(ChallengeFailedException.class)
                .hasMessageContaining("status 8, code 702");
        assertThat(fixture.calls()).containsEntry(INIT, 2L);
    }

    @Test
    @DisplayName("R18 a range is proved three times at most")
    void endlessChallenges() {
        fixture.emulator.drive().addFile(folder, "same.bin", Content.generated(2, 2 << 20));
        fixture.emulator
                .faults()
                .arm(
                        INIT,
                        Fault.rewrite(json -> json.withObject("data")
                                .put("status", 7)
                                .put("code", 701)
                                .put("sign_key", "key")
                                .put("sign_check", "0-99")))
                .times(10);

        assertThatThrownBy(() -> fixture.uploads()
                        .upload(new UploadFixture.GeneratedSource(3, 2 << 20), UploadRequest.of(folder, "a.bin")))
                .isInstanceOf(ChallengeFailedException.class)
                .hasMessageContaining("more than 3 times");
        assertThat(fixture.calls()).containsEntry(INIT, 4L);
    }

    @Test
    @DisplayName("a directory cannot be a source")
    void directorySource() {
        assertThatThrownBy(() -> UploadSource.of(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a directory cannot be uploaded");
    }

    @Test
    @DisplayName("a source that times out cannot be read: that is no interruption of the thread")
    void sourceThatTimesOut() {
        UploadSource slow = new UploadSource() {
            @Override
            public long size() {
                return 10;
            }

            @Override
            public String sha1() {
                return null;
            }

            @Override
            public InputStream open(long first) throws IOException {
                throw new SocketTimeoutException("no byte for 60 s");
            }

            @Override
            public String fingerprint() {
                return null;
            }
        };

        assertThatThrownBy(() -> fixture.uploads().upload(slow, UploadRequest.of(folder, "a.txt")))
                .isInstanceOf(UploadException.class)
                .hasMessageContaining("cannot be read: no byte for 60 s");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    @DisplayName("R34 a file that changed before it was hashed is not uploaded")
    void changedBefore() throws IOException {
        Path file = Files.writeString(directory.resolve("a.txt"), "hello");
        UploadSource source = UploadSource.of(file);
        Files.writeString(file, "hello again");

        assertThatThrownBy(() -> fixture.uploads().upload(source, UploadRequest.of(folder, "a.txt")))
                .isInstanceOf(ContentChangedException.class)
                .hasMessageContaining("changed while");
        assertThat(fixture.texts(folder)).isEmpty();
    }

    @Test
    @DisplayName("R34 content that changes after it was hashed is never completed: small content")
    void smallContentChangesWhileItIsSent() throws IOException {
        byte[] content = "hello".getBytes();
        fixture.emulator.faults().before(INIT, 1, () -> content[0] = 'j');

        assertThatThrownBy(() -> fixture.uploads().upload(UploadSource.of(content), UploadRequest.of(folder, "a.txt")))
                .isInstanceOf(ContentChangedException.class)
                .hasMessageContaining("changed while it was uploaded");
        assertThat(fixture.texts(folder)).isEmpty();
        assertThat(journal()).isEmpty();
    }

    @Test
    @DisplayName("R34 content that changes after it was hashed is never completed: a file in parts")
    void largeFileChangesWhileItIsSent() throws IOException {
        Path file = Files.write(directory.resolve("a.bin"), new byte[20 << 20]);
        fixture.emulator.faults().before(OssOperation.UPLOAD_PART, 2, () -> change(file));

        assertThatThrownBy(() -> fixture.uploads().upload(UploadSource.of(file), UploadRequest.of(folder, "a.bin")))
                .isInstanceOf(ContentChangedException.class)
                .hasMessageContaining("its modification time was");
        assertThat(fixture.calls())
                .containsEntry(OssOperation.ABORT_MULTIPART_UPLOAD, 1L)
                .doesNotContainKey(OssOperation.COMPLETE_MULTIPART_UPLOAD);
        assertThat(fixture.texts(folder)).isEmpty();
        assertThat(journal()).isEmpty();
    }

    private static void change(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Path> journal() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("state/uploads"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
