package io.github.open115.camel.serve;

import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.SteadyClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes download proxies in turn, and leaves a dead one out while another one answers. A proxy that cannot be reached from
 * here may still be fine for the caller, as one behind a CDN often is: so when none answers, they are taken all the same,
 * with a warning. Thread-safe.
 */
final class DownloadProxies {

    private static final Logger LOG = LoggerFactory.getLogger(DownloadProxies.class);

    /** How long it is believed that a proxy works, or does not. */
    static final Duration BELIEVED = Duration.ofSeconds(30);

    /** The same for one that is alone: nothing but a line in the log depends on it, and a caller waits for the answer. */
    static final Duration BELIEVED_ALONE = Duration.ofMinutes(10);

    private final List<Member> members;
    private final Consumer<String> probe;
    private final SteadyClock clock;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicBoolean noneAnswers = new AtomicBoolean();

    /**
     * @param urls base URLs, without a slash at the end
     * @param probe throws an {@link Open115Exception} for a proxy that does not work
     */
    DownloadProxies(List<String> urls, Consumer<String> probe, Clock clock) {
        this.members = urls.stream().map(Member::new).toList();
        this.probe = probe;
        this.clock = SteadyClock.of(clock);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** The base URL of the next proxy that answers; of the next one when none does. */
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

    private Duration believed() {
        return members.size() == 1 ? BELIEVED_ALONE : BELIEVED;
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
            return seen == null || !clock.instant().isBefore(seen.plus(believed()));
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
