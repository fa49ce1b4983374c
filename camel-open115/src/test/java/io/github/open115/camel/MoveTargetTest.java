/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.after.AfterProcessingException;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A target folder that several look for, or that is not what it was. */
class MoveTargetTest extends PollFixture {

    private static final int ROUTES = 4;

    @Test
    @DisplayName("R38 several routes that move into one new folder create it once")
    void severalRoutesCreateOneFolder() throws Exception {
        List<EmulatedFile> files = new ArrayList<>();
        Routes routes = routes();
        for (int i = 0; i < ROUTES; i++) {
            files.add(put("/in" + i, i + ".txt"));
            routes.fromNamed("route" + i, "open115:/in" + i + "?startScheduler=false&move=/archive/new", deliveries);
        }
        try (routes) {
            routes.start();
            pollTogether(routes);
        }
        assertThat(files).noneMatch(file -> isAt("/in" + files.indexOf(file) + "/" + file.name()));
        assertThat(drive().names(drive().folder("/"))).containsOnlyOnce("archive");
        assertThat(drive().names(drive().folder("/archive"))).containsExactly("new");
        assertThat(drive().names(drive().folder("/archive/new"))).hasSize(ROUTES);
        assertThat(delivered).hasSize(ROUTES);
    }

    /** One poll of each route, all at the same time. */
    private static void pollTogether(Routes routes) throws InterruptedException {
        List<Thread> polls = new ArrayList<>();
        for (int i = 0; i < ROUTES; i++) {
            String routeId = "route" + i;
            polls.add(new Thread(() -> poll(routes, routeId)));
        }
        polls.forEach(Thread::start);
        for (Thread poll : polls) {
            poll.join();
        }
    }

    @Test
    @DisplayName("R38 code 20004: a folder that somebody else created meanwhile is found once it is listed")
    void findsTheFolderOfSomebodyElse() throws Exception {
        put("/inbox", "a.txt");
        emulator().faults().before(CREATE_FOLDER, 1, () -> drive().folder("/inbox/.done"));
        try (Routes routes = route("move=.done")) {
            poll(routes);
            assertThat(isAt("/inbox/.done/a.txt")).isTrue();
            pollOn(routes, 2);
        }
        assertThat(calls(CREATE_FOLDER)).isEqualTo(1);
        assertThat(calls(MOVE)).isEqualTo(1);
        assertThat(drive().names(drive().folder("/inbox"))).containsExactly(".done");
    }

    @Test
    @DisplayName("R38 code 20004 without a folder in the listing yet: the move waits and is tried again")
    void waitsForTheFolderOfSomebodyElse() throws Exception {
        put("/inbox", "a.txt");
        emulator().faults().arm(CREATE_FOLDER, Fault.error(20004, "该目录名称已存在"));
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        try (Routes routes = route(
                "move=.done&exceptionHandler=#collect", Map.of("collect", new CollectingExceptionHandler(failures)))) {
            poll(routes);
            assertThat(isAt("/inbox/a.txt")).isTrue();
            poll(routes);
            assertThat(isAt("/inbox/.done/a.txt")).isTrue();
            pollOn(routes, 2);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(failures).hasSize(1);
    }

    @Test
    @DisplayName("R38 a folder that is full: nothing is split, the files wait until there is room")
    void filesWaitWhileTheFolderIsFull() throws Exception {
        for (int i = 0; i < 10; i++) {
            put("/inbox", i + ".txt");
        }
        Fault full = Fault.error(2, "文件夹数量超过上限");
        emulator().faults().arm(MOVE, full).times(2);
        try (Routes routes = route("move=.done")) {
            poll(routes, 2);
            assertThat(isAt("/inbox/9.txt")).isTrue();
            poll(routes);
            assertThat(isAt("/inbox/.done/9.txt")).isTrue();
            pollOn(routes, 2);
        }
        assertThat(delivered).hasSize(10);
        assertThat(calls(MOVE)).isEqualTo(3);
    }

    @Test
    @DisplayName("R38 a target that vanished while 10 files waited: looked up again, not taken for 10 lost files")
    void vanishedTargetIsLookedUpAgain() throws Exception {
        for (int i = 0; i < 10; i++) {
            put("/inbox", i + ".txt");
        }
        emulator().faults().before(MOVE, 1, () -> drive().purge(drive().folder("/inbox/.done")));
        try (Routes routes = route("move=.done")) {
            poll(routes);
            assertThat(isAt("/inbox/.done/9.txt")).isTrue();
            pollOn(routes, 2);
        }
        assertThat(drive().names(drive().folder("/inbox/.done"))).hasSize(10);
        assertThat(calls(MOVE)).isEqualTo(2);
    }

    @Test
    @DisplayName("R38 a parent folder of a new target that vanished is created again")
    void createsAVanishedParent() throws Exception {
        put("/inbox", "a.txt");
        try (Routes routes = route("move=.done/${file:onlyname.noext}/${file:onlyname}")) {
            poll(routes);
            assertThat(isAt("/inbox/.done/a/a.txt")).isTrue();
            drive().purge(drive().folder("/inbox/.done"));
            put("/inbox", "b.txt");
            poll(routes);
            assertThat(isAt("/inbox/.done/b/b.txt")).isTrue();
        }
        assertThat(drive().names(drive().folder("/inbox"))).containsExactly(".done");
    }

    @Test
    @DisplayName("R38 a failure of several files is reported once, with their number and what to do")
    void reportsTheFailureOfManyFilesOnce() throws Exception {
        for (int i = 0; i < 10; i++) {
            put("/inbox", i + ".txt");
        }
        emulator().faults().arm(MOVE, Fault.error(770004, "已达到当前访问上限，请稍后再试"));
        CollectingExceptionHandler handler = new CollectingExceptionHandler(new CopyOnWriteArrayList<>());
        try (Routes routes = route("move=.done&exceptionHandler=#collect", Map.of("collect", handler))) {
            poll(routes);
            assertThat(handler.handled()).hasSize(1);
            emulator().clock().advance(Duration.ofMinutes(10));
            poll(routes);
            assertThat(isAt("/inbox/.done/9.txt")).isTrue();
        }
        assertThat(handler.handled())
                .singleElement()
                .isInstanceOfSatisfying(AfterProcessingException.class, failure -> {
                    assertThat(failure.waiting()).isEqualTo(10);
                    assertThat(failure.givenUp()).isZero();
                    assertThat(failure)
                            .hasMessageContainingAll("10 wait in the journal", "nothing need be done", "770004");
                });
        assertThat(delivered).hasSize(10);
    }
}
