/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.links;

import io.github.open115.client.http.Open115Exception;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What all views of one account share about links: the cache, the requests in progress, and how many pick codes a call may
 * have. Thread-safe.
 *
 * <p>A caller that wants a link for which a request is in progress waits for that request, and fails with its exception.
 * Requests run on threads of their own: an interrupted caller stops waiting, and the request goes on for the others.
 */
public final class SharedLinks implements AutoCloseable {

    /** A link takes less than a kilobyte. */
    private static final int CAPACITY = 2000;

    private final Executor executor;
    private final Runnable onReuse;
    private final Consumer<String> onGone;
    private final BatchSize batchSize = new BatchSize();
    // guarded by this
    private final LinkCache cache;
    private final Map<Flight, CompletableFuture<LinkBatch.Result>> flights = new HashMap<>();
    private final Set<LinkRequest> requests = new HashSet<>();
    private boolean closed;

    /**
     * @param executor runs the requests, each at once; it is not shut down
     * @param clock tells which links are still valid
     * @param onReuse is called for each link that is handed out without a call; must return at once
     * @param onGone is called with each pick code for which the service knows no file; must return at once
     */
    public SharedLinks(Executor executor, Clock clock, Runnable onReuse, Consumer<String> onGone) {
        this.executor = executor;
        this.onReuse = onReuse;
        this.onGone = onGone;
        this.cache = new LinkCache(clock, CAPACITY);
    }

    /** Requests links from the service. */
    @FunctionalInterface
    interface Asker {

        /**
         * @param wanted a caller waits for these: each has a link or a failure in the result
         * @param spare these may be requested in the same call, if they cost no further one
         */
        Map<LinkCache.Key, LinkBatch.Result> ask(List<LinkCache.Key> wanted, List<LinkCache.Key> spare);
    }

    /** Reports that there is no file for a pick code. */
    void reportGone(String pickCode) {
        onGone.accept(pickCode);
    }

    BatchSize batchSize() {
        return batchSize;
    }

    /** Whether a link is cached, or a request for it is in progress. */
    synchronized boolean isAtHand(LinkCache.Key key, Object group) {
        return cache.peek(key) != null || flights.containsKey(new Flight(key, group));
    }

    /** Removes whatever link is cached for this key. */
    synchronized void remove(LinkCache.Key key) {
        cache.remove(key);
    }

    /** Removes a link that does not work from the cache. */
    synchronized void remove(LinkCache.Key key, DownloadLink link) {
        cache.remove(key, link);
    }

    /** Returns the cached link for this key and marks it as used; null when a call is needed. */
    synchronized DownloadLink cached(LinkCache.Key key) {
        boolean reused = !cache.isReserved(key);
        DownloadLink link = cache.take(key);
        if (link != null && reused) {
            onReuse.run();
        }
        return link;
    }

    /**
     * Gets links that are used now: from the cache, from requests in progress, and the others with a new request.
     *
     * @param group callers of one group share requests: those that wait for a paused account in the same way
     * @return a link or a failure for each key, in their order
     * @throws Open115Exception if the account cannot send requests at all, or the wait was interrupted
     */
    Map<LinkCache.Key, LinkBatch.Result> resolve(Collection<LinkCache.Key> keys, Object group, Asker asker) {
        Map<LinkCache.Key, LinkBatch.Result> results = new LinkedHashMap<>();
        keys.forEach(key -> results.put(key, LinkBatch.Result.UNDECIDED));
        for (Set<LinkCache.Key> open = undecided(results); !open.isEmpty(); open = undecided(results)) {
            results.putAll(await(join(open, group, asker)));
        }
        synchronized (this) {
            keys.forEach(cache::take);
        }
        return results;
    }

    /**
     * Makes sure that a link is cached for a reader that is about to use it.
     *
     * @param spare gives further keys, when a call is made anyway
     * @return a link or a failure
     */
    LinkBatch.Result prepare(LinkCache.Key key, Supplier<List<LinkCache.Key>> spare, Object group, Asker asker) {
        LinkBatch.Result result = LinkBatch.Result.UNDECIDED;
        while (result.isUndecided()) {
            result = await(joinPreparation(key, spare, group, asker)).get(key);
        }
        return result;
    }

    private synchronized Map<LinkCache.Key, CompletableFuture<LinkBatch.Result>> join(
            Set<LinkCache.Key> keys, Object group, Asker asker) {
        Map<LinkCache.Key, CompletableFuture<LinkBatch.Result>> futures = new LinkedHashMap<>();
        List<LinkCache.Key> missing = new ArrayList<>();
        for (LinkCache.Key key : keys) {
            DownloadLink link = cached(key);
            CompletableFuture<LinkBatch.Result> flight = flights.get(new Flight(key, group));
            if (link != null) {
                futures.put(key, completed(link));
            } else if (flight != null) {
                futures.put(key, flight);
            } else {
                missing.add(key);
            }
        }
        if (!missing.isEmpty()) {
            futures.putAll(start(new LinkRequest(missing, List.of(), group, asker, cache::putUsed)));
        }
        return futures;
    }

    private synchronized Map<LinkCache.Key, CompletableFuture<LinkBatch.Result>> joinPreparation(
            LinkCache.Key key, Supplier<List<LinkCache.Key>> spare, Object group, Asker asker) {
        DownloadLink link = cache.peek(key);
        if (link != null) {
            return Map.of(key, completed(link));
        }
        CompletableFuture<LinkBatch.Result> flight = flights.get(new Flight(key, group));
        if (flight != null) {
            return Map.of(key, flight);
        }
        List<LinkCache.Key> others =
                spare.get().stream().filter(other -> !isAtHand(other, group)).toList();
        return start(new LinkRequest(List.of(key), others, group, asker, cache::putReserved));
    }

    private static CompletableFuture<LinkBatch.Result> completed(DownloadLink link) {
        return CompletableFuture.completedFuture(LinkBatch.Result.of(link));
    }

    private Map<LinkCache.Key, CompletableFuture<LinkBatch.Result>> start(LinkRequest request) {
        if (closed) {
            throw clientIsClosed(null);
        }
        try {
            executor.execute(request.task);
        } catch (RejectedExecutionException e) {
            throw clientIsClosed(e);
        }
        requests.add(request);
        request.futures.forEach((key, future) -> flights.put(new Flight(key, request.group), future));
        Map<LinkCache.Key, CompletableFuture<LinkBatch.Result>> wanted = new LinkedHashMap<>();
        request.wanted.forEach(key -> wanted.put(key, request.futures.get(key)));
        return wanted;
    }

    private static Open115Exception clientIsClosed(Exception cause) {
        return new Open115Exception("no link was requested: the client is closed", cause);
    }

    private static Map<LinkCache.Key, LinkBatch.Result> await(
            Map<LinkCache.Key, CompletableFuture<LinkBatch.Result>> futures) {
        Map<LinkCache.Key, LinkBatch.Result> results = new LinkedHashMap<>();
        try {
            for (Map.Entry<LinkCache.Key, CompletableFuture<LinkBatch.Result>> entry : futures.entrySet()) {
                results.put(entry.getKey(), entry.getValue().get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Open115Exception("interrupted while waiting for a download link", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Open115Exception known
                    ? known
                    : new Open115Exception("no download link: " + e.getCause(), e.getCause());
        }
    }

    private static Set<LinkCache.Key> undecided(Map<LinkCache.Key, LinkBatch.Result> results) {
        Set<LinkCache.Key> open = new LinkedHashSet<>();
        results.forEach((key, result) -> {
            if (result.isUndecided()) {
                open.add(key);
            }
        });
        return open;
    }

    /** Ends the requests in progress; their callers get an exception. */
    @Override
    public void close() {
        List<LinkRequest> unfinished;
        synchronized (this) {
            closed = true;
            unfinished = List.copyOf(requests);
        }
        unfinished.forEach(LinkRequest::cancel);
    }

    /** Callers that want the same link, and wait for the account in the same way, share one request. */
    private record Flight(LinkCache.Key key, Object group) {}

    /** One request to the service, and the futures of the callers that wait for it. */
    private final class LinkRequest {

        private final List<LinkCache.Key> wanted;
        private final List<LinkCache.Key> spare;
        private final Object group;
        private final Asker asker;
        private final BiConsumer<LinkCache.Key, DownloadLink> caching;
        private final Map<LinkCache.Key, CompletableFuture<LinkBatch.Result>> futures = new LinkedHashMap<>();
        private final FutureTask<Void> task = new FutureTask<>(this::run, null);

        /** @param caching puts the wanted links into the cache */
        LinkRequest(
                List<LinkCache.Key> wanted,
                List<LinkCache.Key> spare,
                Object group,
                Asker asker,
                BiConsumer<LinkCache.Key, DownloadLink> caching) {
            this.wanted = wanted;
            this.spare = spare;
            this.group = group;
            this.asker = asker;
            this.caching = caching;
            wanted.forEach(key -> futures.put(key, new CompletableFuture<>()));
            spare.forEach(key -> futures.putIfAbsent(key, new CompletableFuture<>()));
        }

        private void run() {
            try {
                Map<LinkCache.Key, LinkBatch.Result> results = asker.ask(wanted, spare);
                end(() -> {
                    cache(results, wanted, caching);
                    cache(results, spare, cache::putSpare);
                    futures.forEach(
                            (key, future) -> future.complete(results.getOrDefault(key, LinkBatch.Result.UNDECIDED)));
                });
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }

        /** Interrupts the request. Its callers do not wait until it notices. */
        void cancel() {
            task.cancel(true);
            fail(clientIsClosed(null));
        }

        private void fail(Throwable reason) {
            end(() -> futures.values().forEach(future -> future.completeExceptionally(reason)));
        }

        /** In one step, so that no caller finds neither the request nor its link. */
        private void end(Runnable completion) {
            synchronized (SharedLinks.this) {
                requests.remove(this);
                futures.keySet().forEach(key -> flights.remove(new Flight(key, group)));
                completion.run();
            }
        }

        private void cache(
                Map<LinkCache.Key, LinkBatch.Result> results,
                List<LinkCache.Key> keys,
                BiConsumer<LinkCache.Key, DownloadLink> how) {
            for (LinkCache.Key key : keys) {
                DownloadLink link =
                        results.getOrDefault(key, LinkBatch.Result.UNDECIDED).link();
                if (link != null) {
                    how.accept(key, link);
                }
            }
        }
    }
}
