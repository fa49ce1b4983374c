package io.github.open115.client.links;

import io.github.open115.client.http.NotReadyException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off one request for links: as many in a call as the service takes, in ever smaller parts where a call is refused
 * as a whole, down to single files, and again after a pause where the content is not ready.
 */
final class LinkBatch {

    private static final Logger LOG = LoggerFactory.getLogger(LinkBatch.class);

    /** Fresh copies and uploads can be downloaded after 0.5 to 3.5 seconds (section I.4). */
    private static final List<Duration> PAUSES_UNTIL_READY =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final LinkCalls calls;
    private final BatchSize batchSize;
    private final Sleeper sleeper;
    private final String userAgent;
    private final Map<String, LinkResult> outcomes = new HashMap<>();

    LinkBatch(LinkCalls calls, BatchSize batchSize, Sleeper sleeper, String userAgent) {
        this.calls = calls;
        this.batchSize = batchSize;
        this.sleeper = sleeper;
        this.userAgent = userAgent;
    }

    /** A link or a failure for each pick code. */
    Map<String, LinkResult> resolve(Collection<String> pickCodes) {
        List<String> open = List.copyOf(pickCodes);
        askInParts(open, open.size());
        for (Duration pause : PAUSES_UNTIL_READY) {
            open = notReady();
            if (open.isEmpty()) {
                break;
            }
            LOG.debug("{} files are not ready for download, asking again in {}", open.size(), pause);
            pause(pause);
            askInParts(open, open.size());
        }
        return outcomes;
    }

    /**
     * A link or a failure for one pick code, and links for those of the others that come with the same call. If that call
     * is refused, the one is asked for alone, and the others stay open.
     */
    Map<String, LinkResult> resolveWith(String wanted, List<String> others) {
        List<String> together = new ArrayList<>();
        together.add(wanted);
        together.addAll(others.subList(0, Math.min(others.size(), batchSize.next() - 1)));
        if (together.size() > 1) {
            try {
                LinkReply reply = calls.ask(together, userAgent);
                batchSize.taken(together.size());
                reply.links().forEach((pickCode, link) -> outcomes.put(pickCode, LinkResult.of(link)));
            } catch (Open115Exception e) {
                refused(together, e);
            }
        }
        // alone the service tells why there is no link, and what was not ready can be waited for
        return outcomes.containsKey(wanted) ? outcomes : resolve(List.of(wanted));
    }

    private void askInParts(List<String> pickCodes, int largest) {
        for (int from = 0; from < pickCodes.size(); ) {
            int to = Math.min(pickCodes.size(), from + Math.min(largest, batchSize.next()));
            ask(pickCodes.subList(from, to));
            from = to;
        }
    }

    private void ask(List<String> part) {
        LinkReply reply;
        try {
            reply = calls.ask(part, userAgent);
        } catch (Open115Exception e) {
            refused(part, e);
            if (part.size() == 1) {
                outcomes.put(part.get(0), LinkResult.of(e));
            } else {
                askInParts(part, (part.size() + 1) / 2);
            }
            return;
        }
        batchSize.taken(part.size());
        reply.links().forEach((pickCode, link) -> outcomes.put(pickCode, LinkResult.of(link)));
        reply.failures().forEach((pickCode, failure) -> outcomes.put(pickCode, LinkResult.of(failure)));
        if (reply.unmentioned().size() < part.size()) {
            // gone, or only more than the service had room for
            askInParts(reply.unmentioned(), part.size());
        }
    }

    /** @throws Open115Exception the same one, if asking for less would not help */
    private void refused(List<String> part, Open115Exception e) {
        boolean refusal = BatchSize.isRefusal(e);
        // a large call may be why there was no reply, or an empty one that looks like throttling (section H.3)
        if (part.size() > (refusal ? 1 : BatchSize.START)) {
            batchSize.refused(part.size());
        }
        if (!refusal) {
            throw e;
        }
        LOG.debug("{} links were refused", part.size(), e);
    }

    private List<String> notReady() {
        List<String> open = new ArrayList<>();
        outcomes.forEach((pickCode, outcome) -> {
            if (outcome.failure() instanceof NotReadyException) {
                open.add(pickCode);
            }
        });
        return open;
    }

    private void pause(Duration duration) {
        try {
            sleeper.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Open115Exception("interrupted while waiting for content to become ready", e);
        }
    }
}
