/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.offline.OfflineLink;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.Route;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The routes that docs/cloud-download.md shows. */
class CloudDownloadRecipeTest {

    private static final String MAGNET = "magnet:?xt=urn:btih:00112233445566778899aabbccddeeff00112233&dn=film";
    private static final String FILE = "https://files.example/clip.mkv?a=1";

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    @TempDir
    Path films;

    @Test
    @DisplayName("links of a mail go into the cloud download, and what they give arrives by a poll of the folder")
    void linksOfAMailArriveAsFiles() throws Exception {
        Routes routes = Routes.authorized(service.emulator(), state);
        routes.context().getPropertiesComponent().addInitialProperty("mailbox", "direct:mailbox");
        routes.context()
                .getPropertiesComponent()
                .addInitialProperty("films", films.toUri().getPath());
        // the folder is polled when it has something, not a minute later
        routes.context().setAutoStartup(false);
        try (Routes started = routes.add(new CloudDownloadRoutes()).start()) {
            List<Route> all = routes.context().getRoutes();
            routes.context().getRouteController().startRoute(all.get(0).getRouteId());
            String mail = "Hello,\r\nplease get " + MAGNET + "\r\nand <" + FILE + ">\r\nThanks!";

            started.template().requestBody("direct:mailbox", "no link in this one");
            List<?> added = started.template().requestBody("direct:mailbox", mail, List.class);

            assertThat(added).extracting(link -> ((OfflineLink) link).url()).containsExactly(MAGNET, FILE);
            service.emulator().offline().task(FILE).finish("clip.mkv", Content.of("clip"));
            service.emulator()
                    .offline()
                    .task(MAGNET)
                    .finish("film", Map.of("film.mkv", Content.of("film"), "sub/en.srt", Content.of("text")));
            routes.context().getRouteController().startRoute(all.get(1).getRouteId());
            await().until(() -> Files.exists(films.resolve("clip.mkv"))
                    && Files.exists(films.resolve("film/film.mkv"))
                    && Files.exists(films.resolve("film/sub/en.srt")));
            assertThat(service.emulator().requests().count("/open/offline/add_task_urls"))
                    .isEqualTo(1);
        }
    }
}
