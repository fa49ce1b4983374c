/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.links;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.Lane;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.Interruptible;
import io.github.open115.client.http.NotReadyException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolves the pick codes of one request into links. Each call of {@code downurl} carries as many pick codes as the service
 * takes. A call that is refused as a whole is repeated in smaller parts, down to single files; content that is not ready is
 * requested again after a pause.
 */
final class LinkBatch {

    private static final Logger LOG = LoggerFactory.getLogger(LinkBatch.class);

    /** Fresh copies and uploads can be downloaded after 0.5 to 3.5 seconds (docs/115-open-api.md I.4). */
    private static final List<Duration> PAUSES_UNTIL_READY =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final AccountCalls calls;
    private final BatchSize batchSize;
    private final Clock clock;
    private final Sleeper sleeper;
    private final String userAgent;
    private final Map<String, Result> results = new HashMap<>();

    LinkBatch(AccountCalls calls, BatchSize batchSize, Clock clock, Sleeper sleeper, String userAgent) {
        this.calls = calls;
        this.batchSize = batchSize;
        this.clock = clock;
        this.sleeper = sleeper;
        this.userAgent = userAgent;
    }

    /**
     * The link of one pick code, or the reason why there is none. Both are null when the pick code was only requested
     * together with another one and has to be requested by itself.
     */
    record Result(DownloadLink link, Open115Exception failure) {

        static final Result UNDECIDED = new Result(null, null);

        static Result of(DownloadLink link) {
            return new Result(link, null);
        }

        static Result of(Open115Exception failure) {
            return new Result(null, failure);
        }

        boolean isUndecided() {
            return link == null && failure == null;
        }

        /** Returns the link, or throws the reason why there is none. */
        DownloadLink orThrow() {
            if (failure != null) {
                throw failure;
            }
            return link;
        }
    }

    /** A link or a failure for each pick code. */
    Map<String, Result> resolve(Collection<String> pickCodes) {
        List<String> open = List.copyOf(pickCodes);
        askInParts(open, open.size());
        for (Duration pause : PAUSES_UNTIL_READY) {
            open = notReady();
            if (open.isEmpty()) {
                break;
            }
            LOG.debug("{} files are not ready for download, asking again in {}", open.size(), pause);
            Interruptible.pause(sleeper, pause, "interrupted while waiting for content to become ready");
            askInParts(open, open.size());
        }
        return results;
    }

    /**
     * A link or a failure for one pick code, and links for those of the others that the same call returns. If that call is
     * refused, the wanted pick code is requested alone, and the others have no result.
     */
    Map<String, Result> resolveWith(String wanted, List<String> others) {
        List<String> together = new ArrayList<>();
        together.add(wanted);
        together.addAll(others.subList(0, Math.min(others.size(), batchSize.next() - 1)));
        if (together.size() > 1) {
            try {
                LinkReply reply = call(together);
                reply.links().forEach((pickCode, link) -> results.put(pickCode, Result.of(link)));
            } catch (Open115Exception e) {
                refused(together, e);
            }
        }
        // alone the service says why there is no link, and content that is not ready can be waited for
        return results.containsKey(wanted) ? results : resolve(List.of(wanted));
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
            reply = call(part);
        } catch (Open115Exception e) {
            refused(part, e);
            if (part.size() == 1) {
                results.put(part.get(0), Result.of(e));
            } else {
                askInParts(part, (part.size() + 1) / 2);
            }
            return;
        }
        reply.links().forEach((pickCode, link) -> results.put(pickCode, Result.of(link)));
        reply.failures().forEach((pickCode, failure) -> results.put(pickCode, Result.of(failure)));
        if (reply.unmentioned().size() < part.size()) {
            // the files are gone, or the reply had no room for them
            askInParts(reply.unmentioned(), part.size());
        }
    }

    private LinkReply call(List<String> pickCodes) {
        ApiCall call = ApiCall.post("/open/ufile/downurl")
                .parameter("pick_code", String.join(",", pickCodes))
                .userAgent(userAgent)
                .repeatable()
                .build();
        LinkReply reply = LinkReply.read(calls.send(call, Lane.LINKS), pickCodes, userAgent, clock);
        batchSize.taken(pickCodes.size());
        return reply;
    }

    /** @throws Open115Exception the same one, if a smaller call would fail as well */
    private void refused(List<String> part, Open115Exception e) {
        boolean refusal = BatchSize.isRefusal(e);
        // a large call may be why there was no reply, or an empty one that looks like throttling (docs/115-open-api.md
        // H.3)
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
        results.forEach((pickCode, result) -> {
            if (result.failure() instanceof NotReadyException) {
                open.add(pickCode);
            }
        });
        return open;
    }
}
