/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Host;
import io.github.open115.emulator.Open115Emulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.util.FileUtil;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An emulated drive and a running Camel context that sends to it, one for each test, with exact counts of calls. */
final class ProducerFixture implements BeforeEachCallback, AfterEachCallback {

    private final UnaryOperator<Open115Emulator.Builder> settings;
    private Open115Emulator emulator;
    private Path state;
    private Routes routes;

    ProducerFixture() {
        this(builder -> builder);
    }

    ProducerFixture(UnaryOperator<Open115Emulator.Builder> settings) {
        this.settings = settings;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        emulator = settings.apply(Open115Emulator.builder()).start();
        state = Files.createTempDirectory("open115-producer");
        routes = Routes.authorized(emulator, state).start();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        routes.close();
        emulator.close();
        FileUtil.removeDir(state.toFile());
    }

    Open115Emulator emulator() {
        return emulator;
    }

    Routes routes() {
        return routes;
    }

    /** An empty directory that goes with the test. */
    Path newDirectory() throws IOException {
        return Files.createTempDirectory(state, "state");
    }

    /** Puts a file into a folder such as {@code /a/b}, which is created when it is missing. */
    EmulatedFile put(String folder, String name, String content) {
        return emulator.drive()
                .addFile(emulator.drive().folder(folder), name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends one message and gives the exchange back, failed or not; calls before it are not counted. */
    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new TreeMap<>(headers));
        });
    }

    Exchange send(String uri, Consumer<Exchange> message) {
        emulator.requests().reset();
        return routes.template().request(uri, message::accept);
    }

    /** Calls to the API since the last message was sent, by the last part of their path. */
    Map<String, Long> calls() {
        return emulator.requests().all().stream()
                .filter(request -> request.host() == Host.API)
                .map(request -> request.path().substring(request.path().lastIndexOf('/') + 1))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    }
}
