/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table that a store needs.
 *
 * @param name its name, as it stands in statements
 * @param columns the text between the parentheses of {@code CREATE TABLE}
 * @param indexes the columns of each further index, for instance {@code "owner, done_at"}
 */
public record Table(String name, String columns, List<String> indexes) {

    /** A table that is read by its key alone. */
    public Table(String name, String columns) {
        this(name, columns, List.of());
    }

    /** The statement that makes the table; it can be repeated. */
    public String statement() {
        return "CREATE TABLE IF NOT EXISTS " + name + " (" + columns + ")";
    }

    /** The statements that make the table and its indexes, in this order; they can be repeated. */
    public List<String> statements() {
        return Stream.concat(Stream.of(statement()), indexes.stream().map(this::indexStatement))
                .toList();
    }

    private String indexStatement(String indexed) {
        return "CREATE INDEX IF NOT EXISTS " + name + "_" + indexed.replace(", ", "_") + " ON " + name + " (" + indexed
                + ")";
    }

    /**
     * Makes the table if it is missing.
     *
     * @param connection one that commits each statement by itself
     */
    void makeIfMissing(Connection connection) throws SQLException {
        if (exists(connection)) {
            return;
        }
        for (String statement : statements()) {
            try {
                execute(connection, statement);
            } catch (SQLException e) {
                // if two processes make a table at once, PostgreSQL lets one of them fail; by then the table exists
                execute(connection, statement);
            }
        }
    }

    /** Is asked first, because a database user without the right to make tables may not even try. */
    private boolean exists(Connection connection) {
        try {
            execute(connection, "SELECT 1 FROM " + name + " WHERE 1 = 0");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
