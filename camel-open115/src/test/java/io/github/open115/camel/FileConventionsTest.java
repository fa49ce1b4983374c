/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What routes do with files of any file component, they do with files of a drive. */
class FileConventionsTest extends PollFixture {

    private final List<String> told = new CopyOnWriteArrayList<>();

    @TempDir
    Path target;

    @Test
    @DisplayName("the File language knows a polled file in the steps of a route")
    void fileLanguageReadsAPolledFile() throws Exception {
        put("/inbox/2026", "report.tar.gz", "0123456789");
        String expression = "${file:name}|${file:onlyname}|${file:onlyname.noext}|${file:ext}"
                + "|${file:size}|${file:length}|${file:parent}|${file:absolute}|${file:path}|${date:file:yyyy}";
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(inbox("recursive=true"))
                                .setBody(simple(expression))
                                .process(exchange ->
                                        told.add(exchange.getMessage().getBody(String.class)));
                    }
                })
                .start()) {
            poll(routes);
            assertThat(told).isNotEmpty();
            assertThat(told.get(0)).startsWith("2026/report.tar.gz|report.tar.gz|report|tar.gz|10|10|");
            assertThat(told.get(0)).contains("|inbox/2026|").matches(".*\\|20\\d\\d");
            assertThat(emulator().requests().linkRequests()).isZero();
        }
    }

    @Test
    @DisplayName("flatten leaves the folders away on the way into a folder")
    void flattenDropsFolders() throws Exception {
        put("/inbox/2026/10", "a.txt");
        try (Routes routes =
                into("recursive=true&flatten=true", "file:" + target).start()) {
            poll(routes);
            assertThat(target.resolve("a.txt")).exists();
            assertThat(target.resolve("2026")).doesNotExist();
        }
    }

    @Test
    @DisplayName("a name that the route sets is the name of the local file")
    void nameSetByTheRouteNamesTheLocalFile() throws Exception {
        put("/inbox/2026", "a.txt", "content");
        try (Routes routes = into(
                        "recursive=true", "file:" + target + "?fileName=${file:onlyname.noext}-${file:size}.bin")
                .start()) {
            poll(routes);
            assertThat(target.resolve("a-7.bin")).hasContent("content");
        }
    }

    private Routes into(String options, String uri) throws Exception {
        return routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from(inbox(options)).to(uri);
            }
        });
    }

    @Test
    @DisplayName("idempotentConsumer identifies files by their id: a file that is polled again is dropped")
    void idempotentConsumerDropsAFilePolledAgain() throws Exception {
        EmulatedFile first = put("/inbox", "a.txt");
        EmulatedFile second = put("/inbox", "b.txt");
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(inbox("idempotent=false"))
                                .idempotentConsumer(header(Open115Constants.FILE_ID))
                                .idempotentRepository(MemoryIdempotentRepository.memoryIdempotentRepository())
                                .process(exchange -> told.add(
                                        exchange.getMessage().getHeader(Open115Constants.FILE_ID, String.class)));
                    }
                })
                .start()) {
            poll(routes);
            assertThat(told).hasSize(2);
            pollOn(routes, 3);
            assertThat(told).containsExactlyInAnyOrder(first.id(), second.id());
        }
    }

    @Test
    @DisplayName("a producer that must tell the length before the content gets it without reading a byte")
    void tellsTheLengthWithoutReading() throws Exception {
        put("/inbox", "a.txt", "0123456789");
        try (Routes routes = routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(inbox(""))
                                .setHeader("Content-Length", simple("${file:size}"))
                                .process(exchange -> {
                                    told.add(upload(exchange));
                                });
                    }
                })
                .start()) {
            poll(routes);
            assertThat(told).isNotEmpty();
            assertThat(told).containsExactly("10 10 before 0 links: 0123456789");
        }
    }

    /** As producers of object stores do it: the length from a header, then exactly so many bytes. */
    private String upload(Exchange exchange) throws Exception {
        long length = exchange.getMessage().getHeader("Content-Length", Long.class);
        long told = exchange.getMessage().getHeader(Exchange.FILE_LENGTH, Long.class);
        long links = emulator().requests().linkRequests();
        try (InputStream content = exchange.getMessage().getMandatoryBody(InputStream.class)) {
            String sent = new String(content.readNBytes((int) length));
            assertThat(content.read()).isEqualTo(-1);
            return length + " " + told + " before " + links + " links: " + sent;
        }
    }
}
