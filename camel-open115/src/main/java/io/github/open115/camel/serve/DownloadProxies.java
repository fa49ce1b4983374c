/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.serve;

import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The download proxies, and the addresses that files have on them. Proxies take turns, and a dead one is left out while
 * another one answers. A proxy that cannot be reached from here may still work for the caller, as one behind a CDN often
 * does: if none answers, they take turns all the same, with a warning. Thread-safe.
 */
final class DownloadProxies {

    private static final Logger LOG = LoggerFactory.getLogger(DownloadProxies.class);

    /** How long the result of a probe is trusted. */
    static final Duration PROBE_TTL = Duration.ofSeconds(30);

    /** The same for a single proxy: only a line in the log depends on the result, and a caller waits for it. */
    static final Duration PROBE_TTL_SINGLE = Duration.ofMinutes(10);

    private final List<Member> members;
    private final Consumer<String> probe;
    private final SteadyClock clock;
    private final List<String> prefix;
    private final UrlSigner signer;
    private final Duration life;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicBoolean noneAnswers = new AtomicBoolean();

    /**
     * @param urls base URLs, without a slash at the end
     * @param probe throws an {@link Open115Exception} for a proxy that does not work
     * @param prefix the path under which the server of the proxies knows {@code rootFolderId}
     * @param signer null if the proxies check no signs
     * @param life of a sign; zero for ever
     */
    DownloadProxies(
            List<String> urls,
            Consumer<String> probe,
            Clock clock,
            List<String> prefix,
            UrlSigner signer,
            Duration life) {
        this.members = urls.stream().map(Member::new).toList();
        this.probe = probe;
        this.clock = SteadyClock.of(clock);
        this.prefix = prefix;
        this.signer = signer;
        this.life = life;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** The address of a file on the next proxy; no name in its path may hold a slash. */
    String addressOf(List<String> path) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(path);
        String query = signer == null ? "" : "?sign=" + signer.sign("/" + String.join("/", whole), life);
        return next() + PercentEncoding.path(whole) + query;
    }

    /** The base URL of the next proxy that answers; of the next one if none does. */
    String next() {
        int first = Math.floorMod(turn.getAndIncrement(), members.size());
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get((first + i) % members.size());
            if (member.works()) {
                noneAnswers.set(false);
                return member.url;
            }
        }
        if (!noneAnswers.getAndSet(true)) {
            LOG.warn(
                    "No proxy in downloadProxyUrl answers from here ({} asked); callers are redirected all the same",
                    members.size());
        }
        return members.get(first).url;
    }

    private Duration probeTtl() {
        return members.size() == 1 ? PROBE_TTL_SINGLE : PROBE_TTL;
    }

    private final class Member {

        private final String url;
        private final ReentrantLock probing = new ReentrantLock();
        private volatile Instant seen;
        private volatile boolean alive = true;

        Member(String url) {
            this.url = url;
        }

        /** While one caller probes, others use the result of the last probe. */
        boolean works() {
            if (isStale() && probing.tryLock()) {
                try {
                    if (isStale()) {
                        ask();
                    }
                } finally {
                    probing.unlock();
                }
            }
            return alive;
        }

        private boolean isStale() {
            return seen == null || !clock.instant().isBefore(seen.plus(probeTtl()));
        }

        private void ask() {
            boolean before = alive;
            try {
                probe.accept(url);
                alive = true;
                if (!before) {
                    LOG.info("Download proxy {} answers again", url);
                }
            } catch (Open115Exception e) {
                alive = false;
                if (before) {
                    LOG.warn("Download proxy {} does not work, seen from here: {}", url, e.getMessage());
                }
            }
            seen = clock.instant();
        }
    }
}
