/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A folder {@code /inbox} that is polled when the test says so, at a time that stands still: every call can be counted. */
abstract class PollFixture {

    static final String INBOX = "open115:/inbox?startScheduler=false";

    static final String LIST = "GET /open/ufile/files";
    static final String LOOK_UP = "POST /open/folder/get_info";
    static final String CREATE_FOLDER = "POST /open/folder/add";
    static final String MOVE = "POST /open/ufile/move";
    static final String RENAME = "POST /open/ufile/update";
    static final String DELETE = "POST /open/ufile/delete";

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension(this::service);

    @TempDir
    Path state;

    final Deliveries deliveries = new Deliveries();
    /** What was delivered, by {@code CamelFileName}. */
    final List<String> delivered = deliveries.names();

    private boolean authorized;

    /** The settings of the emulated service. */
    Open115Emulator.Builder service() {
        return Open115Emulator.builder();
    }

    Open115Emulator emulator() {
        return service.emulator();
    }

    EmulatedDrive drive() {
        return emulator().drive();
    }

    @BeforeEach
    void freeze() {
        emulator().clock().freeze();
        drive().folder("/inbox");
    }

    /** The URI that {@link #poll(Routes) poll} polls, with more options. */
    static String inbox(String options) {
        return INBOX + (options.isEmpty() ? "" : "&" + options);
    }

    /** A context that is not started; those of one test are authorized once and share their state. */
    Routes routes() {
        Routes routes = authorized ? new Routes(emulator(), state) : Routes.authorized(emulator(), state);
        authorized = true;
        return routes;
    }

    /** A started route whose polls the test makes. */
    Routes route(String options) throws Exception {
        return route(options, Map.of());
    }

    /** The same with beans that the options name. */
    Routes route(String options, Map<String, ?> beans) throws Exception {
        return route(options, beans, processor());
    }

    /** The same with what the route does. */
    Routes route(String options, Processor processor) throws Exception {
        return route(options, Map.of(), processor);
    }

    /** The same with both. */
    Routes route(String options, Map<String, ?> beans, Processor processor) throws Exception {
        Routes routes = routes();
        beans.forEach((name, bean) -> routes.context().getRegistry().bind(name, bean));
        return routes.fromNamed("in", inbox(options), processor).start();
    }

    /** What the route does with what it gets. */
    Processor processor() {
        return deliveries;
    }

    /** One poll of the first route that polls a drive. */
    static void poll(Routes routes) {
        routes.consumer().run();
    }

    /** So many polls at this time. */
    static void poll(Routes routes, int polls) {
        for (int i = 0; i < polls; i++) {
            poll(routes);
        }
    }

    /** One poll of one of several routes. */
    static void poll(Routes routes, String routeId) {
        routes.consumer(routeId).run();
    }

    /** A poll a minute, on a clock that goes on by that. */
    void pollOn(Routes routes, int minutes) {
        for (int i = 0; i < minutes; i++) {
            emulator().clock().advance(Duration.ofMinutes(1));
            poll(routes);
        }
    }

    /** One poll, and what it costs besides the authorization. */
    long callsOfPoll(Routes routes) {
        return callsOf(() -> poll(routes));
    }

    long callsOf(Runnable action) {
        int before = calls();
        action.run();
        return calls() - before;
    }

    int calls() {
        return (int) emulator().requests().all().stream()
                .filter(request -> !request.path().contains("refreshToken"))
                .count();
    }

    long calls(String endpoint) {
        return emulator().requests().count(endpoint);
    }

    /** How often each endpoint but the listing was called. */
    Map<String, Long> callsBesideListings() {
        Map<String, Long> calls = emulator().requests().countsByEndpoint();
        calls.keySet().removeIf(endpoint -> endpoint.equals(LIST) || endpoint.contains("refreshToken"));
        return calls;
    }

    /** How many pages of the polled folder were listed. */
    long listings() {
        return emulator().requests().all().stream()
                .filter(request -> request.path().endsWith("/open/ufile/files"))
                .filter(request -> request.parameter("cid").equals(drive().folder("/inbox")))
                .count();
    }

    /** A new file whose content is its path. */
    EmulatedFile put(String folder, String name) {
        return put(folder, name, folder + "/" + name);
    }

    EmulatedFile put(String folder, String name, String content) {
        return drive().addFile(drive().folder(folder), name, Content.of(content));
    }

    /** Whether there is a file at a path. */
    boolean isAt(String path) {
        return drive().fileAt(path).isPresent();
    }

    /** A tree of so many files, evenly in so many folders, a second apart. */
    List<EmulatedFile> tree(int files, int folders) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < folders; i++) {
            ids.add(drive().folder("/inbox/f" + i));
        }
        List<EmulatedFile> made = new ArrayList<>();
        Content content = Content.of("x");
        for (int i = 0; i < files; i++) {
            made.add(drive().addFile(ids.get(i % folders), "old-" + i + ".bin", content));
            if (i % 5 == 0) {
                emulator().clock().advance(Duration.ofSeconds(1));
            }
        }
        emulator().clock().advance(Duration.ofHours(1));
        assertThat(made).hasSize(files);
        return made;
    }
}
