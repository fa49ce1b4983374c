/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many bodies, each of which is read and then written to two folders by two threads at the same time. */
@Tag("slow")
class SharedBodyStressTest extends PollFixture {

    private static final int FILES = 500;
    private static final int LONGEST = 1_000_000;

    @TempDir
    Path target;

    private final AtomicInteger succeeded = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    /** From nothing to the longest; half of the files are short enough to be kept in memory. */
    private static int size(int number) {
        return (int) (LONGEST * Math.pow(number / (FILES - 1.0), 3));
    }

    @Test
    @DisplayName(
            "R14 eight threads, 500 files of 0 to 1 MB, read before and then by two branches at a time: none wrong, none failed")
    void noFileIsWrong() throws Exception {
        Map<String, Content> contents = new LinkedHashMap<>();
        for (int i = 0; i < FILES; i++) {
            Content content = Content.generated(i, size(i));
            contents.put(i + ".bin", content);
            drive().addFile(drive().folder("/inbox"), i + ".bin", content);
        }
        Routes routes = routes().with(component -> {
            component.getConfiguration().setMaxConcurrentDownloads(16);
            return component;
        });
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(inbox("maxMessagesPerPoll=0"))
                        .onCompletion()
                        .onCompleteOnly()
                        .process(exchange -> succeeded.incrementAndGet())
                        .end()
                        .onCompletion()
                        .onFailureOnly()
                        .process(exchange -> failed.incrementAndGet())
                        .end()
                        .threads(8, 8)
                        .filter(bodyAs(String.class).isNotNull())
                        .recipientList(constant("file:" + target + "/a,file:" + target + "/b"))
                        .parallelProcessing();
            }
        });
        try (Routes started = routes.start()) {
            poll(started);
            await().atMost(5, TimeUnit.MINUTES).until(() -> succeeded.get() + failed.get() >= FILES);
        }
        assertThat(failed).hasValue(0);
        assertThat(succeeded).hasValue(FILES);
        for (Map.Entry<String, Content> file : contents.entrySet()) {
            byte[] expected = file.getValue().bytes();
            for (String folder : List.of("a", "b")) {
                byte[] written = Files.readAllBytes(target.resolve(folder).resolve(file.getKey()));
                assertThat(Arrays.equals(written, expected))
                        .as("%s/%s has %s of %s bytes", folder, file.getKey(), written.length, expected.length)
                        .isTrue();
            }
        }
    }
}
