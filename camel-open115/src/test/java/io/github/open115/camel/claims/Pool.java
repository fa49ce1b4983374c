/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.claims;

import io.github.open115.client.auth.StoreKind;
import javax.sql.ConnectionPoolDataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** Connections that are used again, as an application has them. */
public final class Pool {

    private Pool() {}

    /** A pool for the database at an address of {@link StoreKind}; whoever opens many disposes of them. */
    public static JdbcConnectionPool at(String address) {
        return JdbcConnectionPool.create(
                address.startsWith("jdbc:h2:")
                        ? (ConnectionPoolDataSource) StoreKind.dataSource(address)
                        : postgreSql(address));
    }

    private static ConnectionPoolDataSource postgreSql(String address) {
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setUrl(address);
        return source;
    }
}
