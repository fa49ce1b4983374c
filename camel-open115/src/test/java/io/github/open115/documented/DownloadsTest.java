/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.documented;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.camel.ObjectStore;
import io.github.open115.camel.Open115Component;
import io.github.open115.client.transfer.ProgressListener;
import io.github.open115.client.transfer.Transfer;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What "Downloads" and "Download links" show. */
class DownloadsTest extends EmulatedRoutes {

    @TempDir
    Path target;

    @TempDir
    Path work;

    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

    private final class Bar {

        void show(String name, long soFar, long length) {
            told.add(name + ": " + soFar + " of " + length);
        }

        void remove(String name, boolean complete) {
            told.add(name + ": " + complete);
        }
    }

    @BeforeEach
    void prepare() {
        EmulatedDrive drive = emulator().drive();
        drive.addFile(drive.folder("/inbox"), "a.txt", Content.of("content"));
        drive.addFile(drive.folder("/films"), "film.mkv", Content.of("moving pictures"));
        context.addComponent("open115", emulated(new Open115Component()));
        context.getPropertiesComponent().addInitialProperty("target", target.toString());
        context.getPropertiesComponent().addInitialProperty("work", work.toString());
    }

    @Test
    void anObjectStore() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("open115:/inbox").to("aws2-s3:bucket?keyName=${header.CamelFileName}");
            }
        });
        try (ObjectStore store = new ObjectStore()) {
            store.connect(context);
            context.start();

            assertThat(store.take())
                    .isEqualTo(new ObjectStore.Put(
                            "/bucket/a.txt", 7, Content.of("content").sha1()));
            // the route wants the answer of the store
            context.stop();
        }
    }

    @Test
    void oneBigFile() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("open115:/films?localWorkDirectory={{work}}&maxConnectionsPerLink=2")
                        .to("file:{{target}}");
            }
        });
        context.start();

        await().untilAsserted(() -> assertThat(target.resolve("film.mkv")).hasContent("moving pictures"));
    }

    @Test
    void reportsTheProgressOfADownload() throws Exception {
        Bar bar = new Bar();
        context.removeComponent("open115");
        context.getRegistry().bind("progress", new ProgressListener() {
            @Override
            public void transferred(Transfer download) {
                bar.show(download.source().name(), download.soFar(), download.length());
            }

            @Override
            public void ended(Transfer download, Throwable failure) {
                bar.remove(download.source().name(), download.isComplete());
            }
        });
        context.addComponent("open115", emulated(new Open115Component()));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("open115:/inbox").to("file:{{target}}");
            }
        });
        context.start();

        assertThat(told.poll(5, TimeUnit.MINUTES)).isEqualTo("a.txt: 7 of 7");
        assertThat(told.poll(5, TimeUnit.MINUTES)).isEqualTo("a.txt: true");
    }

    @Test
    void aLink() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:link").to("open115:/films?operation=resolveLink");
            }
        });
        context.start();

        assertThat(context.createProducerTemplate()
                        .requestBodyAndHeader("direct:link", null, "CamelFileName", "film.mkv", String.class))
                .startsWith("http");
    }

    @Test
    void manySmallFiles() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("open115:/inbox?maxMessagesPerPoll=1000&greedy=true")
                        .to(
                                "file:{{target}}?tempFileName=${header.CamelOpen115FileId}.part&eagerDeleteTargetFile=false");
            }
        });
        context.start();

        await().untilAsserted(() -> assertThat(target.resolve("a.txt")).hasContent("content"));
    }
}
