/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ClientThreadsTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    @Test
    @DisplayName("links are requested on a thread pool of Camel, which ends with the component")
    void linksAreRequestedOnAPoolOfCamel() {
        EmulatedFile file = service.emulator().drive().addFile("0", "a.txt", new byte[] {1});
        try (Routes routes = Routes.authorized(service.emulator(), state).start()) {
            String uri = "open115:?operation=resolveLink&fileId=" + file.id();
            Pattern ours = Pattern.compile(
                    "Camel \\(" + Pattern.quote(routes.context().getName()) + "\\) thread #\\d+ - Open115");
            assertThat(routes.template().requestBody(uri, null, String.class)).startsWith("http");
            assertThat(threads(ours)).isNotEmpty();

            routes.context().getComponent("open115", Open115Component.class).stop();

            await().untilAsserted(() -> assertThat(threads(ours)).isEmpty());
        }
    }

    private static List<String> threads(Pattern name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name.asMatchPredicate())
                .toList();
    }
}
