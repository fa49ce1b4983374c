package io.github.open115.client.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this library, as the build wrote it down. */
final class ProjectVersion {

    private static final String RESOURCE = "version.properties";

    private ProjectVersion() {}

    static String get() {
        Properties properties = new Properties();
        try (InputStream stream = ProjectVersion.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                return "unknown";
            }
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }
}
