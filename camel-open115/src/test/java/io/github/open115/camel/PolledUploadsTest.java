/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A route that polls the folder into which another one uploads. */
class PolledUploadsTest extends PollFixture {

    private void upload(Routes routes, String name, String content, String options) {
        Exchange exchange = routes.template().request("open115:/inbox" + options, message -> {
            message.getMessage().setHeader("CamelFileName", name);
            message.getMessage().setBody(content);
        });
        assertThat(exchange.getException()).isNull();
    }

    @Test
    @DisplayName("R35 the poll of the folder delivers each upload once, complete, and a replaced one once more")
    void deliversEachUploadOnce() throws Exception {
        try (Routes routes = route("")) {
            poll(routes);
            upload(routes, "a.txt", "one", "");
            upload(routes, "b.txt", "two", "");
            pollOn(routes, 3);
            assertThat(deliveries.names()).containsExactlyInAnyOrder("a.txt", "b.txt");
            upload(routes, "a.txt", "three", "");
            upload(routes, "b.txt", "two", "");
            pollOn(routes, 3);
            assertThat(deliveries.names()).containsExactlyInAnyOrder("a.txt", "b.txt", "a.txt");
        }
    }

    @Test
    @DisplayName("R31 a file with a done file is delivered when the done file is there")
    void deliversWithDoneFile() throws Exception {
        try (Routes routes = route("doneFileName=${file:name}.done")) {
            poll(routes);
            upload(routes, "a.txt", "one", "");
            upload(routes, "b.txt", "two", "?doneFileName=${file:name}.done");
            pollOn(routes, 3);
            assertThat(deliveries.names()).containsExactly("b.txt");
        }
    }

    @Test
    @DisplayName("R31 nasty names: upload, list and download are identical")
    void namesSurvive() throws Exception {
        try (Routes routes = route("")) {
            int count = 0;
            for (String name : DifficultNames.all()) {
                boolean possible = name.chars().noneMatch(c -> "/\"<>".indexOf(c) >= 0)
                        && !name.isBlank()
                        && !name.equals(".")
                        && !name.equals("..");
                if (!possible) {
                    continue;
                }
                String folder = "n" + count++;
                Exchange exchange = routes.template().request("open115:/names", message -> {
                    message.getMessage().setHeader("CamelFileName", folder + "/" + name);
                    message.getMessage().setBody("content of " + name);
                });
                assertThat(exchange.getException()).as(name).isNull();
                @SuppressWarnings("unchecked")
                List<Open115File> listed =
                        routes.template().requestBody("open115:/names/" + folder + "?operation=list", null, List.class);
                assertThat(listed).extracting(Open115File::name).containsExactly(name);
                assertThat(routes.template()
                                .requestBodyAndHeaders(
                                        "open115:?operation=download",
                                        listed.get(0),
                                        Map.<String, Object>of(),
                                        String.class))
                        .isEqualTo("content of " + name);
            }
            assertThat(count).isGreaterThan(25);
        }
    }
}
