/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.util.URISupport;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SecretOptionsTest {

    private static final String JSON = "/META-INF/io/github/open115/camel/open115.json";

    @Test
    @DisplayName("R39 every secret option has a name that Camel masks, on the component and on the endpoint")
    void maskedByName() throws Exception {
        List<String> secret = secretOptions();
        DefaultCamelContext context = new DefaultCamelContext();
        context.getComponent("open115");
        assertThat(secret)
                .contains("refreshToken", "accessToken", "proxySignSecret", "localProxySignSecret")
                .allSatisfy(name -> {
                    assertThat(CamelContextHelper.containsSensitive(context, name))
                            .as(name)
                            .isTrue();
                    assertThat(URISupport.sanitizeUri("open115:/inbox?" + name + "=marker&delay=1"))
                            .doesNotContain("marker");
                });
    }

    @Test
    @DisplayName("R39 every option whose name contains token, secret or password is declared secret")
    void declaredByName() throws Exception {
        for (String part : List.of("componentProperties", "properties")) {
            options(part).forEach((name, option) -> {
                if (name.matches("(?i).*(token|secret|password)") && "string".equals(option.getString("type"))) {
                    assertThat(option.getBoolean("secret")).as(name).isTrue();
                }
            });
        }
    }

    private static List<String> secretOptions() throws Exception {
        List<String> names = new ArrayList<>();
        for (String part : List.of("componentProperties", "properties")) {
            options(part).forEach((name, option) -> {
                if (Boolean.TRUE.equals(option.getBoolean("secret"))) {
                    names.add(name);
                }
            });
        }
        return names;
    }

    private static Map<String, JsonObject> options(String part) throws IOException, DeserializationException {
        try (InputStream in = SecretOptionsTest.class.getResourceAsStream(JSON)) {
            JsonObject catalog = (JsonObject) Jsoner.deserialize(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return catalog.getMap(part);
        }
    }
}
