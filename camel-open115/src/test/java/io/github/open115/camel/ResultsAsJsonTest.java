/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.account.AccountInfo;
import io.github.open115.client.links.DownloadLink;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What operations return goes through Camel's JSON data format, without a setting. */
class ResultsAsJsonTest extends PollFixture {

    @Test
    @DisplayName("a file becomes JSON with readable times, and the same file again")
    void convertsFiles() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = json().start()) {
            Open115File file = routes.template()
                    .requestBodyAndHeader(
                            "open115:/inbox?operation=info", null, "CamelFileName", "a.txt", Open115File.class);
            String json = routes.template().requestBody("direct:marshal", file, String.class);
            assertThat(json).contains("\"updatedAt\":\"" + file.updatedAt() + "\"", "\"id\":\"" + file.id() + "\"");
            assertThat(routes.template().requestBody("direct:file", json)).isEqualTo(file);
        }
    }

    @Test
    @DisplayName("the account becomes JSON, and the same account again")
    void convertsTheAccount() throws Exception {
        try (Routes routes = json().start()) {
            Object account = routes.template().requestBody("open115:/?operation=accountInfo", (Object) null);
            String json = routes.template().requestBody("direct:marshal", account, String.class);
            assertThat(routes.template().requestBody("direct:account", json)).isEqualTo(account);
        }
    }

    @Test
    @DisplayName("a link becomes JSON, and the same link again")
    void convertsALink() throws Exception {
        put("/inbox", "film.mkv", "moving pictures");
        try (Routes routes = json().start()) {
            Object files = routes.template().requestBody("open115:/inbox?operation=list", (Object) null);
            Object link = ((List<?>) routes.template().requestBody("open115:/?operation=resolveLink", files)).get(0);
            String json = routes.template().requestBody("direct:marshal", link, String.class);
            assertThat(routes.template().requestBody("direct:link", json)).isEqualTo(link);
        }
    }

    @Test
    @DisplayName("an invalid time is refused with an example of a valid one")
    void notATime() throws Exception {
        try (Routes routes = json().start()) {
            assertThatThrownBy(
                            () -> routes.template().requestBody("direct:file", "{\"id\":\"1\",\"updatedAt\":\"soon\"}"))
                    .isInstanceOf(CamelExecutionException.class)
                    .hasStackTraceContaining("not a time like 2026-01-02T03:04:05Z");
        }
    }

    @Test
    @DisplayName("the content of a polled file is unmarshalled as it comes")
    void unmarshalsThePolledContent() throws Exception {
        put("/inbox", "order.json", "{\"item\":\"tea\",\"count\":3}");
        Routes routes = routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from(inbox("")).unmarshal().json(Map.class).process(exchange -> {
                    deliveries.process(exchange);
                    delivered.add(exchange.getMessage().getBody(Map.class).toString());
                });
            }
        });
        try (Routes started = routes.start()) {
            poll(started);
            assertThat(delivered).hasSize(2);
            assertThat(delivered).containsExactly("order.json", "{item=tea, count=3}");
        }
    }

    private Routes json() throws Exception {
        return routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:marshal").marshal().json();
                from("direct:file").unmarshal().json(Open115File.class);
                from("direct:account").unmarshal().json(AccountInfo.class);
                from("direct:link").unmarshal().json(DownloadLink.class);
            }
        });
    }
}
