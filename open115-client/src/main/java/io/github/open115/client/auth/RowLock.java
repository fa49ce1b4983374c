package io.github.open115.client.auth;

import io.github.open115.client.internal.SqlFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The lock of one account in a database: a row that one transaction holds. The rows that change are others, so that
 * they can be committed step by step while the lock is held. It ends with its connection, hence with its process.
 */
final class RowLock {

    static final String TABLE = "open115_lock";

    /** Longer than a refresh can take, so that whoever holds the lock so long is stuck. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(6);

    private static final int SECONDS_PER_ATTEMPT = 20;

    private RowLock() {}

    /**
     * Takes the lock, waiting for whoever has it.
     *
     * @param holder a connection in a transaction; the lock lasts until that ends
     * @param other a connection that commits at once, to make the row when it is missing
     * @throws SQLException when the database fails, or another process keeps the lock for too long
     */
    static void acquire(Connection holder, Connection other, String account) throws SQLException {
        long start = System.nanoTime();
        while (true) {
            try {
                if (locks(holder, account)) {
                    return;
                }
                // a transaction that saw no row may go on seeing none
                holder.rollback();
                makeRow(other, account);
            } catch (SQLException e) {
                if (!SqlFailures.isWorthAnotherTry(e) || System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
                    throw e;
                }
                holder.rollback();
            }
        }
    }

    private static boolean locks(Connection holder, String account) throws SQLException {
        try (PreparedStatement select =
                holder.prepareStatement("SELECT account FROM " + TABLE + " WHERE account = ? FOR UPDATE")) {
            select.setQueryTimeout(SECONDS_PER_ATTEMPT);
            select.setString(1, account);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void makeRow(Connection other, String account) throws SQLException {
        try (PreparedStatement insert = other.prepareStatement("INSERT INTO " + TABLE + " (account) VALUES (?)")) {
            insert.setString(1, account);
            insert.executeUpdate();
        } catch (SQLException e) {
            if (!SqlFailures.isUniqueViolation(e)) {
                throw e;
            }
        }
    }
}
