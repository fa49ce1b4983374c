package io.github.open115.client.auth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

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
                    "cannot read the authorization of account '" + account + "' in table " + TABLE + " of " + location
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
