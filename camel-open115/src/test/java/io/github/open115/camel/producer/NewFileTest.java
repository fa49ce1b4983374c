/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.builder.Builder;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which name a message gives the file that it writes. */
class NewFileTest {

    private static final String NAME = "CamelFileName";

    private final CamelContext camel = new DefaultCamelContext();
    private final Exchange exchange = new DefaultExchange(camel);

    @AfterEach
    void close() throws Exception {
        camel.close();
    }

    private NewFile place(String fileName) {
        return place(fileName, false);
    }

    private NewFile place(String fileName, boolean flatten) {
        Expression expression = fileName == null ? null : Builder.constant(fileName);
        if (expression != null) {
            expression.init(camel);
        }
        return NewFile.of(
                exchange,
                new OperationContext.Options(
                        "0",
                        "backup",
                        null,
                        expression,
                        false,
                        false,
                        false,
                        1150,
                        Duration.ZERO,
                        false,
                        flatten,
                        false));
    }

    /** Puts a polled file of Camel's file component into the exchange, with the header that its consumer sets. */
    private void polled(String path) {
        GenericFile<File> file = new GenericFile<>();
        file.setFileName(path);
        file.setAbsoluteFilePath("/in/" + path);
        exchange.setProperty(Exchange.FILE_EXCHANGE_FILE, file);
        exchange.getMessage().setHeader(NAME, path);
    }

    @ParameterizedTest
    @CsvSource({
        "a.txt, backup, a.txt, a.txt",
        "2026/11/a.txt, backup/2026/11, 2026/11/a.txt, a.txt",
        "/x//a.txt, backup/x, x/a.txt, a.txt"
    })
    @DisplayName("CamelFileName gives the folder, below that of the endpoint, and the name")
    void takesTheHeader(String header, String folder, String path, String name) {
        exchange.getMessage().setHeader(NAME, header);
        assertThat(place(null)).isEqualTo(new NewFile(folder, path, name));
    }

    @Test
    @DisplayName("a name that the route has set comes before the option fileName")
    void theHeaderOfTheRouteComesFirst() {
        exchange.getMessage().setHeader(NAME, "header.txt");
        assertThat(place("option.txt").name()).isEqualTo("header.txt");
    }

    @Test
    @DisplayName("the option fileName comes before the name that a poll has set, which no route means to keep then")
    void theOptionComesBeforeThePolledName() {
        polled("sub/polled.txt");
        assertThat(place("x/option.txt")).isEqualTo(new NewFile("backup/x", "x/option.txt", "option.txt"));
        assertThat(place(null)).isEqualTo(new NewFile("backup/sub", "sub/polled.txt", "polled.txt"));
        exchange.getMessage().setHeader(NAME, "route.txt");
        assertThat(place("x/option.txt").name()).isEqualTo("route.txt");
    }

    @Test
    @DisplayName("CamelOverruleFileName comes first; both headers may be expressions")
    void theOverrulingHeaderComesFirst() {
        exchange.getMessage().setHeader(NAME, Builder.constant("header.txt"));
        assertThat(place("option.txt").name()).isEqualTo("header.txt");
        exchange.getMessage().setHeader("CamelOverruleFileName", Builder.simple("over-${header.n}.txt"));
        exchange.getMessage().setHeader("n", 7);
        assertThat(place("option.txt").name()).isEqualTo("over-7.txt");
    }

    @Test
    @DisplayName("without any name one is generated from the message id, as in Camel's file component")
    void generatesAName() {
        assertThat(place(null).name())
                .isEqualTo(exchange.getMessage().getMessageId().replaceAll("[^A-Za-z0-9]", "-"));
    }

    @Test
    @DisplayName("flatten leaves the folders of the name out")
    void flattens() {
        exchange.getMessage().setHeader(NAME, "2026/11/a.txt");
        assertThat(place(null, true)).isEqualTo(new NewFile("backup", "a.txt", "a.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/", "sub/", "../a.txt", "x/../../a.txt", ".", "x/./a.txt"})
    @DisplayName("a header without a value, a folder, and . or .. are refused")
    void refuses(String path) {
        exchange.getMessage().setHeader(NAME, path);
        assertThatThrownBy(() -> place(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> place("option.txt")).isInstanceOf(IllegalArgumentException.class);
    }
}
