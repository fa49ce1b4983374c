/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.after;

import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.http.Open115Exception;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One change of many files, sent with as many ids as the service takes. One bad id fails the whole call; halving finds it.
 * When the first half passes, the second half has the bad id and is halved without being sent: one bad id of 100 is found
 * with 9 to 14 calls in all, one of 1000 with 20 at most.
 */
final class SharedChange {

    /**
     * After this number of refusals the rest waits for the next flush. Otherwise a service that refuses everything would
     * cost a call for each file.
     */
    private static final int MAX_REFUSALS = 32;

    private static final Logger LOG = LoggerFactory.getLogger(SharedChange.class);

    private final Request request;
    private final Predicate<Open115Exception> isOfAnId;
    private final ChangeListener listener;
    private int refusals;

    /** Sends the change. */
    @FunctionalInterface
    interface Request {
        void send(List<String> fileIds);
    }

    /** Gets the results. An id without a result was not sent, because of too many refusals. */
    interface ChangeListener {
        void accepted(List<String> fileIds);

        void refused(String fileId, Open115Exception reason);
    }

    /** @param isOfAnId whether the service may have refused the call because of one of its ids */
    SharedChange(Request request, Predicate<Open115Exception> isOfAnId, ChangeListener listener) {
        this.request = request;
        this.isOfAnId = isOfAnId;
        this.listener = listener;
    }

    /**
     * Sends the change for these files.
     *
     * @throws Open115Exception when no id is the reason; nothing is known about files without a result
     */
    void send(List<String> fileIds) {
        for (int from = 0; from < fileIds.size(); from += DriveFiles.MAX_IDS_PER_CHANGE) {
            sendPart(fileIds.subList(from, Math.min(fileIds.size(), from + DriveFiles.MAX_IDS_PER_CHANGE)));
        }
    }

    /** @return whether all of them were accepted */
    private boolean sendPart(List<String> fileIds) {
        if (refusals >= MAX_REFUSALS) {
            LOG.debug("{} changes wait for the next time, after {} refusals", fileIds.size(), refusals);
            return false;
        }
        try {
            request.send(fileIds);
            listener.accepted(fileIds);
            return true;
        } catch (Open115Exception e) {
            if (!isOfAnId.test(e)) {
                throw e;
            }
            refusals++;
            if (fileIds.size() == 1) {
                listener.refused(fileIds.get(0), e);
            } else {
                halve(fileIds);
            }
            return false;
        }
    }

    private void halve(List<String> fileIds) {
        int middle = fileIds.size() / 2;
        List<String> second = fileIds.subList(middle, fileIds.size());
        // a single one is always asked for, since its own reason is needed
        if (sendPart(fileIds.subList(0, middle)) && second.size() > 1) {
            halve(second);
        } else {
            sendPart(second);
        }
    }
}
