package io.github.open115.client.links;

import io.github.open115.client.http.ContentBlockedException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.NotReadyException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.RefusedException;
import io.github.open115.client.http.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off one request for links: in chunks, singly where a chunk is refused as a whole, and again after a pause where
 * the content is not ready.
 */
final class LinkBatch {

    private static final Logger LOG = LoggerFactory.getLogger(LinkBatch.class);

    /** The maximum is not documented; this many spoil little when one of them is bad (sections C.12 and J 16). */
    private static final int CHUNK = 10;

    /** Fresh copies and uploads can be downloaded after 0.5 to 3.5 seconds (section I.4). */
    private static final List<Duration> PAUSES_UNTIL_READY =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final LinkCalls calls;
    private final Sleeper sleeper;
    private final String userAgent;
    private final Map<String, DownloadLink> links = new HashMap<>();
    private final Map<String, Open115Exception> failures = new HashMap<>();

    LinkBatch(LinkCalls calls, Sleeper sleeper, String userAgent) {
        this.calls = calls;
        this.sleeper = sleeper;
        this.userAgent = userAgent;
    }

    ResolvedLinks resolve(Collection<String> pickCodes) {
        List<String> open = List.copyOf(pickCodes);
        askInChunks(open);
        for (Duration pause : PAUSES_UNTIL_READY) {
            open = notReady();
            if (open.isEmpty()) {
                break;
            }
            LOG.debug("{} files are not ready for download, asking again in {}", open.size(), pause);
            pause(pause);
            failures.keySet().removeAll(open);
            askInChunks(open);
        }
        return inOrderOf(pickCodes);
    }

    private void askInChunks(List<String> pickCodes) {
        for (int from = 0; from < pickCodes.size(); from += CHUNK) {
            ask(pickCodes.subList(from, Math.min(pickCodes.size(), from + CHUNK)));
        }
    }

    private void ask(List<String> chunk) {
        try {
            LinkReply reply = calls.ask(chunk, userAgent);
            links.putAll(reply.links());
            failures.putAll(reply.failures());
        } catch (NotFoundException | NotReadyException | ContentBlockedException | RefusedException e) {
            if (chunk.size() == 1) {
                failures.put(chunk.get(0), e);
                return;
            }
            LOG.debug("{} links were refused together, asking for each alone", chunk.size(), e);
            chunk.forEach(pickCode -> ask(List.of(pickCode)));
        }
    }

    private List<String> notReady() {
        List<String> open = new ArrayList<>();
        failures.forEach((pickCode, failure) -> {
            if (failure instanceof NotReadyException) {
                open.add(pickCode);
            }
        });
        return open;
    }

    private ResolvedLinks inOrderOf(Collection<String> pickCodes) {
        Map<String, DownloadLink> orderedLinks = new LinkedHashMap<>();
        Map<String, Open115Exception> orderedFailures = new LinkedHashMap<>();
        for (String pickCode : pickCodes) {
            if (links.containsKey(pickCode)) {
                orderedLinks.put(pickCode, links.get(pickCode));
            } else {
                orderedFailures.put(pickCode, failures.get(pickCode));
            }
        }
        return new ResolvedLinks(orderedLinks, orderedFailures);
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
