package io.github.open115.client.auth;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of a data source, given back as they came, and its failures without what a driver puts into their
 * messages: some quote the values of a statement, and here those are tokens.
 */
final class Database {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** "No such table", as PostgreSQL and H2 say it. */
    private static final Set<String> TABLE_MISSING = Set.of("42P01", "42S02", "42S03", "42S04");

    private final DataSource dataSource;
    private volatile String location;

    Database(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Names the database and the schema, without user, password and options. */
    String location() {
        String known = location;
        if (known == null) {
            known = call("ask it for its name", Database::nameOf);
            location = known;
        }
        return known;
    }

    /** Runs some work on a connection where each statement is durable when it returns. */
    <T> T call(String purpose, Work<T> work) {
        try (Session session = open(true)) {
            return work.on(session.connection());
        } catch (SQLException e) {
            throw failure(purpose, e);
        }
    }

    /** A connection that ends with {@link Session#close()}; it throws what the driver throws. */
    Session open(boolean autoCommit) throws SQLException {
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

    /** What to tell of a failure: its kind and codes, never its text, and no cause that would bring the text along. */
    TokenStoreException failure(String purpose, SQLException e) {
        StringBuilder kinds = new StringBuilder(e.getClass().getSimpleName());
        for (Throwable cause = e.getCause(); cause != null && kinds.length() < 200; cause = cause.getCause()) {
            kinds.append(" < ").append(cause.getClass().getSimpleName());
        }
        String advice = isTableMissing(e)
                ? "the tables are missing: make them once with JdbcTokenStore.createTables(), or by hand with the"
                        + " statements of JdbcTokenStore.tableStatements()"
                : "is it up, and may this user read and write the tables of the token store?";
        return new TokenStoreException(
                "cannot use the database " + (location == null ? "of the token store" : location) + " to " + purpose
                        + " (" + kinds + ", SQLState " + e.getSQLState() + ", code " + e.getErrorCode() + "): "
                        + advice,
                null);
    }

    private static boolean isTableMissing(SQLException e) {
        return e.getSQLState() != null && TABLE_MISSING.contains(e.getSQLState());
    }

    private static String nameOf(Connection connection) throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        String url = about.getURL() == null ? about.getDatabaseProductName() : about.getURL();
        String bare = url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//");
        return connection.getSchema() == null ? bare : bare + ", schema " + connection.getSchema();
    }

    /** Something done on a connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** A connection on loan. */
    record Session(Connection connection, boolean autoCommitBefore) implements AutoCloseable {

        /** Rolls back what was not committed, and gives the connection back. */
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
