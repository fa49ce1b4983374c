package io.github.open115.camel.serve;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.ServiceUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes download proxies in turn, and leaves out those that are dead. Thread-safe. */
final class ProxyPool {

    private static final Logger LOG = LoggerFactory.getLogger(ProxyPool.class);

    /** How long it is believed that a proxy works, or does not. */
    static final Duration BELIEVED = Duration.ofSeconds(30);

    private final List<Member> members;
    private final Consumer<String> probe;
    private final Clock clock;
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * @param urls base URLs, without a slash at the end
     * @param probe throws an {@link Open115Exception} for a proxy that does not work
     */
    ProxyPool(List<String> urls, Consumer<String> probe, Clock clock) {
        this.members = urls.stream().map(Member::new).toList();
        this.probe = probe;
        this.clock = clock;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /**
     * The base URL of the next proxy that works. One that is alone is asked too: a failure that is told here has a status
     * and a line in the log, and one behind a redirection has neither.
     *
     * @throws ServiceUnavailableException if none works
     */
    String next() {
        int first = Math.floorMod(turn.getAndIncrement(), members.size());
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get((first + i) % members.size());
            if (member.works()) {
                return member.url;
            }
        }
        throw new ServiceUnavailableException(
                "none of the " + members.size() + " proxies in downloadProxyUrl works", Failure.NONE);
    }

    private final class Member {

        private final String url;
        private final ReentrantLock probing = new ReentrantLock();
        private volatile Instant seen;
        private volatile boolean alive = true;

        Member(String url) {
            this.url = url;
        }

        /** Whoever comes while another one asks goes by what was true before. */
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
            return seen == null || !clock.instant().isBefore(seen.plus(BELIEVED));
        }

        private void ask() {
            boolean before = alive;
            try {
                probe.accept(url);
                alive = true;
                if (!before) {
                    LOG.info("Download proxy {} works again", url);
                }
            } catch (Open115Exception e) {
                alive = false;
                if (before) {
                    LOG.warn("Download proxy {} is left out: {}", url, e.getMessage());
                }
            }
            seen = clock.instant();
        }
    }
}
