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
 * @param columns what {@code CREATE TABLE} says between the parentheses
 * @param indexes the columns of each further index, for instance {@code "owner, done_at"}
 */
public record Table(String name, String columns, List<String> indexes) {

    /** A table that is read by its key alone. */
    public Table(String name, String columns) {
        this(name, columns, List.of());
    }

    /** Makes the table; can be repeated. For databases where an application may not make tables. */
    public String statement() {
        return "CREATE TABLE IF NOT EXISTS " + name + " (" + columns + ")";
    }

    /** Makes the table and its indexes, one after the other; can be repeated. */
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
        if (isThere(connection)) {
            return;
        }
        for (String statement : statements()) {
            try {
                execute(connection, statement);
            } catch (SQLException e) {
                // of two processes that make a table at once PostgreSQL lets one fail; by then the table is there
                execute(connection, statement);
            }
        }
    }

    /** Asked first, because a user who may not make tables may not even try. */
    private boolean isThere(Connection connection) {
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
