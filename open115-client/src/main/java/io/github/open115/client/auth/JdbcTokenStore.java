/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import io.github.open115.client.internal.Database;
import io.github.open115.client.internal.SqlFailures;
import io.github.open115.client.internal.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Keeps the authorization of each account in a row of a database, so that processes on several machines share it. A
 * change holds a row lock ({@code SELECT … FOR UPDATE}) on one connection and writes on a second one, which commits
 * each step: when a process dies, the lock is released and the written steps stay. A refresh can hold the lock for five
 * minutes, so the database must not end an idle transaction earlier; if it does, nothing is overwritten.
 *
 * <p>The data source must provide two connections at a time, and one more for each reading thread. A pool is advisable,
 * not needed. The tokens are stored in plain text: access to the tables is access to the account. Tested on PostgreSQL
 * and H2.
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

    /** The statements that create the tables, for databases where an application may not. They can be repeated. */
    public static List<String> tableStatements() {
        return TABLES.stream().map(Table::statement).toList();
    }

    /**
     * Creates the tables that are missing.
     *
     * @return this store
     * @throws TokenStoreException when the database cannot be reached, or does not let this user make tables
     */
    public JdbcTokenStore createTables() {
        database.createTables(TABLES);
        createsTables = true;
        return this;
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
        // the threads of this process wait here, without a connection
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

    @Override
    public <T> T shareWith(Companion<T> other) {
        return other.inDatabase(dataSource, createsTables);
    }

    /**
     * One thread at a time: two threads that each hold one connection and wait for a second would block a small pool.
     */
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

        /** Closes the writer first, so that the next holder of the lock finds everything written. */
        @Override
        public void close() {
            writer.close();
            holder.close();
        }
    }

    /**
     * An account's row in the database.
     *
     * @param account whose
     * @param version another one after each change; null when there is no row
     * @param content the authorization as text; null when there is no row
     */
    record AuthorizationRow(String account, String version, String content) {

        static final String TABLE = "open115_authorization";

        static AuthorizationRow read(Connection connection, String account) throws SQLException {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT version, content FROM " + TABLE + " WHERE account = ?")) {
                select.setString(1, account);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? new AuthorizationRow(account, row.getString(1), row.getString(2))
                            : new AuthorizationRow(account, null, null);
                }
            }
        }

        boolean isMissing() {
            return version == null;
        }

        StoredAuthorization authorization(String location) {
            if (isMissing()) {
                return StoredAuthorization.NONE;
            }
            try {
                return AuthorizationFormat.read(content);
            } catch (IllegalArgumentException e) {
                throw new TokenStoreException(
                        "cannot read the authorization of account '" + account + "' in table " + TABLE + " of "
                                + location
                                + " (" + e.getMessage() + "). It was left as it is: repair the row, or delete it and"
                                + " authorize again",
                        null);
            }
        }

        /** Leaves the content out. */
        @Override
        public String toString() {
            return "AuthorizationRow[account=" + account + ", version=" + version + "]";
        }
    }

    /**
     * The row of one account while its lock is held. Each change is committed immediately. If the database ends the
     * connection that holds the lock, the version prevents this holder from overwriting the next one.
     */
    private static final class JdbcSlot implements TokenStore.Slot {

        private final Database database;
        private final Connection connection;
        private final String account;
        private JdbcTokenStore.AuthorizationRow row;

        JdbcSlot(Database database, Connection connection, String account) throws SQLException {
            this.database = database;
            this.connection = connection;
            this.account = account;
            this.row = JdbcTokenStore.AuthorizationRow.read(connection, account);
        }

        @Override
        public StoredAuthorization load() {
            return row.authorization(database.location());
        }

        @Override
        public void save(StoredAuthorization authorization) {
            JdbcTokenStore.AuthorizationRow next = new JdbcTokenStore.AuthorizationRow(
                    account, UUID.randomUUID().toString(), AuthorizationFormat.write(authorization));
            change("write the authorization", () -> row.isMissing() ? insert(next) : replace(next));
            row = next;
        }

        @Override
        public void keepReply(String reply) {
            change("keep the reply of a refresh", () -> {
                try (PreparedStatement update = connection.prepareStatement("UPDATE "
                        + JdbcTokenStore.AuthorizationRow.TABLE + " SET reply = ? WHERE account = ? AND version = ?")) {
                    // PostgreSQL cannot hold this character, and no JSON contains it
                    update.setString(1, reply.replace('\0', ' '));
                    update.setString(2, account);
                    update.setString(3, row.version());
                    return update.executeUpdate();
                }
            });
        }

        @Override
        public String keptReply() {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT reply FROM " + JdbcTokenStore.AuthorizationRow.TABLE + " WHERE account = ?")) {
                select.setString(1, account);
                try (ResultSet result = select.executeQuery()) {
                    return result.next() ? result.getString(1) : null;
                }
            } catch (SQLException e) {
                throw database.failure("read the kept reply of account '" + account + "'", e);
            }
        }

        private int insert(JdbcTokenStore.AuthorizationRow next) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO "
                    + JdbcTokenStore.AuthorizationRow.TABLE + " (account, version, content) VALUES (?, ?, ?)")) {
                insert.setString(1, account);
                insert.setString(2, next.version());
                insert.setString(3, next.content());
                return insert.executeUpdate();
            }
        }

        private int replace(JdbcTokenStore.AuthorizationRow next) throws SQLException {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE " + JdbcTokenStore.AuthorizationRow.TABLE
                            + " SET version = ?, content = ?, reply = NULL WHERE account = ? AND version = ?")) {
                update.setString(1, next.version());
                update.setString(2, next.content());
                update.setString(3, account);
                update.setString(4, row.version());
                return update.executeUpdate();
            }
        }

        private void change(String purpose, Change change) {
            int rows;
            try {
                rows = change.rows();
            } catch (SQLException e) {
                throw database.failure(purpose + " of account '" + account + "'", e);
            }
            if (rows != 1) {
                throw new TokenStoreException(
                        "the authorization of account '" + account + "' in " + database.location()
                                + " was changed by somebody else while it was locked, so this change was not written: did"
                                + " the database end an idle transaction, or a person edit the row?",
                        null);
            }
        }

        /** Returns the number of changed rows. */
        @FunctionalInterface
        private interface Change {
            int rows() throws SQLException;
        }
    }

    /**
     * The lock of one account in a database: a row that one transaction holds. The authorization is in another row, so
     * that changes can be committed while the lock is held. The lock ends with its connection, so with its process.
     */
    private static final class RowLock {

        static final String TABLE = "open115_lock";

        /** Longer than a refresh can take: a process that holds the lock for so long is stuck. */
        private static final Duration LONGEST_WAIT = Duration.ofMinutes(6);

        private static final int SECONDS_PER_ATTEMPT = 20;

        private RowLock() {}

        /**
         * Takes the lock, and waits for its present holder.
         *
         * @param holder a connection in a transaction; the lock lasts until that ends
         * @param other a connection with auto-commit, to create the row when it is missing
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
}
