/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.consumer;

import io.github.open115.camel.Open115Configuration;
import io.github.open115.camel.poll.ConstantFilters;
import io.github.open115.camel.poll.DeliveryLedger;
import io.github.open115.client.files.FileItem;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Predicate;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;

/**
 * The options that the polls of one consumer go by, from its start on.
 *
 * @param endpoint names the consumer in messages, without secrets
 * @param configuration the component's own options
 * @param onDemand whether callers ask for the files one by one ({@code pollEnrich}), rather than a scheduler
 * @param routeId the id that the user gave the route; null for none
 * @param delay time between two polls
 * @param recursive whether the whole subtree is polled
 * @param autoCreate whether a missing folder is created
 * @param memory how delivered files are remembered
 * @param selection which files are taken, and in which order
 */
public record PollOptions(
        Endpoint endpoint,
        Open115Configuration configuration,
        boolean onDemand,
        String routeId,
        Duration delay,
        boolean recursive,
        boolean autoCreate,
        DeliveryLedger.Options memory,
        Selection selection) {

    /**
     * Which files are taken, and in which order.
     *
     * @param minDepth least depth of a file below the polled folder; 1 is the folder itself
     * @param maxDepth greatest depth
     * @param preSort order of all waiting files; null for the oldest change first
     * @param shuffle whether the waiting files are shuffled
     * @param filters the filters that need no more than the row of a listing
     * @param isDoneFile whether a name is one of a done file
     */
    public record Selection(
            int minDepth,
            int maxDepth,
            Comparator<FileItem> preSort,
            boolean shuffle,
            ConstantFilters filters,
            Predicate<String> isDoneFile) {}

    /** The id that the user gave the route, or null. A generated id shifts when routes are added, so it must not name durable state. */
    public static String givenId(Route route) {
        if (route == null || !route.isCustomId()) {
            return null;
        }
        // Camel reports the id of each Kamelet's route as a custom one, also the id that it generated
        boolean generated = route.isCreatedByKamelet() && route.getRouteId().endsWith("-" + route.getNodePrefixId());
        return generated ? null : route.getRouteId();
    }

    /** Whether the state outlives the consumer: always for a route, on demand only with a durable repository. */
    boolean isDurable() {
        return !onDemand || memory.own() != null;
    }

    /** Whether a poll reads only changes. A consumer that remembers no deliveries gets every file at each poll. */
    boolean isIncremental() {
        return configuration.isIncremental() && isDurable() && memory.idempotent();
    }
}
