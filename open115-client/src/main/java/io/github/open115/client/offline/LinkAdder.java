/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.offline;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.Lane;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.offline.OfflineLink.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Adds links, many with one call (docs/115-open-api.md E.3). */
final class LinkAdder {

    /** The service has a task for the link already. */
    static final long EXISTS = 10008;

    /** Adding 115 links can take longer than a minute (docs/115-open-api.md K). */
    static final Duration LONGEST_CALL = Duration.ofMinutes(5);

    private final AccountCalls calls;
    private final String folderId;
    private final AddedTasks added;

    LinkAdder(AccountCalls calls, String folderId, AddedTasks added) {
        this.calls = calls;
        this.folderId = folderId;
        this.added = added;
    }

    /** @return what became of each link, in their order */
    List<OfflineLink> add(List<SourceLink> links, boolean failOnRejected, TaskList tasks) {
        Map<SourceLink, OfflineLink> known = new LinkedHashMap<>();
        List<SourceLink> distinct = links.stream().distinct().toList();
        int size = OfflineDownloads.MAX_LINKS_PER_CALL;
        for (int from = 0; from < distinct.size(); from += size) {
            try {
                known.putAll(
                        added.add(distinct.subList(from, Math.min(distinct.size(), from + size)), this::send, tasks));
            } catch (Open115Exception e) {
                throw known.isEmpty() ? e : interrupted(distinct, known.values(), e);
            }
        }
        List<OfflineLink> result = links.stream().map(known::get).toList();
        long rejected = known.values().stream().filter(LinkAdder::isRejected).count();
        if (rejected == known.size() || failOnRejected && rejected > 0) {
            throw new LinksNotAddedException(
                    rejected + " of " + known.size() + " links were refused: " + refusals(result), result);
        }
        return result;
    }

    private Map<SourceLink, OfflineLink> send(List<SourceLink> links) {
        ApiCall call = ApiCall.post("/open/offline/add_task_urls")
                .parameter("urls", links.stream().map(SourceLink::url).collect(Collectors.joining("\n")))
                .parameter("wp_path_id", folderId)
                .within(LONGEST_CALL)
                .build();
        try {
            return answers(calls.send(call, Lane.UPLOADS).requiredList("data"), links);
        } catch (Open115Exception e) {
            // with one link the code of the call is that of the link
            if (links.size() == 1 && e.failure().code() == EXISTS) {
                SourceLink link = links.get(0);
                return Map.of(
                        link,
                        new OfflineLink(
                                link.url(),
                                link.infoHash().orElse(null),
                                Outcome.existing,
                                EXISTS,
                                e.failure().message()));
            }
            throw e;
        }
    }

    /** Rows belong to the links whose text they repeat; the others are in the order of the links that are left. */
    private static Map<SourceLink, OfflineLink> answers(List<JsonObject> rows, List<SourceLink> links) {
        Map<SourceLink, OfflineLink> answers = new LinkedHashMap<>();
        List<SourceLink> left = new ArrayList<>(links);
        List<JsonObject> others = new ArrayList<>();
        for (JsonObject row : rows) {
            String url = row.text("url");
            SourceLink link = url == null ? null : new SourceLink(url);
            if (link != null && left.remove(link)) {
                answers.put(link, answer(link, row));
            } else {
                others.add(row);
            }
        }
        if (others.size() == left.size()) {
            for (int i = 0; i < left.size(); i++) {
                answers.put(left.get(i), answer(left.get(i), others.get(i)));
            }
        }
        return answers;
    }

    private static OfflineLink answer(SourceLink link, JsonObject row) {
        long code = row.number("code", 0);
        Outcome outcome = code == EXISTS ? Outcome.existing : row.isTrue("state") ? Outcome.added : Outcome.rejected;
        String hash = row.textIfAny("info_hash");
        return new OfflineLink(
                link.url(),
                hash == null ? link.infoHash().orElse(null) : hash,
                outcome,
                code,
                Open115Exception.oneLine(row.text("message")));
    }

    private static boolean isRejected(OfflineLink link) {
        return link.outcome() == Outcome.rejected;
    }

    private static LinksNotAddedException interrupted(
            List<SourceLink> links, Collection<OfflineLink> known, Open115Exception cause) {
        return new LinksNotAddedException(
                "Only " + known.size() + " of " + links.size() + " links were answered, then a call failed: "
                        + cause.getMessage(),
                List.copyOf(known),
                cause);
    }

    private static String refusals(List<OfflineLink> links) {
        return IntStream.range(0, links.size())
                .filter(index -> isRejected(links.get(index)))
                .mapToObj(index -> refusal(index + 1, links.get(index)))
                .collect(Collectors.joining("; "));
    }

    private static String refusal(int number, OfflineLink link) {
        return "link " + number + " (" + new SourceLink(link.url()).shown() + "), code " + link.code()
                + (link.message().isEmpty() ? "" : ": " + link.message());
    }
}
