/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uses the connections of a data source, and gives each one back in the state in which it came. Failures do not repeat the
 * driver's message: some drivers quote the values of a statement, and these may be secrets. Thread-safe.
 */
public final class Database {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final DataSource dataSource;
    private final String store;
    private final Function<String, ? extends RuntimeException> exception;
    private volatile String location;

    /**
     * No connection is made before the first use.
     *
     * @param dataSource gives the connections; it is not closed
     * @param store the class that uses the database. Messages name it, and advise to call its methods {@code createTables}
     *     and {@code tableStatements} when a table is missing
     * @param exception makes the exception of that class from a message
     */
    public Database(DataSource dataSource, Class<?> store, Function<String, ? extends RuntimeException> exception) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.store = store.getSimpleName();
        this.exception = exception;
    }

    /**
     * Names the database and the schema, without user, password and options. The first call asks the database.
     *
     * @throws RuntimeException the exception of the store, when the database cannot be reached
     */
    public String location() {
        String known = location;
        if (known == null) {
            known = call("ask it for its name", Database::nameOf);
            location = known;
        }
        return known;
    }

    /**
     * Runs work on a connection that commits each statement by itself.
     *
     * @param purpose ends the sentence "cannot use the database to …"
     * @throws RuntimeException the exception of the store, when the work throws an {@link SQLException}
     */
    public <T> T call(String purpose, Work<T> work) {
        try (Session session = open(true)) {
            return work.on(session.connection());
        } catch (SQLException e) {
            throw failure(purpose, e);
        }
    }

    /**
     * Makes the tables that are missing.
     *
     * @throws RuntimeException the exception of the store, when the database cannot be reached, or this user may not make
     *     tables
     */
    public void createTables(List<Table> tables) {
        call("make its tables", connection -> {
            for (Table table : tables) {
                table.makeIfMissing(connection);
            }
            return null;
        });
    }

    /**
     * Takes a connection, to be given back with {@link Session#close()}.
     *
     * @param autoCommit whether each statement is a transaction of its own
     * @throws SQLException of the driver; pass it to {@link #failure} and nowhere else
     */
    public Session open(boolean autoCommit) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(autoCommit);
            return new Session(connection, before);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Makes an exception with the kind and the codes of a failure, without its text and without a cause that has the text.
     *
     * @param purpose ends the sentence "cannot use the database to …"
     * @return the exception of the store, to be thrown
     */
    public RuntimeException failure(String purpose, SQLException e) {
        StringBuilder kinds = new StringBuilder(e.getClass().getSimpleName());
        for (Throwable cause = e.getCause(); cause != null && kinds.length() < 200; cause = cause.getCause()) {
            kinds.append(" < ").append(cause.getClass().getSimpleName());
        }
        String advice = SqlFailures.isTableMissing(e)
                ? "the tables are missing: make them once with " + store + ".createTables(), or by hand with the"
                        + " statements of " + store + ".tableStatements()"
                : "is it up, and may this user read and write the tables of the " + store + "?";
        return exception.apply("cannot use the database " + (location == null ? "of the " + store : location) + " to "
                + purpose + " (" + kinds + ", SQLState " + e.getSQLState() + ", code " + e.getErrorCode() + "): "
                + advice);
    }

    private static String nameOf(Connection connection) throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        String url = about.getURL() == null ? about.getDatabaseProductName() : about.getURL();
        String bare = url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//");
        return connection.getSchema() == null ? bare : bare + ", schema " + connection.getSchema();
    }

    /** Work on a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * A connection on loan.
     *
     * @param connection the connection
     * @param autoCommitBefore whether it committed each statement by itself when it came
     */
    public record Session(Connection connection, boolean autoCommitBefore) implements AutoCloseable {

        /** Rolls uncommitted changes back, and gives the connection back. */
        @Override
        public void close() {
            try (Connection loan = connection) {
                if (!loan.getAutoCommit()) {
                    loan.rollback();
                }
                loan.setAutoCommit(autoCommitBefore);
            } catch (SQLException e) {
                LOG.debug("A database connection could not be given back in order (SQLState {})", e.getSQLState());
            }
        }
    }
}
