/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.claims;

import io.github.open115.client.internal.Digests;
import io.github.open115.client.internal.SqlFailures;
import io.github.open115.client.internal.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The statements on the table of claims. Each one is a transaction of its own, on one row or on all rows of an owner. The
 * condition of a change names the state that it expects, so the row alone decides which of several instances wins. All
 * times are those of the database's clock, because the clocks of the instances may differ.
 */
final class ClaimTable {

    /** @param alive whether the lease of the owner has not ended */
    record Row(String owner, boolean done, boolean alive) {}

    static final Table TABLE = new Table(
            "open115_claim",
            "repository VARCHAR(255) NOT NULL, file_key VARCHAR(255) NOT NULL, owner VARCHAR(255) NOT NULL,"
                    + " leased_until TIMESTAMP WITH TIME ZONE NOT NULL, done_at TIMESTAMP WITH TIME ZONE,"
                    + " PRIMARY KEY (repository, file_key)",
            // the heartbeat looks for the few open claims of an owner among its many files that are done
            List.of("owner, done_at"));

    static final int LONGEST_KEY = 255;

    private static final String NAME = TABLE.name();
    private static final String LEASE = "{fn TIMESTAMPADD(SQL_TSI_SECOND, ?, CURRENT_TIMESTAMP)}";
    private static final String THE_ROW = " WHERE repository = ? AND file_key = ?";
    private static final String MY_OPEN_CLAIM = THE_ROW + " AND owner = ? AND done_at IS NULL";

    private final String repository;

    ClaimTable(String repository) {
        this.repository = repository;
    }

    /** The row of a key; null for none. */
    Row row(Connection connection, String key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT owner, "
                + "CASE WHEN done_at IS NULL THEN 0 ELSE 1 END, "
                + "CASE WHEN leased_until > CURRENT_TIMESTAMP THEN 1 ELSE 0 END FROM " + NAME + THE_ROW)) {
            set(select, repository, stored(key));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Row(row.getString(1), row.getInt(2) == 1, row.getInt(3) == 1) : null;
            }
        }
    }

    /** @return false when another instance was quicker */
    boolean insert(Connection connection, String key, String owner, int leaseSeconds) throws SQLException {
        try {
            return update(
                            connection,
                            "INSERT INTO " + NAME + " (repository, file_key, owner, leased_until) VALUES (?, ?, ?, "
                                    + LEASE + ")",
                            repository,
                            stored(key),
                            owner,
                            leaseSeconds)
                    == 1;
        } catch (SQLException e) {
            if (SqlFailures.isUniqueViolation(e)) {
                return false;
            }
            throw e;
        }
    }

    /** @return false when the former owner has renewed the claim, or another instance was quicker */
    boolean takeOver(Connection connection, String key, String former, String owner, int leaseSeconds)
            throws SQLException {
        return update(
                        connection,
                        "UPDATE " + NAME + " SET owner = ?, leased_until = " + LEASE + MY_OPEN_CLAIM
                                + " AND leased_until <= CURRENT_TIMESTAMP",
                        owner,
                        leaseSeconds,
                        repository,
                        stored(key),
                        former)
                == 1;
    }

    /** @return false when the claim is not this owner's any more */
    boolean renew(Connection connection, String key, String owner, int leaseSeconds) throws SQLException {
        return update(
                        connection,
                        "UPDATE " + NAME + " SET leased_until = " + LEASE + MY_OPEN_CLAIM,
                        leaseSeconds,
                        repository,
                        stored(key),
                        owner)
                == 1;
    }

    /** @return false when the claim is not this owner's any more */
    boolean confirm(Connection connection, String key, String owner) throws SQLException {
        return update(
                        connection,
                        "UPDATE " + NAME + " SET done_at = CURRENT_TIMESTAMP" + MY_OPEN_CLAIM,
                        repository,
                        stored(key),
                        owner)
                == 1;
    }

    /** @return whether there was such a claim */
    boolean release(Connection connection, String key, String owner) throws SQLException {
        return update(connection, "DELETE FROM " + NAME + MY_OPEN_CLAIM, repository, stored(key), owner) == 1;
    }

    /** @return whether it was done */
    boolean forget(Connection connection, String key) throws SQLException {
        return update(connection, "DELETE FROM " + NAME + THE_ROW + " AND done_at IS NOT NULL", repository, stored(key))
                == 1;
    }

    /** @return how many claims now last for another lease */
    int renewAll(Connection connection, String owner, int leaseSeconds) throws SQLException {
        return update(
                connection,
                "UPDATE " + NAME + " SET leased_until = " + LEASE + " WHERE owner = ? AND done_at IS NULL",
                leaseSeconds,
                owner);
    }

    /** @return how many claims were open */
    int releaseAll(Connection connection, String owner) throws SQLException {
        return update(connection, "DELETE FROM " + NAME + " WHERE owner = ? AND done_at IS NULL", owner);
    }

    /** @return how many were done */
    int forgetAll(Connection connection) throws SQLException {
        return update(connection, "DELETE FROM " + NAME + " WHERE repository = ? AND done_at IS NOT NULL", repository);
    }

    /** @return how many were done so long ago */
    int prune(Connection connection, int days) throws SQLException {
        return update(
                connection,
                "DELETE FROM " + NAME
                        + " WHERE repository = ? AND done_at < {fn TIMESTAMPADD(SQL_TSI_DAY, ?, CURRENT_TIMESTAMP)}",
                repository,
                -days);
    }

    /** Those of the keys that are done, or claimed by an owner who is alive. */
    Map<String, ClaimingRepository.State> states(Connection connection, Collection<String> keys) throws SQLException {
        Map<String, String> byStored = new LinkedHashMap<>();
        keys.forEach(key -> byStored.put(stored(key), key));
        Map<String, ClaimingRepository.State> states = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT file_key, "
                + "CASE WHEN done_at IS NULL THEN 0 ELSE 1 END FROM " + NAME + " WHERE repository = ? AND file_key IN ("
                + String.join(", ", Collections.nCopies(byStored.size(), "?"))
                + ") AND (done_at IS NOT NULL OR leased_until > CURRENT_TIMESTAMP)")) {
            select.setString(1, repository);
            int parameter = 2;
            for (String key : byStored.keySet()) {
                select.setString(parameter++, key);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    states.put(
                            byStored.get(rows.getString(1)),
                            rows.getInt(2) == 1 ? ClaimingRepository.State.DONE : ClaimingRepository.State.CLAIMED);
                }
            }
        }
        return states;
    }

    private static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            set(update, parameters);
            return update.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    /** The key, or its hash where it is too long for the column, as a path can be. */
    private static String stored(String key) {
        return key.length() <= LONGEST_KEY ? key : "sha256:" + Digests.sha256Hex(key);
    }
}
