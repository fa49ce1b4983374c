/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115EmulatorExtension;
import io.github.open115.emulator.OssOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The context is stopped in the middle of an upload. */
@Timeout(600)
@Tag("slow")
class StoppedUploadTest {

    private static final long SIZE = 40L << 20;
    private static final int SHUTDOWN_SECONDS = 1;

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path directory;

    private final Content content = Content.generated(9, SIZE);

    private Routes routes() throws Exception {
        Routes routes = Routes.authorized(service.emulator(), directory.resolve("state"));
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .streamCache("false")
                        .to("open115:/backup?localWorkDirectory=" + directory.resolve("spool"));
            }
        });
        routes.context().getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
        return routes.start();
    }

    private Exchange upload(Routes routes) {
        return routes.template().request("direct:in", exchange -> {
            exchange.getMessage().setBody(content.open(0));
            exchange.getMessage().setHeader(Exchange.FILE_NAME, "film.bin");
        });
    }

    private List<Path> filesIn(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve(folder))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    @DisplayName(
            "R30 a context that is stopped ends its upload, leaves no temporary file and no thread; the next one goes on")
    void goesOnAfterAStop() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        service.emulator()
                .faults()
                .arm(OssOperation.UPLOAD_PART, Fault.run(sending::countDown), Fault.silence())
                .after(1);
        Routes stopped = routes();
        // a thread that Camel does not know, and does not interrupt
        CompletableFuture<Exchange> upload = CompletableFuture.supplyAsync(() -> upload(stopped));
        assertThat(sending.await(5, TimeUnit.MINUTES)).isTrue();
        String name = stopped.context().getName();

        stopped.close();

        Exchange failed = upload.get(5, TimeUnit.MINUTES);
        assertThat(failed.getException()).hasMessageContaining("closed");
        assertThat(filesIn("spool")).isEmpty();
        assertThat(filesIn("state/uploads")).hasSize(1);
        await().atMost(Duration.ofMinutes(5))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(Thread::isAlive)
                        .noneMatch(thread -> thread.getName().contains("(" + name + ") thread")));

        service.emulator().faults().clear();
        service.emulator().requests().reset();
        try (Routes next = routes()) {
            Exchange exchange = upload(next);
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getHeader("CamelOpen115UploadResult"))
                    .isEqualTo("sent");
        }
        assertThat(service.emulator()
                        .drive()
                        .fileAt("/backup/film.bin")
                        .orElseThrow()
                        .sha1())
                .isEqualTo(content.sha1());
        assertThat(service.emulator().requests().count(OssOperation.UPLOAD_PART))
                .isEqualTo(2);
        assertThat(filesIn("spool")).isEmpty();
        assertThat(filesIn("state/uploads")).isEmpty();
    }
}
