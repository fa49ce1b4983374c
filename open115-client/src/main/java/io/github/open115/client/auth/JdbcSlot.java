package io.github.open115.client.auth;

import io.github.open115.client.internal.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The row of one account while its lock is held. Each change is committed at once. Should the lock be lost in spite of
 * all (the database ended the connection that holds it), the version keeps this holder from writing over the next one.
 */
final class JdbcSlot implements TokenStore.Slot {

    private final Database database;
    private final Connection connection;
    private final String account;
    private AuthorizationRow row;

    JdbcSlot(Database database, Connection connection, String account) throws SQLException {
        this.database = database;
        this.connection = connection;
        this.account = account;
        this.row = AuthorizationRow.read(connection, account);
    }

    @Override
    public StoredAuthorization load() {
        return row.authorization(database.location());
    }

    @Override
    public void save(StoredAuthorization authorization) {
        AuthorizationRow next =
                new AuthorizationRow(account, UUID.randomUUID().toString(), AuthorizationFormat.write(authorization));
        change("write the authorization", () -> row.isMissing() ? insert(next) : replace(next));
        row = next;
    }

    @Override
    public void keepReply(String reply) {
        change("keep the reply of a refresh", () -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE " + AuthorizationRow.TABLE + " SET reply = ? WHERE account = ? AND version = ?")) {
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
        try (PreparedStatement select =
                connection.prepareStatement("SELECT reply FROM " + AuthorizationRow.TABLE + " WHERE account = ?")) {
            select.setString(1, account);
            try (ResultSet result = select.executeQuery()) {
                return result.next() ? result.getString(1) : null;
            }
        } catch (SQLException e) {
            throw database.failure("read the kept reply of account '" + account + "'", e);
        }
    }

    private int insert(AuthorizationRow next) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + AuthorizationRow.TABLE + " (account, version, content) VALUES (?, ?, ?)")) {
            insert.setString(1, account);
            insert.setString(2, next.version());
            insert.setString(3, next.content());
            return insert.executeUpdate();
        }
    }

    private int replace(AuthorizationRow next) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE " + AuthorizationRow.TABLE
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

    /** Tells how many rows it changed. */
    @FunctionalInterface
    private interface Change {
        int rows() throws SQLException;
    }
}
