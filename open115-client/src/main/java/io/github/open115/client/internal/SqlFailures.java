/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Set;

/** The meaning of a database failure, by the SQLState of the SQL standard as PostgreSQL and H2 use it. */
public final class SqlFailures {

    private static final Set<String> TABLE_MISSING = Set.of("42P01", "42S02", "42S03", "42S04");

    /** A lock or a statement timed out, or the database ended the transaction because of a conflict. */
    private static final Set<String> TRANSIENT = Set.of("HYT00", "57014", "55P03", "40001", "40P01");

    private static final String UNIQUE_VIOLATION = "23505";

    private SqlFailures() {}

    /** A row with this key exists already. */
    public static boolean isUniqueViolation(SQLException e) {
        return UNIQUE_VIOLATION.equals(e.getSQLState());
    }

    /** A retry of the same transaction may succeed. */
    public static boolean isWorthAnotherTry(SQLException e) {
        return e instanceof SQLTimeoutException || has(e, TRANSIENT);
    }

    /** A table that the statement names does not exist. */
    public static boolean isTableMissing(SQLException e) {
        return has(e, TABLE_MISSING);
    }

    private static boolean has(SQLException e, Set<String> states) {
        return e.getSQLState() != null && states.contains(e.getSQLState());
    }
}
