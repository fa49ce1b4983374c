/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Polled files go to an object store by the producer of {@code aws2-s3:}, which must tell their length beforehand. */
@Tag("slow")
class ObjectStoreTest extends PollFixture {

    private static final int SIZE = 400_000;

    private ObjectStore store;
    private Routes routes;

    @TempDir
    Path work;

    @BeforeEach
    void open() throws Exception {
        store = new ObjectStore();
        routes = routes();
        store.connect(routes.context());
    }

    private void start(String options) throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(inbox(options)).to("aws2-s3:bucket?keyName=${header.CamelFileName}");
            }
        });
        routes.start();
        poll(routes);
    }

    @AfterEach
    void close() {
        routes.close();
        store.close();
    }

    private void assertStored(EmulatedFile file) throws Exception {
        assertThat(store.take()).isEqualTo(new ObjectStore.Put("/bucket/" + file.name(), file.size(), file.sha1()));
    }

    private void assertDownloads(int links, int downloads) {
        Leaks.assertNoConnection(routes);
        assertThat(emulator().requests().linkRequests()).isEqualTo(links);
        assertThat(emulator().requests().cdnRequests()).isEqualTo(downloads);
    }

    @Test
    @DisplayName("R14 aws2-s3: stores a file with its length and content, by one link and one download")
    void storesAFileWithOneDownload() throws Exception {
        EmulatedFile file = drive().addFile(drive().folder("/inbox"), "clip.bin", Content.generated(1, SIZE));
        start("");
        assertStored(file);
        assertDownloads(1, 1);
    }

    @Test
    @DisplayName("aws2-s3: stores an empty file, without any download")
    void storesAnEmptyFile() throws Exception {
        EmulatedFile file = put("/inbox", "empty.bin", "");
        start("");
        assertStored(file);
        assertDownloads(0, 0);
    }

    @Test
    @DisplayName("a file that the store has refused is delivered again, and stored whole")
    void deliversARefusedFileAgain() throws Exception {
        EmulatedFile file = drive().addFile(drive().folder("/inbox"), "clip.bin", Content.generated(1, SIZE));
        store.refuse(1);
        start("");
        assertStored(file);
        poll(routes);
        assertStored(file);
        assertDownloads(1, 2);
    }

    @Test
    @DisplayName("a file in the work directory is sent again by the client when the store has refused it")
    void storesAgainFromTheWorkDirectory() throws Exception {
        EmulatedFile file = drive().addFile(drive().folder("/inbox"), "clip.bin", Content.generated(1, SIZE));
        store.refuse(1);
        start("localWorkDirectory=" + work);
        assertStored(file);
        assertStored(file);
        assertDownloads(1, 1);
    }
}
