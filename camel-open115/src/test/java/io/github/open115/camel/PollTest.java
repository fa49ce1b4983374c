package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PollTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    @Test
    @DisplayName("a recursive poll delivers each file once, with its path and its content")
    void deliversEachFileOnce() throws Exception {
        Open115Emulator emulator = service.emulator();
        put(emulator, "/inbox", "a.txt", "A");
        put(emulator, "/inbox/sub/deep", "b.txt", "B");
        put(emulator, "/elsewhere", "c.txt", "C");
        List<String> delivered = new CopyOnWriteArrayList<>();
        try (Routes routes = Routes.authorized(emulator, state)
                .from(
                        "open115:/inbox?recursive=true&" + Routes.QUICK,
                        exchange -> delivered.add(exchange.getIn().getHeader("CamelFileName") + "="
                                + exchange.getIn().getBody(String.class)))
                .start()) {
            await().until(() -> emulator.requests().count("/open/ufile/files") > 5);
            assertThat(delivered).containsExactlyInAnyOrder("a.txt=A", "sub/deep/b.txt=B");
        }
        assertThat(emulator.requests().linkRequests()).isEqualTo(2);
    }

    static void put(Open115Emulator emulator, String folder, String name, String content) {
        emulator.drive().addFile(emulator.drive().folder(folder), name, content.getBytes(StandardCharsets.UTF_8));
    }
}
