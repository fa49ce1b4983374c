/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.consumer;

import io.github.open115.camel.monitor.ListingReport;
import io.github.open115.camel.poll.FolderState;
import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.ThrottledException;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs for an operator, from one start of a route on, the result of the first poll, why polls are skipped, and when they
 * continue. A reason is logged once, not for each skipped poll. For the polling thread.
 */
public final class PollNotices {

    private static final Logger LOG = LoggerFactory.getLogger(PollNotices.class);

    /** The listings of the day are spread over it: most polls are skipped, and one is made now and then. */
    private static final String PACED = "paced";

    /** After this number of polls in a row that called the service, the skipping of polls has ended. */
    private static final int POLLS_IN_A_ROW = 2;

    private final Endpoint endpoint;
    // the kind of the reason that was logged last; null while polls are made
    private String loggedKind;
    private int pollsInARow;
    private boolean first;

    /** @param ofRoute whether the first poll is logged; on demand the caller gets its result */
    public PollNotices(Endpoint endpoint, boolean ofRoute) {
        this.endpoint = endpoint;
        this.first = ofRoute;
    }

    /** A poll is skipped because the account can send nothing. */
    public void skipped(Open115Exception reason) {
        skipped(kindOf(reason), reason);
    }

    /** A poll is skipped because it is not its turn. */
    public void paced(Open115Exception reason) {
        skipped(PACED, reason);
    }

    private void skipped(String kind, Open115Exception reason) {
        pollsInARow = 0;
        if (kind.equals(loggedKind)) {
            LOG.debug("A poll of {} is skipped: {}", endpoint, reason.getMessage());
        } else {
            loggedKind = kind;
            LOG.warn("Polls of {} are skipped: {}", endpoint, reason.getMessage());
        }
    }

    /** The part of a reason that is compared: without the time at which polls continue. */
    private static String kindOf(Open115Exception reason) {
        if (reason instanceof ThrottledException throttled) {
            return "throttled: " + throttled.reason();
        }
        return reason instanceof AuthorizationLostException
                ? reason.getMessage()
                : reason.getClass().getName();
    }

    /** @param listed whether the poll has asked the service, rather than taken files that waited */
    private void goOn(boolean listed) {
        if (loggedKind == null) {
            return;
        }
        pollsInARow += listed ? 1 : 0;
        if (!loggedKind.equals(PACED) || pollsInARow >= POLLS_IN_A_ROW) {
            loggedKind = null;
            LOG.info("Polls of {} go on", endpoint);
        }
    }

    /**
     * A poll has looked for one file by its name.
     *
     * @param taken how many files it delivers, 0 or 1
     */
    public void looked(int taken) {
        goOn(true);
        if (first) {
            first = false;
            LOG.info(
                    "First poll of {}: {}",
                    endpoint,
                    taken > 0
                            ? "the file is there and is delivered"
                            : "nothing to deliver: the file is not there, was delivered before, or is refused by a"
                                    + " filter");
        }
    }

    /**
     * A poll has listed its folder.
     *
     * @param taken how many files it delivers
     * @param listed whether it has asked the service
     * @param memory where delivered files are remembered, as part of a sentence; only the first poll asks for it
     */
    public void polled(FolderState folderState, int taken, boolean listed, Supplier<String> memory) {
        goOn(listed);
        if (first) {
            first = false;
            logFirst(folderState, taken, memory.get());
        }
    }

    private void logFirst(FolderState folderState, int taken, String memory) {
        ListingReport report = ListingReport.of(folderState);
        int waiting = report.pending() + taken;
        long before = Math.max(0, folderState.size() - waiting - report.setAsideCount());
        LOG.info(
                "First poll of {}: {} files are there; {} were delivered before, {} wait for delivery, {} are set"
                        + " aside{}. {}{}",
                endpoint,
                folderState.size(),
                before,
                waiting,
                report.setAsideCount(),
                reasons(report.setAside()),
                memory,
                waiting == 0 && before > 0
                        ? ". To have them delivered again, call deliverEverythingAgain or deliverAgain of the"
                                + " consumer by JMX"
                        : "");
    }

    private static String reasons(Map<String, Long> setAside) {
        return setAside.isEmpty()
                ? ""
                : setAside.entrySet().stream()
                        .map(reason -> reason.getValue() + " " + reason.getKey())
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
