/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.after;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.camel.Open115Endpoint;
import java.util.List;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no file can be moved to is refused when the endpoint is created. */
class MoveOptionsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest(name = "{0}, move={1}: {2}")
    @DisplayName("R38 a move that the service cannot carry out is refused by name, with the advice")
    @CsvSource(
            delimiter = '|',
            value = {
                "inbox | done\"old | not accept the character \"",
                "inbox | done/<today> | use another name",
                "inbox | old> | use another name",
                "inbox | .done/a<${file:onlyname} | use another name",
                "inbox | ../.. | above the folder of rootFolderId",
                "inbox | /.. | above the folder of rootFolderId",
                "inbox | /done/../../x | above the folder of rootFolderId",
                "a/b | ../../../x | fewer ..",
                "inbox | ../../${file:onlyname} | above the folder of rootFolderId",
                "inbox | ${file:parent}/../../${file:onlyname} | above the folder of rootFolderId",
                "inbox?recursive=true | /../x | above the folder of rootFolderId",
                "inbox | C:/done | begins with /",
                "inbox | C:\\done | begins with /",
                "inbox | \\\\server\\done | begins with /",
                "inbox | ~/done | begins with /",
                "inbox | file:/archive/done | begins with /",
                "inbox | open115:/done | begins with /",
                "inbox | . | would stay where it is",
                "inbox | ./ | would stay where it is",
                "inbox | /done/${date:now:yyyy}/ | end it with ${file:onlyname}",
                "inbox | ${file:name}.bak | cannot change the extension",
                "inbox | .done/${file:onlyname}.done | cannot change the extension",
                "inbox | .done/${file:onlyname.noext}.${file:ext}.done | cannot change the extension",
                "inbox?includeExt=txt,csv | .done/${file:onlyname.noext}.bak | cannot change the extension",
                "inbox?includeExt=txt | .done/${file:onlyname.noext} | cannot change the extension",
                "inbox?includeExt=txt | .done/${file:onlyname}-old | cannot change the extension"
            })
    void refusesImpossibleMoves(String directory, String value, String advice) {
        for (String option : List.of("move", "preMove", "moveFailed")) {
            assertThatThrownBy(() -> context.getEndpoint(uri(directory, option, value)))
                    .isInstanceOf(ResolveEndpointFailedException.class)
                    .rootCause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("The option " + option + "=" + value + " cannot be used")
                    .hasMessageContaining(advice);
        }
    }

    @ParameterizedTest(name = "a name of {0} characters")
    @ValueSource(ints = {256, 1000})
    @DisplayName("R38 a folder whose name is too long is refused")
    void refusesLongNames(int length) {
        assertThatThrownBy(() -> context.getEndpoint(uri("inbox", "move", "done/" + "x".repeat(length))))
                .rootCause()
                .hasMessageContaining("255 characters");
    }

    @ParameterizedTest(name = "{0}, move={1}")
    @DisplayName("R38 what can be done for some file is left to the file")
    @CsvSource(
            delimiter = '|',
            value = {
                "inbox | .done",
                "inbox | .done/",
                "inbox | ..",
                "inbox | ../done",
                "inbox | a:b",
                "inbox | /",
                "inbox | /archive/${date:now:yyyy/MM}/${file:onlyname}",
                "inbox | /archive/${file:name}",
                "inbox | ../${file:onlyname}",
                "inbox?recursive=true | ../../x",
                "inbox?recursive=true | ${file:parent}/../../${file:onlyname}",
                "inbox | ${file:onlyname.noext}-old.${file:ext}",
                "inbox | ${file:onlyname.noext}.bak",
                "inbox | ${file:onlyname}-old",
                "inbox?includeExt=TXT | ${file:onlyname.noext}-old.txt",
                "inbox?includeExt=txt | ${date:now:yyyyMMdd}-${file:onlyname}",
                "inbox | /by/${header.CamelOpen115ParentId}/${header.name}",
                "inbox | ${bean:namer?method=name(${body})}"
            })
    void acceptsMovesThatDependOnTheFile(String directory, String value) {
        assertThat(context.getEndpoint(uri(directory, "move", value))).isInstanceOf(Open115Endpoint.class);
    }

    private static String uri(String directory, String option, String value) {
        return "open115:" + directory + (directory.contains("?") ? "&" : "?") + option + "=RAW(" + value + ")";
    }
}
