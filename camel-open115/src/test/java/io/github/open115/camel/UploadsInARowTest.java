/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedFile;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.Builder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the operations after an upload act on: the uploaded file, until the route names another one. */
class UploadsInARowTest {

    private static final String UPLOAD = "open115:/backup";
    private static final String NAME = "CamelFileName";
    private static final String ID = "CamelOpen115FileId";

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    private EmulatedDrive drives() {
        return drive.emulator().drive();
    }

    private Message through(Consumer<RouteDefinition> steps, Object body, Map<String, Object> headers)
            throws Exception {
        drive.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                steps.accept(from("direct:in").errorHandler(noErrorHandler()));
            }
        });
        Exchange exchange = drive.send("direct:in", body, headers);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage();
    }

    private EmulatedFile at(String path) {
        return drives().fileAt(path).orElseThrow(() -> new AssertionError("there is no file " + path));
    }

    @Test
    @DisplayName("R42 the uploaded file is the one that is renamed, linked and downloaded next, without a look-up")
    void actsOnTheUploadedFile() throws Exception {
        Message message = through(
                route -> route.to(UPLOAD)
                        .to("open115:?operation=rename")
                        .to("open115:?operation=download")
                        .convertBodyTo(String.class),
                "content",
                Map.of(NAME, "a.txt", "CamelOpen115NewName", "b.txt"));
        assertThat(message.getBody()).isEqualTo("content");
        assertThat(message.getHeader(ID)).isEqualTo(at("/backup/b.txt").id());
        assertThat(drive.calls()).containsEntry("update", 1L).containsEntry("downurl", 1L);
    }

    @Test
    @DisplayName("R42 after the upload of a file of a drive, the copy is acted on, not the file in the body")
    void actsOnTheCopyOfADriveFile() throws Exception {
        EmulatedFile source = drive.put("/a", "a.txt", "content");
        through(
                route -> route.to("open115:/a?operation=download").to(UPLOAD).to("open115:?operation=delete"),
                null,
                Map.of(NAME, "a.txt"));
        assertThat(drives().fileAt("/backup/a.txt")).isEmpty();
        assertThat(drives().isBinned(source.id())).isFalse();
    }

    @Test
    @DisplayName("R42 a name or an id that the route sets after the upload means another file")
    void followsTheRoute() throws Exception {
        EmulatedFile other = drive.put("/backup", "other.txt", "other");
        Message byName = through(
                route -> route.to(UPLOAD)
                        .setHeader(NAME, Builder.constant("other.txt"))
                        .to("open115:/backup?operation=info"),
                "content",
                Map.of(NAME, "a.txt"));
        assertThat(byName.getHeader(ID)).isEqualTo(other.id());
    }

    @Test
    @DisplayName("R42 an upload under the name of the file that was found before it does not change that file")
    void uploadsUnderTheSameNameElsewhere() throws Exception {
        EmulatedFile source = drive.put("/a", "a.txt", "content");
        Message message = through(
                route -> route.to("open115:/a?operation=download").to(UPLOAD).to("open115:/other"),
                null,
                Map.of(NAME, "a.txt"));
        assertThat(message.getHeader(ID)).isEqualTo(at("/other/a.txt").id());
        assertThat(at("/backup/a.txt").id()).isNotEqualTo(source.id());
        assertThat(at("/a/a.txt").id()).isEqualTo(source.id());
    }

    @Test
    @DisplayName("headers of a file that was found before do not describe the uploaded one")
    void replacesOlderHeaders() throws Exception {
        EmulatedFile source = drive.put("/a", "a.txt", "content");
        Message message =
                through(route -> route.to("open115:/a?operation=download").to(UPLOAD), null, Map.of(NAME, "a.txt"));
        assertThat(message.getHeaders())
                .containsEntry(ID, at("/backup/a.txt").id())
                .containsEntry("CamelOpen115PickCode", at("/backup/a.txt").pickCode())
                .containsEntry("CamelOpen115Sha1", source.sha1())
                .doesNotContainKeys("CamelOpen115UploadTime", "CamelOpen115UpdateTime");
    }
}
