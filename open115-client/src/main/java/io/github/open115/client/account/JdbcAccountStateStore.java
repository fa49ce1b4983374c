/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import io.github.open115.client.internal.Database;
import io.github.open115.client.internal.SqlFailures;
import io.github.open115.client.internal.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Keeps the state of each account in a row of a database, so that processes on several machines share its budget and
 * its pauses. A change is written only over the version that it was made from, else it is made again: nobody holds a
 * lock while others wait, and a process or a machine that dies keeps nobody waiting.
 *
 * <p>It uses one connection at a time for each thread that asks. Tested on PostgreSQL and H2.
 *
 * <pre>{@code
 * AccountStateStore store = new JdbcAccountStateStore(dataSource).createTables();
 * }</pre>
 */
public final class JdbcAccountStateStore implements AccountStateStore {

    private static final String NAME = "open115_account_state";
    private static final List<Table> TABLES = List.of(new Table(
            NAME, "account VARCHAR(255) NOT NULL PRIMARY KEY, version BIGINT NOT NULL, content TEXT NOT NULL"));

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final int SECONDS_PER_STATEMENT = 10;

    private final Database database;

    /**
     * No connection is made before the first use.
     *
     * @param dataSource the database; it is not closed
     */
    public JdbcAccountStateStore(DataSource dataSource) {
        this.database = new Database(
                dataSource, JdbcAccountStateStore.class, message -> new AccountStateException(message, null));
    }

    /** The statements that make the tables, for databases where an application may not; they can be repeated. */
    public static List<String> tableStatements() {
        return TABLES.stream().map(Table::statement).toList();
    }

    /**
     * Makes the tables that are missing.
     *
     * @return this store
     * @throws AccountStateException when the database cannot be reached, or does not let this user make tables
     */
    public JdbcAccountStateStore createTables() {
        database.createTables(TABLES);
        return this;
    }

    @Override
    public String location() {
        return database.location();
    }

    @Override
    public String load(String account) {
        return database.call("read the state of account '" + account + "'", connection -> Row.read(connection, account))
                .content();
    }

    @Override
    public String update(String account, UnaryOperator<String> change) {
        return database.call("write the state of account '" + account + "'", connection -> {
            long start = System.nanoTime();
            while (true) {
                Row before = Row.read(connection, account);
                String after = change.apply(before.content());
                if (after.equals(before.content()) || before.replaced(connection, after)) {
                    return after;
                }
                if (System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
                    throw new AccountStateException(
                            "the state of account '" + account + "' in " + database.location()
                                    + " could not be written for " + LONGEST_WAIT
                                    + ", because others changed it all the"
                                    + " time: how many processes use this account?",
                            null);
                }
            }
        });
    }

    /**
     * An account's row as it was read.
     *
     * @param account whose
     * @param version counts its changes; 0 when there is no row
     * @param content the text; empty when there is no row
     */
    private record Row(String account, long version, String content) {

        static Row read(Connection connection, String account) throws SQLException {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT version, content FROM " + NAME + " WHERE account = ?")) {
                select.setQueryTimeout(SECONDS_PER_STATEMENT);
                select.setString(1, account);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? new Row(account, row.getLong(1), row.getString(2)) : new Row(account, 0, "");
                }
            }
        }

        /** Writes a new text, unless somebody else was faster. */
        boolean replaced(Connection connection, String newContent) throws SQLException {
            String sql = version == 0
                    ? "INSERT INTO " + NAME + " (version, content, account) VALUES (?, ?, ?)"
                    : "UPDATE " + NAME + " SET version = ?, content = ? WHERE account = ? AND version = ?";
            try (PreparedStatement change = connection.prepareStatement(sql)) {
                change.setQueryTimeout(SECONDS_PER_STATEMENT);
                change.setLong(1, version + 1);
                change.setString(2, newContent);
                change.setString(3, account);
                if (version > 0) {
                    change.setLong(4, version);
                }
                return change.executeUpdate() == 1;
            } catch (SQLException e) {
                if (SqlFailures.isUniqueViolation(e) || SqlFailures.isWorthAnotherTry(e)) {
                    return false;
                }
                throw e;
            }
        }
    }
}
