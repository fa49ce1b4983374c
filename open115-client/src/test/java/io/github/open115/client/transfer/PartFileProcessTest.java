/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real second JVM comes for a part file. On POSIX systems a lock ends when its JVM closes the file for the first time,
 * whoever closes it.
 */
@Timeout(600)
class PartFileProcessTest {

    private static final ContentSource SOURCE =
            new ContentSource("1", "pick", "clip.bin", 3L * Pieces.SIZE, "0".repeat(40));
    private static final byte[] BEGIN = {1, 2, 3, 4};

    /** Exit codes of the other JVM, other than those of a JVM that fails. */
    private static final int FOUND_ONE_TO_GO_ON_WITH = 20;

    private static final int MADE_ITS_OWN = 21;

    @TempDir
    Path directory;

    private Path target;

    @BeforeEach
    void createFolder() throws IOException {
        target = Files.createDirectory(directory.resolve("folder")).resolve("clip.bin");
    }

    @Test
    @DisplayName("R14 a part file stays locked after another thread has tried to open it")
    void staysLockedAfterAnotherThreadHasComeAndGone() throws Exception {
        try (PartFile writer = begun()) {
            PartFile.open(SOURCE, target).close();
            assertIsTheWriters(writer);
        }
    }

    @Test
    @DisplayName("R14 a part file stays locked after another thread has tried to open it by a link to its folder")
    void staysLockedAfterAnotherThreadHasComeByALink() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), target.getParent());
        try (PartFile writer = begun()) {
            PartFile.open(SOURCE, link.resolve("clip.bin")).close();
            assertIsTheWriters(writer);
        }
    }

    @Test
    @DisplayName("R14 a part file stays locked after another client of this JVM has searched for stale part files")
    void staysLockedAfterTheCleanerHasSearched() throws Exception {
        try (PartFile writer = begun()) {
            // to make the file older would open and close it
            new StalePartCleaner(Clock.offset(Clock.systemUTC(), Duration.ofDays(8))).clean(target.getParent());
            assertIsTheWriters(writer);
        }
    }

    @Test
    @DisplayName("R14 another JVM resumes a part file that its writer has left")
    void anotherJvmResumesWhatItsWriterHasLeft() throws Exception {
        try (PartFile writer = begun()) {
            writer.complete(0);
            writer.write(BEGIN, BEGIN.length, Pieces.SIZE);
        }
        assertThat(otherJvm()).isEqualTo(FOUND_ONE_TO_GO_ON_WITH);
    }

    private PartFile begun() throws IOException {
        PartFile part = PartFile.open(SOURCE, target);
        part.write(BEGIN, BEGIN.length, 0);
        return part;
    }

    private void assertIsTheWriters(PartFile writer) throws Exception {
        assertThat(parts()).hasSize(1);
        Path part = parts().get(0);
        assertThat(otherJvm()).isEqualTo(MADE_ITS_OWN);
        assertThat(part).hasBinaryContent(BEGIN);
        writer.write(BEGIN, BEGIN.length, BEGIN.length);
        assertThat(part).hasSize(2 * BEGIN.length);
    }

    private int otherJvm() throws Exception {
        return ChildProcess.run(
                OtherJvm.class, List.of("-XX:TieredStopAtLevel=1"), directory.resolve("output"), target.toString());
    }

    private List<Path> parts() throws IOException {
        return parts(target);
    }

    private static List<Path> parts(Path target) throws IOException {
        try (Stream<Path> all = Files.list(target.getParent())) {
            return all.filter(path -> path.toString().endsWith(PartFile.SUFFIX)).toList();
        }
    }

    /** Comes for the part file of a target, and tells by its exit code what it got. */
    static final class OtherJvm {

        private OtherJvm() {}

        public static void main(String[] args) throws IOException {
            Path target = Path.of(args[0]);
            List<Path> before = parts(target);
            int code;
            try (PartFile part = PartFile.open(SOURCE, target)) {
                code = parts(target).equals(before) ? FOUND_ONE_TO_GO_ON_WITH : MADE_ITS_OWN;
            }
            System.exit(code);
        }
    }
}
