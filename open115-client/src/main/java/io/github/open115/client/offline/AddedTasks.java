/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.offline;

import io.github.open115.client.http.ErrorCodes.Kind;
import io.github.open115.client.http.Interruptible;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.internal.LruMap;
import io.github.open115.client.offline.OfflineLink.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Sends calls that add tasks, so that none is added twice. A call whose reply is lost may still take effect: its links would
 * cost the quota twice if they were simply sent again. So the list of tasks is read several times first. Only links that have
 * no task by then are sent again, once. What is unknown at the end is looked for before it is sent the next time.
 */
final class AddedTasks {

    /** Pauses before each look at the list of tasks; two minutes in all, because a large call may take that long. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(25), Duration.ofSeconds(90));

    private static final int ATTEMPTS = 2;

    /** How much the clocks may differ where a task that is found is called new. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private static final int MAX_UNKNOWN = 10_000;

    private final Clock clock;
    private final Sleeper sleeper;

    // links whose calls ended without a reply and without a task
    private final Set<SourceLink> unknown =
            Collections.synchronizedSet(Collections.newSetFromMap(new LruMap<>(MAX_UNKNOWN)));

    AddedTasks(Clock clock, Sleeper sleeper) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.sleeper = Objects.requireNonNull(sleeper, "sleeper");
    }

    /** A call that adds tasks. */
    @FunctionalInterface
    interface Call {

        /** @return what the reply says of the links; it may leave some out */
        Map<SourceLink, OfflineLink> send(List<SourceLink> links);
    }

    /**
     * Adds the tasks of links.
     *
     * @param tasks reads the list of tasks
     * @return what became of each link
     * @throws Open115Exception if the call failed, or if it is unknown what became of a link
     */
    Map<SourceLink, OfflineLink> add(List<SourceLink> links, Call call, TaskList tasks) {
        Map<SourceLink, OfflineLink> known = new HashMap<>();
        if (links.stream().anyMatch(unknown::contains)) {
            found(links.stream().filter(unknown::contains).toList(), null, tasks, known);
        }
        Instant start = clock.instant();
        Open115Exception lost = null;
        for (int attempt = 0; attempt < ATTEMPTS && !without(links, known).isEmpty(); attempt++) {
            lost = sendAndLook(without(links, known), start, call, tasks, known);
        }
        List<SourceLink> open = without(links, known);
        links.stream().filter(known::containsKey).forEach(unknown::remove);
        if (open.isEmpty()) {
            return known;
        }
        throw unknown(open, lost);
    }

    /**
     * Sends links, and looks for those that the reply does not mention.
     *
     * @param start when these links were sent for the first time
     * @return the failure of the call; null if it had a reply
     */
    private Open115Exception sendAndLook(
            List<SourceLink> links, Instant start, Call call, TaskList tasks, Map<SourceLink, OfflineLink> known) {
        Open115Exception lost = null;
        try {
            known.putAll(call.send(links));
        } catch (Open115Exception e) {
            if (!e.isOutcomeUnknown()) {
                throw e;
            }
            lost = e;
        }
        List<SourceLink> open = without(links, known);
        if (!open.isEmpty()) {
            // whatever ends this attempt: the links may still get their tasks
            unknown.addAll(open);
            try {
                look(open, start, tasks, known);
            } catch (Open115Exception e) {
                if (lost != null) {
                    e.addSuppressed(lost);
                }
                throw e;
            }
        }
        return lost;
    }

    private void look(List<SourceLink> links, Instant start, TaskList tasks, Map<SourceLink, OfflineLink> known) {
        Open115Exception unread = null;
        for (Duration pause : PAUSES) {
            Interruptible.pause(sleeper, pause, "interrupted while waiting for the list of cloud downloads");
            try {
                found(links, start, tasks, known);
                unread = null;
            } catch (Open115Exception e) {
                // the network may still be down
                if (e.kind() != Kind.NO_REPLY && !e.isOutcomeUnknown()) {
                    throw e;
                }
                unread = e;
            }
            if (known.keySet().containsAll(links)) {
                return;
            }
        }
        if (unread != null) {
            throw unread;
        }
    }

    /** @param start when the links were sent for the first time; null if the tasks are those of an earlier call */
    private static void found(
            Collection<SourceLink> links, Instant start, TaskList tasks, Map<SourceLink, OfflineLink> known) {
        Map<String, OfflineTask> byHash = new HashMap<>();
        Map<String, OfflineTask> byUrl = new HashMap<>();
        for (OfflineTask task : tasks.read()) {
            byHash.put(task.infoHash().toLowerCase(Locale.ROOT), task);
            byUrl.put(task.url(), task);
        }
        for (SourceLink link : links) {
            OfflineTask task = link.infoHash().map(byHash::get).orElseGet(() -> byUrl.get(link.url()));
            if (task != null) {
                boolean added = start != null
                        && task.addedAt() != null
                        && !task.addedAt().isBefore(start.minus(CLOCK_TOLERANCE));
                known.put(
                        link,
                        new OfflineLink(
                                link.url(),
                                task.infoHash(),
                                added ? Outcome.added : Outcome.existing,
                                0,
                                "no reply; found in the list of tasks"));
            }
        }
    }

    private static List<SourceLink> without(List<SourceLink> links, Map<SourceLink, OfflineLink> known) {
        return links.stream().filter(link -> !known.containsKey(link)).toList();
    }

    private static NoReplyException unknown(List<SourceLink> links, Open115Exception lost) {
        String first = links.get(0).shown();
        return new NoReplyException(
                "It is unknown whether the cloud download of " + first
                        + (links.size() == 1 ? "" : " and of " + (links.size() - 1) + " more links")
                        + " was added: the service did not say, and its list of tasks does not have it. Add it again"
                        + " later: it is looked for first",
                lost == null ? null : lost.failure(),
                lost);
    }
}
