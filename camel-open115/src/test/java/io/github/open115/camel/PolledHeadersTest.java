/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedFile;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PolledHeadersTest extends PollFixture {

    @Test
    @DisplayName("a polled file has Camel's file headers and the component's own")
    void setsHeadersOfCamelAndTheComponent() throws Exception {
        EmulatedFile file = put("/inbox/sub", "a.txt", "hello");
        try (Routes routes = route("recursive=true")) {
            poll(routes);
            assertThat(delivered).hasSize(1);
        }
        long updated = file.updateTime().toEpochMilli();
        assertThat(deliveries.headers().get(0))
                .containsAllEntriesOf(Map.of(
                        Exchange.FILE_NAME,
                        "sub/a.txt",
                        "CamelFileNameOnly",
                        "a.txt",
                        "CamelFileNameConsumed",
                        "sub/a.txt",
                        "CamelFileAbsolute",
                        false,
                        "CamelFileAbsolutePath",
                        "inbox/sub/a.txt",
                        "CamelFilePath",
                        "inbox/sub/a.txt",
                        "CamelFileRelativePath",
                        "sub/a.txt",
                        Exchange.FILE_PARENT,
                        "inbox/sub",
                        Exchange.FILE_LENGTH,
                        5L,
                        Exchange.FILE_LAST_MODIFIED,
                        updated))
                .containsAllEntriesOf(Map.of(
                        Exchange.MESSAGE_TIMESTAMP,
                        updated,
                        "CamelOpen115Name",
                        "a.txt",
                        "CamelOpen115FileId",
                        file.id(),
                        "CamelOpen115ParentId",
                        file.folderId(),
                        "CamelOpen115PickCode",
                        file.pickCode(),
                        "CamelOpen115Sha1",
                        file.sha1(),
                        "CamelOpen115UploadTime",
                        file.uploadTime().toEpochMilli(),
                        "CamelOpen115UpdateTime",
                        updated))
                .hasSize(18);
    }

    @Test
    @DisplayName("in the root folder paths are relative")
    void isRelativeInTheRoot() throws Exception {
        put("/", "a.txt");
        put("/sub", "b.txt");
        try (Routes routes = routes().from("open115:/?recursive=true&startScheduler=false", deliveries)
                .start()) {
            poll(routes);
            assertThat(delivered).hasSize(2);
        }
        assertThat(delivered).containsExactlyInAnyOrder("a.txt", "sub/b.txt");
        assertThat(deliveries.headers())
                .extracting(of -> of.get("CamelFileAbsolutePath"))
                .containsExactlyInAnyOrder("a.txt", "sub/b.txt");
        assertThat(deliveries.headers())
                .extracting(of -> of.get("CamelFilePath"))
                .containsExactlyInAnyOrder("a.txt", "sub/b.txt");
        assertThat(deliveries.headers())
                .extracting(of -> of.get(Exchange.FILE_PARENT))
                .containsExactlyInAnyOrder("", "sub");
    }

    @Test
    @DisplayName("rootFolderId: paths start there, and files move within")
    void startsAtAnotherRoot() throws Exception {
        put("/top/root/in", "a.txt");
        String root = drive().folder("/top/root");
        try (Routes routes = routes().from(
                        "open115:in?rootFolderId=" + root + "&move=/archive&startScheduler=false", deliveries)
                .start()) {
            poll(routes);
            assertThat(isAt("/top/root/archive/a.txt")).isTrue();
        }
        assertThat(deliveries.headers().get(0)).containsEntry("CamelFileAbsolutePath", "in/a.txt");
    }

    @Test
    @DisplayName("rootFolderId itself can be polled, and costs no look-up")
    void pollsAnotherRoot() throws Exception {
        put("/top/root/sub", "a.txt");
        String root = drive().folder("/top/root");
        try (Routes routes = routes().from(
                        "open115:?rootFolderId=" + root + "&recursive=true&startScheduler=false", deliveries)
                .start()) {
            poll(routes);
            assertThat(delivered).hasSize(1);
        }
        assertThat(delivered).containsExactly("sub/a.txt");
        assertThat(calls(LOOK_UP)).isZero();
    }

    @Test
    @DisplayName("the File language knows a file in filters, keys and move expressions")
    void speaksTheFileLanguage() throws Exception {
        put("/inbox", "a.txt", "four");
        put("/inbox", "b.txt", "four");
        put("/inbox", "c.txt", "is too long");
        String options = "filterFile=RAW(${file:size} == 4 && ${file:modified} > 0 && ${file:ext} == 'txt')"
                + "&idempotentKey=${file:size}-${file:parent}-${header.CamelOpen115Sha1}"
                + "&move=/archive/${file:size}/${file:name.noext}-${header.CamelOpen115ParentId}.${file:ext}";
        try (Routes routes = route(options)) {
            poll(routes);
            assertThat(calls(MOVE)).isEqualTo(1);
            pollOn(routes, 3);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(isAt("/archive/4/a-" + drive().folder("/inbox") + ".txt")).isTrue();
    }

    @Test
    @DisplayName("a key of the user's: a file that is renamed is delivered again under an idempotentKey of its name")
    void usesKeysOfTheUser() throws Exception {
        String id = put("/inbox", "a.txt").id();
        try (Routes routes = route("idempotentKey=${file:name}")) {
            poll(routes);
            assertThat(delivered).hasSize(1);
            drive().rename(id, "b.txt");
            poll(routes);
            assertThat(delivered).hasSize(2);
            pollOn(routes, 2);
        }
        assertThat(delivered).containsExactly("a.txt", "b.txt");
    }

    @Test
    @DisplayName("download=false leaves the body null")
    void leavesTheBodyOut() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = route("download=false", exchange -> {
            assertThat(exchange.getIn().getBody()).isNull();
            deliveries.process(exchange);
        })) {
            poll(routes);
            assertThat(delivered).hasSize(1);
            pollOn(routes, 2);
        }
        assertThat(delivered).containsExactly("a.txt");
    }
}
