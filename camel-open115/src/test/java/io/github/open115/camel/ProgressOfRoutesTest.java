/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.transfer.ByteRange;
import io.github.open115.client.transfer.ProgressListener;
import io.github.open115.client.transfer.Transfer;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the downloads of routes tell a listener, and what is shown of them. */
class ProgressOfRoutesTest extends PollFixture {

    private static final int SIZE = 400_000;

    private final List<Transfer> started = new CopyOnWriteArrayList<>();
    private final List<Transfer> complete = new CopyOnWriteArrayList<>();
    private final ProgressListener listener = new ProgressListener() {
        @Override
        public void started(Transfer transfer) {
            started.add(transfer);
        }

        @Override
        public void ended(Transfer transfer, Throwable failure) {
            if (transfer.isComplete()) {
                complete.add(transfer);
            }
        }
    };

    private EmulatedFile film;

    @BeforeEach
    void fill() {
        film = drive().addFile(drive().folder("/inbox"), "film.mkv", Content.generated(1, SIZE));
    }

    @Test
    @DisplayName(
            "the component takes the listener from the registry, for bodies, ranges and local files of all endpoints")
    void beanOfTheRegistry() throws Exception {
        Routes prepared = routes().from(inbox(""), exchange -> {
            exchange.getMessage().getBody(byte[].class);
            deliveries.process(exchange);
        });
        prepared.context().getRegistry().bind("progress", listener);
        // Camel looks for beans when it gets the component
        prepared.context().removeComponent("open115");
        prepared.context().addComponent("open115", prepared.component());
        try (Routes routes = prepared.start()) {
            assertThat(routes.component().getProgressListener()).isSameAs(listener);
            poll(routes);
            assertThat(delivered).hasSize(1);
            assertThat(complete).hasSize(1);
            String download = "open115:/inbox?operation=download&fileId=" + film.id();
            routes.template().requestBodyAndHeader(download, null, Open115Constants.RANGE, "bytes=0-99", String.class);
            routes.template().requestBody(download + "&localWorkDirectory=" + state.resolve("work"), (Object) null);
        }
        assertThat(complete)
                .containsExactlyElementsOf(started)
                .allSatisfy(transfer -> assertThat(transfer.source().fileId()).isEqualTo(film.id()))
                .extracting(Transfer::length)
                .containsExactly((long) SIZE, 100L, (long) SIZE);
        assertThat(complete.get(1).range()).contains(new ByteRange(0, 99));
    }

    @Test
    @DisplayName("R40 JMX and meters show a download that is in progress, and nothing of it afterwards")
    void showsADownloadInProgress() throws Exception {
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch rest = new CountDownLatch(1);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Routes prepared = routes().from(inbox(""), exchange -> {
            InputStream body = exchange.getMessage().getBody(InputStream.class);
            body.readNBytes(SIZE / 2);
            half.countDown();
            rest.await();
            body.readAllBytes();
            deliveries.process(exchange);
        });
        prepared.context().getRegistry().bind("meters", meters);
        try (Routes routes = prepared.start()) {
            CompletableFuture<Void> polled = CompletableFuture.runAsync(() -> poll(routes));
            half.await();
            assertThat(downloads(routes))
                    .singleElement()
                    .isEqualTo(Map.of(
                            "number",
                            1,
                            "fileId",
                            film.id(),
                            "fileName",
                            "film.mkv",
                            "bytesSoFar",
                            SIZE / 2L,
                            "size",
                            (long) SIZE,
                            "percent",
                            50));
            assertThat(meters.get("open115.downloads").gauge().value()).isEqualTo(1);
            rest.countDown();
            polled.join();
            assertThat(delivered).hasSize(1);
            assertThat(downloads(routes)).isEmpty();
            assertThat(meters.get("open115.downloads").gauge().value()).isZero();
        }
    }

    private static List<Map<String, Object>> downloads(Routes routes) throws Exception {
        MBeanServer server =
                routes.context().getManagementStrategy().getManagementAgent().getMBeanServer();
        ObjectName account = new ObjectName("org.apache.camel:context="
                + routes.context().getManagementName() + ",type=open115accounts,name=\"default\"");
        TabularData table = (TabularData) server.getAttribute(account, "DownloadsInProgress");
        return table.values().stream()
                .map(CompositeData.class::cast)
                .map(ProgressOfRoutesTest::columns)
                .toList();
    }

    private static Map<String, Object> columns(CompositeData row) {
        Map<String, Object> columns = new HashMap<>();
        row.getCompositeType().keySet().forEach(column -> columns.put(column, row.get(column)));
        return columns;
    }
}
