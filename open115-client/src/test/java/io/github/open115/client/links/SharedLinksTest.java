/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.links;

import static io.github.open115.client.links.Links.key;
import static io.github.open115.client.links.Links.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.auth.SettableClock;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SharedLinksTest {

    private static final String GROUP = "group";

    private final SettableClock clock = new SettableClock();
    private final AtomicInteger reused = new AtomicInteger();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final SharedLinks shared = new SharedLinks(executor, clock, reused::incrementAndGet, gone -> {});
    private final List<List<LinkCache.Key>> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch reply = new CountDownLatch(1);

    @AfterEach
    void close() {
        reply.countDown();
        shared.close();
        executor.shutdown();
    }

    /** Answers when the reply is let go. */
    private Map<LinkCache.Key, LinkBatch.Result> answer(List<LinkCache.Key> wanted, List<LinkCache.Key> spare) {
        asked.add(wanted);
        try {
            reply.await();
        } catch (InterruptedException e) {
            throw new Open115Exception("interrupted", e);
        }
        Map<LinkCache.Key, LinkBatch.Result> outcomes = new LinkedHashMap<>();
        Stream.concat(wanted.stream(), spare.stream())
                .forEach(key -> outcomes.put(
                        key,
                        LinkBatch.Result.of(link(key.pickCode(), clock.instant().plus(Duration.ofHours(1))))));
        return outcomes;
    }

    private DownloadLink use(String pickCode, Object group) {
        return shared.resolve(List.of(key(pickCode)), group, this::answer)
                .get(key(pickCode))
                .link();
    }

    private FutureTask<DownloadLink> reader(String pickCode) {
        FutureTask<DownloadLink> task = new FutureTask<>(() -> use(pickCode, GROUP));
        start(task);
        return task;
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    @DisplayName("callers that want one link at the same time share one request, and later ones its result")
    void callersThatWantOneLinkShareARequest() throws Exception {
        List<FutureTask<DownloadLink>> readers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            readers.add(reader("a"));
        }
        await().until(() -> !asked.isEmpty());
        reply.countDown();
        DownloadLink first = readers.get(0).get();
        for (FutureTask<DownloadLink> reader : readers) {
            assertThat(reader.get()).isSameAs(first);
        }
        assertThat(use("a", GROUP)).isSameAs(first);
        assertThat(asked).hasSize(1);
        assertThat(reused.get()).isBetween(1, 20);
    }

    @Test
    @DisplayName("a failed request fails all callers that wait for it, and no later one")
    void aFailedRequestFailsAllItsCallersAndNoLaterOne() throws Exception {
        List<FutureTask<DownloadLink>> readers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            FutureTask<DownloadLink> reader =
                    new FutureTask<>(() -> shared.resolve(List.of(key("a")), GROUP, (wanted, spare) -> {
                                answer(wanted, spare);
                                throw new NotFoundException("gone", null);
                            })
                            .get(key("a"))
                            .link());
            readers.add(reader);
            threads.add(start(reader));
        }
        await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        reply.countDown();
        for (FutureTask<DownloadLink> reader : readers) {
            assertThatThrownBy(reader::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(NotFoundException.class);
        }
        assertThat(asked).hasSize(1);
        assertThat(use("a", GROUP).pickCode()).isEqualTo("a");
    }

    @Test
    @DisplayName("an interrupted caller stops waiting; its request goes on for the others")
    void aRequestSurvivesItsInterruptedCaller() throws Exception {
        FutureTask<Boolean> leaving = new FutureTask<>(() -> {
            assertThatThrownBy(() -> use("a", GROUP)).hasMessageContaining("interrupted");
            return Thread.currentThread().isInterrupted();
        });
        Thread first = start(leaving);
        await().until(() -> !asked.isEmpty());
        FutureTask<DownloadLink> other = reader("a");
        first.interrupt();
        assertThat(leaving.get()).isTrue();
        reply.countDown();
        assertThat(other.get().pickCode()).isEqualTo("a");
        assertThat(asked).hasSize(1);
    }

    @Test
    @DisplayName("a caller that waits for a paused account in another way makes its own request")
    void callersThatWaitInAnotherWayMakeTheirOwnRequest() throws Exception {
        FutureTask<DownloadLink> patient = reader("a");
        await().until(() -> asked.size() == 1);
        FutureTask<DownloadLink> hasty = new FutureTask<>(() -> use("a", "hasty"));
        start(hasty);
        await().until(() -> asked.size() == 2);
        reply.countDown();
        assertThat(patient.get().pickCode()).isEqualTo("a");
        assertThat(hasty.get().pickCode()).isEqualTo("a");
    }

    @Test
    @DisplayName("many links: neither cached ones nor those of requests in progress are requested again")
    void requestsOnlyLinksThatAreNeitherCachedNorInProgress() throws Exception {
        FutureTask<DownloadLink> single = reader("a");
        await().until(() -> asked.size() == 1);
        FutureTask<Map<LinkCache.Key, LinkBatch.Result>> many =
                new FutureTask<>(() -> shared.resolve(List.of(key("b"), key("a"), key("c")), GROUP, this::answer));
        start(many);
        await().until(() -> asked.size() == 2);
        reply.countDown();
        assertThat(many.get().keySet()).containsExactly(key("b"), key("a"), key("c"));
        assertThat(many.get().get(key("a")).link()).isSameAs(single.get());
        assertThat(asked).containsExactly(List.of(key("a")), List.of(key("b"), key("c")));
    }

    @Test
    @DisplayName("a caller that waits for a spare link requests it when the call does not return it")
    void requestsASpareLinkThatTheCallDidNotReturn() throws Exception {
        start(() -> shared.prepare(key("a"), () -> List.of(key("b")), GROUP, (wanted, spare) -> {
            Map<LinkCache.Key, LinkBatch.Result> outcomes = answer(wanted, List.of());
            asked.add(spare);
            return outcomes;
        }));
        await().until(() -> asked.size() == 1);
        FutureTask<DownloadLink> waiting = reader("b");
        reply.countDown();
        assertThat(waiting.get().pickCode()).isEqualTo("b");
        assertThat(asked).containsExactly(List.of(key("a")), List.of(key("b")), List.of(key("b")));
    }

    @Test
    @DisplayName("a closed client ends the requests in progress, and leaves the executor to its owner")
    void closingEndsTheRequestsInProgress() throws Exception {
        FutureTask<DownloadLink> waiting = reader("a");
        await().until(() -> asked.size() == 1);
        shared.close();
        assertThatThrownBy(waiting::get).hasCauseInstanceOf(Open115Exception.class);
        assertThatThrownBy(() -> use("b", GROUP)).hasMessageContaining("closed");
        assertThat(executor.isShutdown()).isFalse();
        // the request was interrupted: nobody has let its reply go
        executor.shutdown();
        assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }
}
