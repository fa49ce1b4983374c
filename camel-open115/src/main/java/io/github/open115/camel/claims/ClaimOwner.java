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
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One owner of claims, from its start to its end: what it does to the table, and what it could not write yet.
 * Thread-safe.
 */
final class ClaimOwner {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimOwner.class);

    private static final int KEYS_AT_A_TIME = 500;
    private static final int TRIES = 3;

    private final Database database;
    private final ClaimTable table;
    private final String owner;
    private final Duration lease;
    private final Set<String> deadOwners = ConcurrentHashMap.newKeySet();

    /** Key → whether it is done (or to be given back). */
    private final Map<String, Boolean> unwritten = new ConcurrentHashMap<>();

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
        AtomicBoolean mayBeMade = new AtomicBoolean();
        try {
            return whenAllIsWritten("claim a file", connection -> claim(connection, key, mayBeMade));
        } catch (ClaimException e) {
            if (mayBeMade.get()) {
                // when only the reply was lost, nobody would settle it, and the heartbeat keep it for ever
                unwritten.put(key, false);
            }
            throw e;
        }
    }

    private boolean claim(Connection connection, String key, AtomicBoolean mayBeMade) throws SQLException {
        ClaimTable.Row row = table.row(connection, key);
        // its own claim, whose lease could not be renewed in time, is one of an exchange that goes on
        if (row != null && (row.done() || row.alive() || row.owner().equals(owner))) {
            return false;
        }
        mayBeMade.set(true);
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
            whenAllIsWritten("look for claims", connection -> {
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

    void renewAll() {
        int renewed = call("renew its claims", connection -> table.renewAll(connection, owner, leaseSeconds()));
        LOG.trace("{} renewed {} claims", owner, renewed);
    }

    void releaseAll() {
        call("give its claims back", connection -> table.releaseAll(connection, owner));
    }

    boolean forget(String key) {
        return whenAllIsWritten("forget a file", connection -> table.forget(connection, key));
    }

    void forgetAll() {
        whenAllIsWritten("forget all files", connection -> table.forgetAll(connection));
    }

    void prune(int days) {
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
        // one that waits tells that the database is away: a batch of five hundred need not find out one by one
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
    void writeWhatWaits() {
        writeWhatWaits("write what became of files");
    }

    /**
     * One thread at a time: a second one that still gave a claim back when the first was through would take away the
     * next claim on that file. No connection may be held here, or it would keep the first thread from getting one.
     */
    private synchronized void writeWhatWaits(String purpose) {
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

    /** The table tells the truth about a file, and a claim can be made, only once the outcome before it is written. */
    private <T> T whenAllIsWritten(String purpose, Database.Work<T> work) {
        // what is being written waits until it is, so no lock is needed to see that nothing does
        if (!unwritten.isEmpty()) {
            writeWhatWaits(purpose);
        }
        return call(purpose, work);
    }

    /** Each statement is a transaction of its own, so one that gave way to another can be repeated by itself. */
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
