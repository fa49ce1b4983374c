/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.EmulatedAccountFixture;
import io.github.open115.client.http.ContentBlockedException;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadAheadTest {

    private static final String DOWNURL = "/open/ufile/downurl";

    @TempDir
    Path state;

    private final List<EmulatedFile> files = new ArrayList<>();
    private EmulatedAccountFixture account;
    private Open115Emulator emulator;
    private DownloadLinks links;
    private ReadAhead readAhead;

    private ReadAhead.Batch connect(int number, UnaryOperator<Open115Emulator.Builder> settings) {
        account = new EmulatedAccountFixture(state, settings);
        emulator = account.emulator();
        links = account.client().links();
        readAhead = new ReadAhead(links);
        return batch(number);
    }

    private ReadAhead.Batch batch(int number) {
        files.clear();
        for (int i = 0; i < number; i++) {
            files.add(emulator.drive().addFile("0", "f" + i, Content.generated(i, 4)));
        }
        return readAhead.batch(files.stream().map(EmulatedFile::pickCode).toList());
    }

    @AfterEach
    void close() {
        account.close();
    }

    private DownloadLink read(ReadAhead.Batch batch, int index) {
        batch.reading(files.get(index).pickCode());
        return links.link(files.get(index).pickCode(), null);
    }

    private List<Integer> sizesOfCalls() {
        return emulator.requests().linksPerRequest();
    }

    @Test
    @DisplayName("R33 the first read requests ten links, later ones more and more while all files are read")
    void growsWhileAllFilesAreRead() {
        ReadAhead.Batch batch = connect(200, service -> service);
        assertThat(emulator.requests().linkRequests()).isZero();
        for (int i = 0; i < 200; i++) {
            read(batch, i);
        }
        assertThat(sizesOfCalls()).containsExactly(10, 20, 40, 80, 50);
    }

    @Test
    @DisplayName("R33 the window of one batch serves the next; files of two batches are never in one call")
    void keepsTheWindowBetweenBatches() {
        ReadAhead.Batch batch = connect(10, service -> service);
        for (int i = 0; i < 10; i++) {
            read(batch, i);
        }
        ReadAhead.Batch next = batch(50);
        for (int i = 0; i < 50; i++) {
            read(next, i);
        }
        assertThat(sizesOfCalls()).containsExactly(10, 20, 30);
    }

    @Test
    @DisplayName("a reader that takes every tenth file wastes the links of the first call only")
    void shrinksForAReaderThatSkipsFiles() {
        ReadAhead.Batch batch = connect(10, service -> service);
        read(batch, 0);
        for (int i = 0; i < 5; i++) {
            read(batch(10), 0);
        }
        assertThat(sizesOfCalls()).containsExactly(10, 1, 1, 1, 1, 1);
    }

    @Test
    @DisplayName("the window grows again when the reader stops skipping files")
    void growsAgainWhenTheReaderStopsSkipping() {
        ReadAhead.Batch batch = connect(60, service -> service);
        read(batch, 0);
        read(batch, 20);
        for (int i = 30; i < 60; i++) {
            read(batch, i);
        }
        assertThat(sizesOfCalls()).startsWith(10, 1, 1, 2).hasSizeLessThan(12);
    }

    @Test
    @DisplayName("R33 a spare link is not used when it is a minute old")
    void doesNotUseASpareLinkAfterAMinute() {
        ReadAhead.Batch batch = connect(10, service -> service);
        read(batch, 0);
        account.clock().advance(Duration.ofSeconds(59));
        DownloadLink link = read(batch, 1);
        assertThat(link.expiresAt()).isEqualTo(account.clock().instant().plus(Duration.ofHours(1)));
        assertThat(sizesOfCalls()).containsExactly(10, 1);
    }

    @Test
    @DisplayName("R33 eight readers of one batch get each link once, with few calls")
    void servesConcurrentReaders() throws Exception {
        ReadAhead.Batch batch = connect(200, service -> service);
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Void> reader = () -> {
                for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
                    assertThat(read(batch, i).pickCode()).isEqualTo(files.get(i).pickCode());
                }
                return null;
            };
            for (Future<Void> future :
                    threads.invokeAll(List.of(reader, reader, reader, reader, reader, reader, reader, reader))) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(sizesOfCalls().stream().mapToInt(Integer::intValue).sum()).isEqualTo(200);
        assertThat(sizesOfCalls()).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    @DisplayName("R33 a refused call is repeated for the file that is read, alone")
    void repeatsARefusedCallForTheFileThatIsRead() {
        ReadAhead.Batch batch = connect(20, service -> service.maxPickCodes(1));
        for (int i = 0; i < 20; i++) {
            read(batch, i);
        }
        assertThat(sizesOfCalls()).startsWith(10, 1).endsWith(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        assertThat(sizesOfCalls().stream().filter(size -> size > 1)).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    @DisplayName("R33 one bad file among 200 fails alone, though it refuses every call that names it")
    void aBadFileFailsAlone() {
        ReadAhead.Batch batch = connect(200, service -> service.oneBadPickCodeRefusesAll(true));
        emulator.drive().setBanned(files.get(70).id(), true);
        for (int i = 0; i < 200; i++) {
            int index = i;
            if (i == 70) {
                assertThatThrownBy(() -> read(batch, index)).isInstanceOf(ContentBlockedException.class);
            } else {
                assertThat(read(batch, i).pickCode()).isEqualTo(files.get(i).pickCode());
            }
        }
        assertThat(sizesOfCalls()).hasSizeLessThanOrEqualTo(30);
    }

    @Test
    @DisplayName("R5 a throttled call is not repeated for one file, and the read fails")
    void aThrottledCallIsNotRepeated() {
        ReadAhead.Batch batch = connect(20, service -> service);
        emulator.faults().arm(DOWNURL, Fault.error(770004, "limit")).always();
        assertThatThrownBy(() -> read(batch, 0)).isInstanceOf(ThrottledException.class);
        assertThat(sizesOfCalls()).containsExactly(10);
    }

    @Test
    @DisplayName("links that live shorter than five minutes soon are not requested ahead any more")
    void stopsForLinksThatExpireSoon() {
        ReadAhead.Batch batch = connect(40, service -> service.linkLifetime(Duration.ofMinutes(4)));
        for (int i = 0; i < 40; i++) {
            read(batch, i);
        }
        assertThat(sizesOfCalls()).hasSize(40);
        assertThat(sizesOfCalls().stream().mapToInt(Integer::intValue).sum()).isLessThan(80);
    }
}
