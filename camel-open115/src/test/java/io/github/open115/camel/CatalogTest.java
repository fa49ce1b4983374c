package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.RuntimeCamelCatalog;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tools learn from the jar. */
class CatalogTest {

    private DefaultCamelContext context;
    private RuntimeCamelCatalog catalog;

    @BeforeEach
    void start() {
        context = new DefaultCamelContext();
        context.start();
        catalog = context.getCamelContextExtension().getContextPlugin(RuntimeCamelCatalog.class);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void theCatalogAtRunTimeFindsTheComponent() {
        assertThat(catalog.componentJSonSchema("open115")).contains("\"scheme\": \"open115\"", "\"pathMaxAge\"");
    }

    @Test
    void validOptionsPass() {
        assertThat(validate(Map.of("recursive", "true", "delay", "5000")).isSuccess())
                .isTrue();
    }

    @Test
    void anUnknownOptionIsFlagged() {
        EndpointValidationResult result = validate(Map.of("recursiv", "true"));
        assertThat(result.isSuccess()).isFalse();
        assertThat(result.getUnknown()).containsExactly("recursiv");
    }

    private EndpointValidationResult validate(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.put("directoryName", "/inbox");
        return catalog.validateProperties("open115", all);
    }

    @Test
    void theJarSaysWhichComponentsItHas() throws IOException {
        Properties properties = new Properties();
        try (InputStream file =
                getClass().getResourceAsStream("/META-INF/services/org/apache/camel/component.properties")) {
            properties.load(file);
        }
        assertThat(properties)
                .containsEntry("components", "open115")
                .containsEntry("groupId", "io.github.open115")
                .containsEntry("artifactId", "camel-open115");
    }
}
