/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.open115.client.files.FileItem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Open115FileTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    private static final Open115File FILE =
            new Open115File("9007199254740993", "0", "n", "p", false, 5, "S", "pc", TIME, TIME, true, null);

    @Test
    @DisplayName("as JSON it has its components and nothing else; ids are texts")
    void isPlainForJackson() {
        JsonNode json = new ObjectMapper().valueToTree(FILE);
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "id",
                        "parentId",
                        "name",
                        "path",
                        "folder",
                        "size",
                        "sha1",
                        "pickCode",
                        "uploadedAt",
                        "updatedAt",
                        "complete",
                        "starred");
        assertThat(json.get("id").isTextual()).isTrue();
        assertThat(json.get("starred").isNull()).isTrue();
        assertThat(json.get("updatedAt").textValue()).isEqualTo("2026-01-02T03:04:05Z");
    }

    @Test
    @DisplayName("it survives Java serialization, as messages on a broker need it")
    void isSerializable() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(FILE);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(FILE);
        }
    }

    @ParameterizedTest
    @CsvSource({"READY, true", "UNFINISHED, false", "BANNED, ", "MASKED, "})
    @DisplayName("a listing knows whether a file is complete, a look-up and a search do not")
    void tellsWhatIsKnown(FileItem.State state, Boolean complete) {
        FileItem file = item(false, state);
        assertThat(Open115File.of(file, null).complete()).isEqualTo(complete);
        assertThat(Open115File.ofLookUp(file, null).complete()).isNull();
        assertThat(Open115File.of(item(true, state), null).complete()).isNull();
    }

    private static FileItem item(boolean folder, FileItem.State state) {
        return new FileItem("1", "pc", "0", "n", folder, 0, null, TIME, TIME, state);
    }
}
