/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.consumer;

import io.github.open115.camel.monitor.ListingReport;
import io.github.open115.client.files.IncompleteListingException;
import io.github.open115.client.http.Open115Exception;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.camel.Endpoint;

/**
 * The results of the last polls of a consumer, for health checks and reports. A skipped poll has no result, and a poll
 * that finds no file in an incomplete listing does not prove that the folder is empty. Written by the polling thread and
 * read by any thread.
 */
public final class ConsumerReports {

    /** One such poll is no reason to worry, because a folder may change while it is listed; three in a row are. */
    private static final int DOUBTFUL_POLLS = 3;

    private final Endpoint endpoint;
    private volatile Open115Exception skipped;
    private volatile int doubtfulPolls;
    private volatile Throwable unhandled;
    private volatile ListingReport listing = ListingReport.NONE;

    public ConsumerReports(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** A poll begins, or is skipped for this reason; null when it is not. */
    public void begun(Open115Exception skipReason) {
        skipped = skipReason;
        unhandled = null;
    }

    /** A poll has ended with a failure that was not handled as the failure of a poll. */
    public void unhandled(Throwable failure) {
        unhandled = failure;
    }

    /**
     * A poll has selected its files.
     *
     * @param trusted whether the poll found a file, or proved that there is none
     */
    public void polled(boolean trusted) {
        doubtfulPolls = trusted ? 0 : doubtfulPolls + 1;
    }

    /** The files that a poll has left behind; empty when the folder was not opened. */
    public void left(Optional<ListingReport> behind) {
        behind.ifPresent(report -> listing = report);
    }

    /** The files that the last poll has left behind. */
    public ListingReport listing() {
        return listing;
    }

    /** Why the last poll was skipped; null when it was not. */
    public Open115Exception skipped() {
        return skipped;
    }

    /** Whether the last poll proved that there is no file. */
    public boolean knowsTheFolder() {
        return skipped == null && doubtfulPolls == 0;
    }

    /**
     * The failure that the polls report; null when they work.
     *
     * @param ofEngine the last failure that Camel has recorded; null for none
     */
    public Throwable lastError(Throwable ofEngine) {
        if (unhandled != null) {
            return unhandled;
        }
        if (skipped != null) {
            return skipped;
        }
        return ofEngine == null && isDoubtful() ? doubt(listing) : ofEngine;
    }

    /**
     * Whether the consumer fails although no poll does.
     *
     * @param isUnauthorized whether the account has no access token that works
     */
    public boolean isFailing(BooleanSupplier isUnauthorized) {
        return unhandled != null || (skipped == null ? isDoubtful() : isUnauthorized.getAsBoolean());
    }

    private boolean isDoubtful() {
        return doubtfulPolls >= DOUBTFUL_POLLS;
    }

    /**
     * The failure of polls that found no file in an incomplete listing.
     *
     * @param last the newest state of the folder
     */
    public Open115Exception doubt(ListingReport last) {
        return new IncompleteListingException("The last " + (doubtfulPolls <= 1 ? "poll" : doubtfulPolls + " polls")
                + " of " + endpoint
                + " found no file, but the listing could not be proved complete, so files may be missing: the folder changes"
                + " while it is listed, or the service miscounts it. Files that a listing shows are delivered nevertheless."
                + " The last complete listing: " + (last.listedAt() == null ? "none yet" : last.listedAt()));
    }
}
