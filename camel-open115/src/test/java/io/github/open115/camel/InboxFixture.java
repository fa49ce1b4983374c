/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.awaitility.Awaitility.await;

import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A drive with a folder {@code /inbox} that is polled. */
abstract class InboxFixture {

    static final String LIST = "GET /open/ufile/files";
    static final String LOOK_UP = "POST /open/folder/get_info";
    static final String CREATE_FOLDER = "POST /open/folder/add";
    static final String MOVE = "POST /open/ufile/move";
    static final String RENAME = "POST /open/ufile/update";
    static final String DELETE = "POST /open/ufile/delete";

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    /** What was delivered, by {@code CamelFileName}. */
    final List<String> delivered = new CopyOnWriteArrayList<>();

    final List<Map<String, Object>> headers = new CopyOnWriteArrayList<>();

    Open115Emulator emulator() {
        return service.emulator();
    }

    EmulatedDrive drive() {
        return emulator().drive();
    }

    EmulatedFile put(String folder, String name) {
        return put(folder, name, "content of " + name);
    }

    EmulatedFile put(String folder, String name, String content) {
        return drive().addFile(drive().folder(folder), name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** The path of a file that is in the drive. */
    boolean isAt(String path) {
        return drive().fileAt(path).isPresent();
    }

    Routes routes() {
        return Routes.authorized(emulator(), state);
    }

    static String inbox(String options) {
        return "open115:/inbox?" + Routes.QUICK + (options.isEmpty() ? "" : "&" + options);
    }

    /** A started context that polls {@code /inbox} and notes what it gets. */
    Routes polling(String options) throws Exception {
        return routes().from(inbox(options), this::note).start();
    }

    void note(Exchange exchange) {
        Message message = exchange.getIn();
        headers.add(Map.copyOf(message.getHeaders()));
        delivered.add(message.getHeader(Exchange.FILE_NAME, String.class));
    }

    void awaitDelivered(int files) {
        await().until(() -> delivered.size() >= files);
    }

    /** Waits until the folder was listed so often again that whatever happened before had its effect. */
    void awaitPolls(int polls) {
        long listed = calls(LIST);
        await().until(() -> calls(LIST) >= listed + polls + 1);
    }

    long calls(String endpoint) {
        return emulator().requests().count(endpoint);
    }

    /** How often each endpoint but the listing, which is polled, was called. */
    Map<String, Long> callsBesideListings() {
        Map<String, Long> calls = emulator().requests().countsByEndpoint();
        calls.keySet().removeIf(endpoint -> endpoint.equals(LIST) || endpoint.contains("refreshToken"));
        return calls;
    }

    /**
     * Advances the clock again and again until the condition holds. Once is not enough: the emulator counts a call before the
     * client has read its reply, and the pause that this reply begins would begin after the advance. There is time between
     * two steps, so that tokens and links do not die before they are used.
     */
    void awaitLater(Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(300)).until(() -> {
            emulator().clock().advance(Duration.ofMinutes(10));
            return condition.call();
        });
    }
}
