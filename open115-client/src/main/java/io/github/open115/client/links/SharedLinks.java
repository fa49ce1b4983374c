package io.github.open115.client.links;

import io.github.open115.client.http.Open115Exception;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What everybody who asks for links of one account has in common: the links that are kept, the requests in progress, and
 * how many pick codes a call may have. Thread-safe.
 *
 * <p>Who wants a link that another one is asking for waits for the same request, and fails with the same exception.
 * Requests run on threads of their own: whoever is interrupted leaves, and the request goes on for the others.
 */
public final class SharedLinks implements AutoCloseable {

    /** A link takes less than a kilobyte. */
    private static final int CAPACITY = 2000;

    private final KeptLinks kept;
    private final Map<Request, CompletableFuture<LinkResult>> requests = new HashMap<>();
    private final BatchSize batchSize = new BatchSize();
    private final ExecutorService threads;
    private final Runnable onReuse;
    private final Consumer<String> onGone;

    /**
     * @param threads makes the threads of requests
     * @param clock tells which links are still good
     * @param onReuse is told of each link that is handed out without a call; must return at once
     * @param onGone is told of each pick code that the service knows no file of; must return at once
     */
    public SharedLinks(ThreadFactory threads, Clock clock, Runnable onReuse, Consumer<String> onGone) {
        this.onReuse = onReuse;
        this.onGone = onGone;
        this.kept = new KeptLinks(clock, CAPACITY);
        this.threads = Executors.newCachedThreadPool(threads);
    }

    /** Asks the service. */
    @FunctionalInterface
    interface Asker {

        /**
         * @param wanted somebody waits for these: each has a link or a failure in the result
         * @param spare these may be asked for in the same call, if they cost no other one
         */
        Map<LinkKey, LinkResult> ask(List<LinkKey> wanted, List<LinkKey> spare);
    }

    /** Tells that there is no file of a pick code. */
    void gone(String pickCode) {
        onGone.accept(pickCode);
    }

    BatchSize batchSize() {
        return batchSize;
    }

    /** Whether there is a link that may be handed out, or one is on its way. */
    synchronized boolean isAtHand(LinkKey key, Object group) {
        return kept.look(key) != null || requests.containsKey(new Request(key, group));
    }

    /** Keeps no link for this key. */
    synchronized void drop(LinkKey key) {
        kept.drop(key);
    }

    /** Keeps a link no longer, because it does not work. */
    synchronized void drop(LinkKey key, DownloadLink link) {
        kept.drop(key, link);
    }

    /** The link that is kept for this key, which counts as used from now on; null when a call is needed. */
    synchronized DownloadLink reuse(LinkKey key) {
        boolean reused = !kept.isAwaited(key);
        DownloadLink link = kept.take(key);
        if (link != null && reused) {
            onReuse.run();
        }
        return link;
    }

    /**
     * Gets links to use: those that are kept, those that are on their way, and the others with a request of their own.
     *
     * @param group who shares requests: callers that wait for the account in the same way
     * @return a link or a failure for each key, in their order
     * @throws Open115Exception if the account cannot ask at all, or the wait was interrupted
     */
    Map<LinkKey, LinkResult> use(Collection<LinkKey> keys, Object group, Asker asker) {
        Map<LinkKey, LinkResult> outcomes = new LinkedHashMap<>();
        keys.forEach(key -> outcomes.put(key, LinkResult.UNDECIDED));
        for (Set<LinkKey> open = undecided(outcomes); !open.isEmpty(); open = undecided(outcomes)) {
            outcomes.putAll(await(startUse(open, group, asker)));
        }
        synchronized (this) {
            keys.forEach(kept::take);
        }
        return outcomes;
    }

    /**
     * Sees to it that a link is there for a reader who is about to come.
     *
     * @param spare gives further files to ask for, when a call is made anyway
     * @return a link or a failure
     */
    LinkResult prepare(LinkKey key, Supplier<List<LinkKey>> spare, Object group, Asker asker) {
        LinkResult outcome = LinkResult.UNDECIDED;
        while (outcome.isUndecided()) {
            outcome = await(startToPrepare(key, spare, group, asker)).get(key);
        }
        return outcome;
    }

    private synchronized Map<LinkKey, CompletableFuture<LinkResult>> startUse(
            Set<LinkKey> keys, Object group, Asker asker) {
        Map<LinkKey, CompletableFuture<LinkResult>> coming = new LinkedHashMap<>();
        List<LinkKey> missing = new ArrayList<>();
        for (LinkKey key : keys) {
            DownloadLink link = reuse(key);
            CompletableFuture<LinkResult> running = requests.get(new Request(key, group));
            if (link != null) {
                coming.put(key, CompletableFuture.completedFuture(LinkResult.of(link)));
            } else if (running != null) {
                coming.put(key, running);
            } else {
                missing.add(key);
            }
        }
        if (!missing.isEmpty()) {
            coming.putAll(start(new Round(missing, List.of(), group, asker, kept::keepUsed)));
        }
        return coming;
    }

    private synchronized Map<LinkKey, CompletableFuture<LinkResult>> startToPrepare(
            LinkKey key, Supplier<List<LinkKey>> spare, Object group, Asker asker) {
        DownloadLink link = kept.look(key);
        if (link != null) {
            return Map.of(key, CompletableFuture.completedFuture(LinkResult.of(link)));
        }
        CompletableFuture<LinkResult> running = requests.get(new Request(key, group));
        if (running != null) {
            return Map.of(key, running);
        }
        List<LinkKey> others =
                spare.get().stream().filter(other -> !isAtHand(other, group)).toList();
        return start(new Round(List.of(key), others, group, asker, kept::keepAwaited));
    }

    private Map<LinkKey, CompletableFuture<LinkResult>> start(Round round) {
        try {
            threads.execute(round);
        } catch (RejectedExecutionException e) {
            throw new Open115Exception("no link was asked for: the client is closed", e);
        }
        round.futures.forEach((key, future) -> requests.put(new Request(key, round.group), future));
        Map<LinkKey, CompletableFuture<LinkResult>> wanted = new LinkedHashMap<>();
        round.wanted.forEach(key -> wanted.put(key, round.futures.get(key)));
        return wanted;
    }

    private static Map<LinkKey, LinkResult> await(Map<LinkKey, CompletableFuture<LinkResult>> coming) {
        Map<LinkKey, LinkResult> outcomes = new LinkedHashMap<>();
        try {
            for (Map.Entry<LinkKey, CompletableFuture<LinkResult>> entry : coming.entrySet()) {
                outcomes.put(entry.getKey(), entry.getValue().get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Open115Exception("interrupted while waiting for a download link", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Open115Exception known
                    ? known
                    : new Open115Exception("no download link: " + e.getCause(), e.getCause());
        }
    }

    private static Set<LinkKey> undecided(Map<LinkKey, LinkResult> outcomes) {
        Set<LinkKey> open = new LinkedHashSet<>();
        outcomes.forEach((key, outcome) -> {
            if (outcome.isUndecided()) {
                open.add(key);
            }
        });
        return open;
    }

    /** Ends the requests in progress. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** What callers share: the same link, waited for in the same way. */
    private record Request(LinkKey key, Object group) {}

    /** One request, and those who wait for it. */
    private final class Round implements Runnable {

        private final List<LinkKey> wanted;
        private final List<LinkKey> spare;
        private final Object group;
        private final Asker asker;
        private final BiConsumer<LinkKey, DownloadLink> keeper;
        private final Map<LinkKey, CompletableFuture<LinkResult>> futures = new LinkedHashMap<>();

        /** @param keeper keeps the links that were wanted */
        Round(
                List<LinkKey> wanted,
                List<LinkKey> spare,
                Object group,
                Asker asker,
                BiConsumer<LinkKey, DownloadLink> keeper) {
            this.wanted = wanted;
            this.spare = spare;
            this.group = group;
            this.asker = asker;
            this.keeper = keeper;
            wanted.forEach(key -> futures.put(key, new CompletableFuture<>()));
            spare.forEach(key -> futures.putIfAbsent(key, new CompletableFuture<>()));
        }

        @Override
        public void run() {
            try {
                Map<LinkKey, LinkResult> outcomes = asker.ask(wanted, spare);
                end(() -> {
                    keep(outcomes, wanted, keeper);
                    keep(outcomes, spare, kept::keepSpare);
                    futures.forEach((key, future) -> future.complete(outcomes.getOrDefault(key, LinkResult.UNDECIDED)));
                });
            } catch (RuntimeException | Error e) {
                end(() -> futures.values().forEach(future -> future.completeExceptionally(e)));
            }
        }

        /** In one step, so that nobody finds neither the request nor its link. */
        private void end(Runnable result) {
            synchronized (SharedLinks.this) {
                futures.keySet().forEach(key -> requests.remove(new Request(key, group)));
                result.run();
            }
        }

        private void keep(
                Map<LinkKey, LinkResult> outcomes, List<LinkKey> keys, BiConsumer<LinkKey, DownloadLink> how) {
            for (LinkKey key : keys) {
                DownloadLink link =
                        outcomes.getOrDefault(key, LinkResult.UNDECIDED).link();
                if (link != null) {
                    how.accept(key, link);
                }
            }
        }
    }
}
