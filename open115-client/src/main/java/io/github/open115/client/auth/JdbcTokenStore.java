package io.github.open115.client.auth;

import io.github.open115.client.internal.Database;
import io.github.open115.client.internal.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Keeps each account's authorization in a row of a database, so that processes on several machines share it. Whoever
 * changes it holds a row lock ({@code SELECT … FOR UPDATE}) on one connection and writes on a second one, where each
 * step is committed at once: a process that dies gives the lock back and leaves what it had written. The refresh that
 * the lock is held for can take five minutes, so the database must not end an idle transaction earlier; if it does,
 * nothing is overwritten.
 *
 * <p>The data source must be able to give two connections at a time, and one more for each thread that reads. A pool is
 * advisable, not needed. The tokens are stored as they are: who can read the tables can use the account. Tested on
 * PostgreSQL and H2.
 *
 * <pre>{@code
 * TokenStore store = new JdbcTokenStore(dataSource).createTables();
 * }</pre>
 */
public final class JdbcTokenStore implements TokenStore {

    private static final int LONGEST_ACCOUNT = 255;
    private static final String ACCOUNT_COLUMN = "account VARCHAR(" + LONGEST_ACCOUNT + ") NOT NULL PRIMARY KEY";
    private static final List<Table> TABLES = List.of(
            new Table(
                    AuthorizationRow.TABLE,
                    ACCOUNT_COLUMN + ", version VARCHAR(36) NOT NULL, content TEXT NOT NULL, reply TEXT"),
            new Table(RowLock.TABLE, ACCOUNT_COLUMN));

    private final DataSource dataSource;
    private final Database database;
    private volatile boolean createsTables;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final ReentrantLock connecting = new ReentrantLock();

    /**
     * No connection is made before the first use.
     *
     * @param dataSource the database; it is not closed
     */
    public JdbcTokenStore(DataSource dataSource) {
        this.dataSource = dataSource;
        this.database =
                new Database(dataSource, JdbcTokenStore.class, message -> new TokenStoreException(message, null));
    }

    /** The statements that make the tables, for databases where an application may not; they can be repeated. */
    public static List<String> tableStatements() {
        return TABLES.stream().map(Table::statement).toList();
    }

    /**
     * Makes the tables that are missing.
     *
     * @return this store
     * @throws TokenStoreException when the database cannot be reached, or does not let this user make tables
     */
    public JdbcTokenStore createTables() {
        database.createTables(TABLES);
        createsTables = true;
        return this;
    }

    /** The database, for what else the processes that share the tokens should share. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Whether {@link #createTables} was called, and tables that others need beside these may be made as well. */
    public boolean createsTables() {
        return createsTables;
    }

    @Override
    public String location() {
        return database.location();
    }

    @Override
    public StoredAuthorization load(String account) {
        requireName(account);
        return database.call(
                        "read the authorization of account '" + account + "'",
                        connection -> AuthorizationRow.read(connection, account))
                .authorization(database.location());
    }

    @Override
    public String version(String account) {
        requireName(account);
        return database.call("look for a change of account '" + account + "'", connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT version FROM " + AuthorizationRow.TABLE + " WHERE account = ?")) {
                select.setString(1, account);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getString(1) : "none";
                }
            }
        });
    }

    @Override
    public <T> T exclusively(String account, Function<Slot, T> work) {
        requireName(account);
        database.location();
        // the threads of this process wait here, where they hold no connection
        ReentrantLock lock = locks.computeIfAbsent(account, key -> new ReentrantLock());
        lock.lock();
        try (Pair pair = connect()) {
            Connection writer = pair.writer.connection();
            RowLock.acquire(pair.holder.connection(), writer, account);
            return work.apply(new JdbcSlot(database, writer, account));
        } catch (SQLException e) {
            throw database.failure("lock account '" + account + "'", e);
        } finally {
            lock.unlock();
        }
    }

    /** One thread at a time: two that hold one connection each and wait for the second would empty a small pool. */
    private Pair connect() throws SQLException {
        connecting.lock();
        try {
            Database.Session holder = database.open(false);
            try {
                return new Pair(holder, database.open(true));
            } catch (SQLException | RuntimeException e) {
                holder.close();
                throw e;
            }
        } finally {
            connecting.unlock();
        }
    }

    private static void requireName(String account) {
        if (account == null || account.isBlank() || account.length() > LONGEST_ACCOUNT) {
            throw new IllegalArgumentException("account must have 1 to " + LONGEST_ACCOUNT
                    + " characters to be kept in a database, and not be blank: " + account);
        }
    }

    private record Pair(Database.Session holder, Database.Session writer) implements AutoCloseable {

        /** The writer first: whoever gets the lock next finds everything written. */
        @Override
        public void close() {
            writer.close();
            holder.close();
        }
    }
}
