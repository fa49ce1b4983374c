/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.monitor;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of a consumer at one moment, without a call.
 *
 * @param routeId id of its route; null for a consumer without a route
 * @param account name of its account
 * @param folder the polled folder, as the endpoint names it
 * @param listsFolder whether each poll needs a listing of the folder; false if {@code fileName} names the file to look up
 * @param listing what the last poll left behind
 * @param failing files whose last exchange failed; they are delivered again
 * @param delivered delivered files that the default repository remembers; 0 with another one
 * @param changesWaiting files whose deletion or move after their exchange is not done yet
 * @param heldDeletions files that are missing at once, too many to be reported as deleted; 0 for none
 * @param skippedReason why the last poll was skipped; null when it was not
 */
public record ConsumerReport(
        String routeId,
        String account,
        String folder,
        boolean listsFolder,
        ListingReport listing,
        int failing,
        long delivered,
        int changesWaiting,
        int heldDeletions,
        String skippedReason) {

    /** The same by name, in plain values; what is not known is left out. */
    public Map<String, Object> toMap() {
        Map<String, Object> values = new LinkedHashMap<>();
        if (routeId != null) {
            values.put("routeId", routeId);
        }
        values.put("account", account);
        values.put("folder", folder);
        values.put("listsFolder", listsFolder);
        if (listing.listedAt() != null) {
            values.put("lastCompleteListing", listing.listedAt().toString());
        }
        values.put("pending", listing.pending());
        values.put("setAside", listing.setAside());
        values.put("setAsideFiles", listing.setAsideFiles());
        values.put("failing", failing);
        values.put("delivered", delivered);
        values.put("changesWaiting", changesWaiting);
        values.put("heldDeletions", heldDeletions);
        if (skippedReason != null) {
            values.put("skippedReason", skippedReason);
        }
        return values;
    }
}
