/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.consumer;

import io.github.open115.camel.Open115File;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.spi.IdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that one poll has claimed. Each file that no exchange gets is released, however the poll ends: Camel does so
 * for some of these ends only, and does not know the queue. A claim that stays would count as a delivery. Not thread-safe.
 */
public final class PollClaims {

    private static final Logger LOG = LoggerFactory.getLogger(PollClaims.class);

    private final List<GenericFile<Open115File>> files;
    private final Function<GenericFile<Open115File>, Exchange> exchanges;
    private final PolledFolder folder;
    private final IdempotentRepository inProgress;
    // ids of the files that an exchange has, or that were released
    private final Set<String> settled = new HashSet<>();

    /**
     * The claims of a poll that begins.
     *
     * @param files gets each file as soon as it is claimed
     * @param exchanges makes an exchange that a key can be evaluated on
     * @param inProgress the paths of the files that are being worked on
     */
    public PollClaims(
            List<GenericFile<Open115File>> files,
            Function<GenericFile<Open115File>, Exchange> exchanges,
            PolledFolder folder,
            IdempotentRepository inProgress) {
        this.files = files;
        this.exchanges = exchanges;
        this.folder = folder;
        this.inProgress = inProgress;
    }

    /**
     * Hands a file to its exchange, and gives its claim back when that does not take place.
     *
     * @param exchange returns whether the exchange has begun
     * @param isNotRetrieved whether the content of the file could not be had
     */
    public boolean handOver(GenericFile<Open115File> file, BooleanSupplier exchange, BooleanSupplier isNotRetrieved) {
        // now, because preMove changes the path that keys are made of
        String claim = claimOf(file);
        String path = file.getAbsoluteFilePath();
        boolean begun = false;
        try {
            begun = exchange.getAsBoolean();
        } finally {
            settled.add(file.getFile().id());
            // the engine neither commits nor rolls back when the content cannot be had
            if (!begun || isNotRetrieved.getAsBoolean()) {
                freeClaim(file, () -> claim);
            }
            if (!begun) {
                freePath(file, path);
            }
        }
        return begun;
    }

    /** Releases the files that no exchange got. */
    public void giveBackTheRest() {
        files.forEach(this::giveBack);
    }

    /** Gives a file back; nothing for one that an exchange has got. */
    public void giveBack(GenericFile<Open115File> file) {
        if (settled.add(file.getFile().id())) {
            // the claim first: a file that is not in progress any more must be free to be claimed
            freeClaim(file, () -> claimOf(file));
            freePath(file, file.getAbsoluteFilePath());
            folder.putBack(file.getFile().id());
        }
    }

    private String claimOf(GenericFile<Open115File> file) {
        return folder.ledger().claimOf(exchanges.apply(file));
    }

    private void freeClaim(GenericFile<Open115File> file, Supplier<String> claim) {
        attempt(file, "idempotentRepository", () -> folder.ledger().giveBack(claim.get()));
    }

    private void freePath(GenericFile<Open115File> file, String path) {
        attempt(file, "inProgressRepository", () -> inProgress.remove(path));
    }

    /** Only logs a failure: the poll reports its own failure, and the other files still have to be released. */
    private static void attempt(GenericFile<Open115File> file, String option, Runnable removal) {
        try {
            removal.run();
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} was not delivered but stays in {}, and is not delivered until it is removed there: {}",
                    file,
                    option,
                    e.getMessage());
        }
    }
}
