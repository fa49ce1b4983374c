/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.claims;

import io.github.open115.client.internal.Database;
import io.github.open115.client.internal.SqlFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One owner of claims, from its start to its stop: it changes the table, and keeps the outcomes of files that it could not
 * write yet. Thread-safe.
 */
final class ClaimOwner {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimOwner.class);

    private static final int KEYS_AT_A_TIME = 500;
    private static final int TRIES = 3;
    private static final long PRUNE_INTERVAL = TimeUnit.HOURS.toNanos(1);

    private final Database database;
    private final ClaimTable table;
    private final String owner;
    private final Duration lease;
    private final Set<String> deadOwners = ConcurrentHashMap.newKeySet();

    /** Key → whether it is done (or to be given back). */
    private final Map<String, Boolean> unwritten = new ConcurrentHashMap<>();

    // used by the thread of the heartbeat alone
    private boolean beating = true;
    private long prunedAt = System.nanoTime() - PRUNE_INTERVAL;

    ClaimOwner(Database database, ClaimTable table, String owner, Duration lease) {
        this.database = database;
        this.table = table;
        this.owner = owner;
        this.lease = lease;
    }

    String owner() {
        return owner;
    }

    boolean claim(String key) {
        AtomicBoolean mayExist = new AtomicBoolean();
        try {
            return afterWriting("claim a file", connection -> claim(connection, key, mayExist));
        } catch (ClaimException e) {
            if (mayExist.get()) {
                // the claim may exist, if only the reply was lost: without this the heartbeat would renew it for ever
                unwritten.put(key, false);
            }
            throw e;
        }
    }

    private boolean claim(Connection connection, String key, AtomicBoolean mayExist) throws SQLException {
        ClaimTable.Row row = table.row(connection, key);
        // an own claim belongs to an exchange that still runs, even if its lease was not renewed in time
        if (row != null && (row.done() || row.alive() || row.owner().equals(owner))) {
            return false;
        }
        mayExist.set(true);
        if (row == null) {
            return table.insert(connection, key, owner, leaseSeconds());
        }
        boolean taken = table.takeOver(connection, key, row.owner(), owner, leaseSeconds());
        if (taken && deadOwners.add(row.owner())) {
            LOG.info("{} does not renew its claims any more; {} takes them over", row.owner(), owner);
        }
        return taken;
    }

    Map<String, ClaimingRepository.State> states(Collection<String> keys) {
        List<String> all = new ArrayList<>(keys);
        Map<String, ClaimingRepository.State> states = new HashMap<>();
        if (!all.isEmpty()) {
            afterWriting("look for claims", connection -> {
                for (int from = 0; from < all.size(); from += KEYS_AT_A_TIME) {
                    List<String> some = all.subList(from, Math.min(all.size(), from + KEYS_AT_A_TIME));
                    states.putAll(table.states(connection, some));
                }
                return null;
            });
        }
        return states;
    }

    boolean renew(String key) {
        return call("renew a claim", connection -> table.renew(connection, key, owner, leaseSeconds()));
    }

    /**
     * Renews all claims, and writes the outcomes that wait for the database. It never throws: an exception would end the
     * heartbeat, and other instances would take the files over.
     *
     * @param retentionDays after how many days files that are done are forgotten; 0 for never
     */
    void beat(int retentionDays) {
        try {
            int renewed = call("renew its claims", connection -> table.renewAll(connection, owner, leaseSeconds()));
            LOG.trace("{} renewed {} claims", owner, renewed);
            writeWaiting();
            if (retentionDays > 0 && System.nanoTime() - prunedAt >= PRUNE_INTERVAL) {
                prune(retentionDays);
                prunedAt = System.nanoTime();
            }
            beating = true;
        } catch (RuntimeException | Error e) {
            if (beating) {
                LOG.warn(
                        "{} cannot renew its claims; {} ms after the last time other instances may take them over: {}",
                        owner,
                        lease.toMillis(),
                        e.toString());
            }
            beating = false;
        }
    }

    /** Writes the outcomes that wait, and gives all claims back, if the database can be used. */
    void leave() {
        try {
            writeWaiting();
            call("give its claims back", connection -> table.releaseAll(connection, owner));
        } catch (RuntimeException e) {
            LOG.warn(
                    "The claims of {} end by themselves within {} ms; {} files that were processed will come again: {}",
                    owner,
                    lease.toMillis(),
                    doneButUnwritten(),
                    e.getMessage());
        }
    }

    boolean forget(String key) {
        return afterWriting("forget a file", connection -> table.forget(connection, key));
    }

    void forgetAll() {
        afterWriting("forget all files", connection -> table.forgetAll(connection));
    }

    private void prune(int days) {
        int pruned = call("forget old files", connection -> table.prune(connection, days));
        LOG.debug("{} files that were done {} days ago are forgotten", pruned, days);
    }

    /**
     * Writes the outcome of a file, at once or when the database is back.
     *
     * @param done whether the file is done, or its claim given back
     * @return whether that was written, and the claim was this owner's
     */
    boolean settle(String key, boolean done) {
        // if outcomes wait, the database is away: a batch of five hundred need not try one by one
        if (unwritten.isEmpty()) {
            try {
                return write(done ? "confirm a file" : "give a claim back", key, done);
            } catch (RuntimeException e) {
                LOG.warn("What became of a file is kept here until the database is back: {}", e.getMessage());
            }
        }
        unwritten.put(key, done);
        return false;
    }

    /** @throws ClaimException when the database is still away */
    void writeWaiting() {
        writeWaiting("write what became of files");
    }

    /**
     * Writes the outcomes that wait, one thread at a time: a second thread that gave a claim back after the first one would
     * take away the next claim on that file. The caller may hold no connection, because the first thread may wait for
     * one.
     */
    private synchronized void writeWaiting(String purpose) {
        unwritten.forEach((key, done) -> {
            write(purpose, key, done);
            unwritten.remove(key, done);
        });
    }

    /** How many files were processed without that being written. */
    long doneButUnwritten() {
        return unwritten.values().stream().filter(done -> done).count();
    }

    private boolean write(String purpose, String key, boolean done) {
        return call(purpose, connection -> done ? confirm(connection, key) : table.release(connection, key, owner));
    }

    private boolean confirm(Connection connection, String key) throws SQLException {
        return table.confirm(connection, key, owner) || wasConfirmed(key, table.row(connection, key));
    }

    private boolean wasConfirmed(String key, ClaimTable.Row row) {
        if (row != null && row.done() && row.owner().equals(owner)) {
            return true;
        }
        LOG.warn(
                "The file with key {} was processed here after the claim on it had ended, and {}. Was this process"
                        + " paused, or the database away, for longer than leaseTime ({} ms)?",
                key,
                row == null
                        ? "nobody has claimed it since, so it will be delivered again"
                        : row.owner() + " has taken it over, so it is delivered twice",
                lease.toMillis());
        return false;
    }

    /** Writes the outcomes that wait first: until then the table is wrong about their files. */
    private <T> T afterWriting(String purpose, Database.Work<T> work) {
        // no lock is needed: an outcome is taken from the map only after it was written
        if (!unwritten.isEmpty()) {
            writeWaiting(purpose);
        }
        return call(purpose, work);
    }

    /** Repeats a statement that lost a deadlock or a conflict: each one is a transaction of its own. */
    private <T> T call(String purpose, Database.Work<T> work) {
        return database.call(purpose, connection -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    return work.on(connection);
                } catch (SQLException e) {
                    if (attempt == TRIES || !SqlFailures.isWorthAnotherTry(e)) {
                        throw e;
                    }
                }
            }
        });
    }

    /** The database counts in whole seconds. */
    private int leaseSeconds() {
        return Math.toIntExact(lease.plusMillis(999).toSeconds());
    }
}
