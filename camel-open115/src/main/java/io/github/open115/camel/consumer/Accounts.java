/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.consumer;

import io.github.open115.camel.account.PollTurns;
import io.github.open115.camel.monitor.ConsumerReport;
import io.github.open115.camel.snapshot.FolderSnapshots;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;

/** The account services that the consumers of one component share. Thread-safe. */
public interface Accounts {

    Clock clock();

    /** The directory of the default stores, which exists. */
    Path stateDirectory();

    /** The snapshots of polled folders, one for all consumers of a folder. */
    FolderSnapshots snapshots();

    /** Whose turn it is to list among the consumers of an account. */
    PollTurns turns(String account);

    /**
     * Reserves the memory of delivered files that goes by this name.
     *
     * @throws IllegalStateException when the consumer of another endpoint holds it
     */
    void reserveMemory(String name, Endpoint endpoint);

    /** Ends {@link #reserveMemory}; does nothing for a memory that this endpoint does not hold. */
    void releaseMemory(String name, Endpoint endpoint);

    /** Adds a consumer to health checks, meters and the dev console. */
    void show(Supplier<ConsumerReport> consumer);

    /** Removes a consumer from there. */
    void hide(Supplier<ConsumerReport> consumer);
}
