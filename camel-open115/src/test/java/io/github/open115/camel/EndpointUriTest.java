/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.open115.emulator.EmulatedFile;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUriTest {

    @RegisterExtension
    final ProducerFixture drive = new ProducerFixture();

    @ParameterizedTest
    @CsvSource({
        "open115:?pageSize=5, ''",
        "open115:/, ''",
        "open115:///, ''",
        "open115:x, x",
        "open115:/x, x",
        "open115://x, x",
        "open115:///x/, x",
        "open115:x//y/, x/y",
        "open115:/我的文档/a b, 我的文档/a b",
        "open115:/%E6%88%91%E7%9A%84/a%20b, 我的/a b",
        "open115:/a+b, a+b"
    })
    @DisplayName("directories are paths below the root folder, however they are written")
    void normalizesTheDirectory(String uri, String directory) {
        assertThat(endpoint(uri).getConfiguration().getDirectory()).isEqualTo(directory);
    }

    @Test
    @DisplayName("directories with Chinese letters and blanks are found")
    void findsDirectoriesOfAnyName() {
        drive.put("/我的文档/a b", "x.txt", "X");
        Exchange result = drive.send("open115:/我的文档/a b?operation=list", null, Map.of());
        assertThat(result.getMessage().getBody()).asInstanceOf(LIST).hasSize(1);
    }

    @Test
    @DisplayName("R39 tokens are masked in the endpoint's text, and in the message of an endpoint that cannot be made")
    void masksSecrets() {
        Open115Endpoint endpoint = endpoint("open115:/a?refreshToken=secret-one&accessToken=RAW(secret-two)");
        assertThat(endpoint.toString()).contains("/a").doesNotContain("secret");
        assertThat(endpoint.getConfiguration().getRefreshToken()).isEqualTo("secret-one");
        assertThat(endpoint.getConfiguration().getAccessToken()).isEqualTo("secret-two");
        try {
            endpoint("open115:/b?refreshToken=secret-one&pageSize=0");
        } catch (RuntimeException e) {
            for (Throwable each = e; each != null; each = each.getCause()) {
                assertThat(each.toString()).doesNotContain("secret");
            }
            return;
        }
        throw new AssertionError("pageSize=0 was accepted");
    }

    @Test
    @DisplayName("toD with a changing file name, file id or body uses one endpoint and the file that is meant")
    void sendsDynamically() throws Exception {
        EmulatedFile one = drive.put("/a", "one.txt", "1");
        EmulatedFile two = drive.put("/a", "two.txt", "2");
        drive.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:name").toD("open115:/a?operation=info&fileName=${header.wanted}");
                from("direct:id").toD("open115:/a?operation=info&fileId=${header.wanted}");
            }
        });
        for (EmulatedFile each : List.of(one, two)) {
            Map<String, Object> byName = Map.of("wanted", each.name(), "CamelOpen115FileId", "1", "CamelFileName", "x");
            assertThat(id(drive.send("direct:name", null, byName))).isEqualTo(each.id());
            Map<String, Object> byId = Map.of("wanted", each.id(), "CamelOpen115FileId", "1", "CamelFileName", "x");
            assertThat(id(drive.send("direct:id", null, byId))).isEqualTo(each.id());
        }
        assertThat(drive.routes().context().getEndpoints().stream().filter(Open115Endpoint.class::isInstance))
                .hasSizeLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "R&D.txt",
                "one.txt&operation=delete",
                "one.txt&fileId=0",
                "RAW(x",
                "x)&operation=delete&y=RAW(",
                "50%25 off?.txt",
                "a+b.txt",
                "{{name}} ${header.id}.txt",
                "x&"
            })
    @DisplayName("R42 the name of a file sets no option: toD and enrich aim at the file of exactly that name")
    void aNameIsNoOption(String name) throws Exception {
        // Camel 4.18 resolves placeholders in the URI itself, and refuses one that is not there
        assumeFalse(name.contains("{{") && drive.routes().context().getVersion().startsWith("4.18."));
        EmulatedFile one = drive.put("/a", "one.txt", "1");
        EmulatedFile odd = drive.put("/a", name, "odd");
        drive.routes().add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:last").toD("open115:/a?operation=info&fileName=${header.wanted}");
                from("direct:first").toD("open115:/a?fileName=${header.wanted}&operation=${header.what}");
                from("direct:raw").toD("open115:/${header.dir}?fileName=RAW(${header.wanted})&operation=info");
                from("direct:enrich").enrich().simple("open115:/a?operation=info&fileName=${header.wanted}");
            }
        });
        Map<String, Object> headers = Map.of("wanted", name, "what", "info", "dir", "a", "id", one.id());
        for (String route : List.of("last", "first", "raw", "enrich")) {
            assertThat(id(drive.send("direct:" + route, null, headers))).isEqualTo(odd.id());
            assertThat(drive.calls()).isEqualTo(Map.of("get_info", 1L));
        }
        assertThat(drive.emulator().drive().binned()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "open115:/a?fileName=R&D.txt, There is no option 'D.txt'",
        "open115:/x?y, There is no option 'y'",
        "open115:/a?operation=info&fileName=x&operation=delete, The option operation is given more than once"
    })
    @DisplayName("R42 a URI that a name has broken is refused with what to write instead")
    void explainsABrokenUri(String uri, String problem) {
        assertThatThrownBy(() -> endpoint(uri))
                .hasMessageContaining(problem)
                .hasMessageContaining("RAW(value)")
                .hasMessageContaining("CamelFileName")
                .hasMessageContaining("rootFolderId");
    }

    @Test
    @DisplayName("R42 RAW() protects a name in any URI")
    void takesARawName() {
        EmulatedFile odd = drive.put("/a", "R&D.txt", "odd");
        assertThat(id(drive.send("open115:/a?operation=info&fileName=RAW(R&D.txt)", null, Map.of())))
                .isEqualTo(odd.id());
    }

    private static String id(Exchange result) {
        assertThat(result.getException()).isNull();
        return result.getMessage().getBody(Open115File.class).id();
    }

    private Open115Endpoint endpoint(String uri) {
        return drive.routes().context().getEndpoint(uri, Open115Endpoint.class);
    }
}
