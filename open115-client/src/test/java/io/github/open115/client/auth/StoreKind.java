/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/** The stores that processes can share. An address tells another process where one is. */
public enum StoreKind {
    FILE,
    H2,
    POSTGRESQL;

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** The address of a new, empty store; the test is skipped where its database cannot be started. */
    public String newAddress(Path directory) {
        int number = NUMBERS.incrementAndGet();
        return switch (this) {
            case FILE -> directory.resolve("store-" + number).toString();
            case H2 -> "jdbc:h2:tcp://localhost:" + H2Server.PORT + "/mem:store" + number + ";DB_CLOSE_DELAY=-1";
            case POSTGRESQL -> PostgreSqlServer.newSchema("store" + number);
        };
    }

    /** The store at an address, with a data source of its own. */
    public static TokenStore at(String address) {
        return address.startsWith("jdbc:")
                ? new JdbcTokenStore(dataSource(address)).createTables()
                : new FileTokenStore(Path.of(address));
    }

    /** Without a pool: each connection is a new one. */
    public static DataSource dataSource(String address) {
        if (address.startsWith("jdbc:h2:")) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL(address);
            return h2;
        }
        PGSimpleDataSource postgreSql = new PGSimpleDataSource();
        postgreSql.setUrl(address);
        return postgreSql;
    }

    private static final class H2Server {

        private static final int PORT = start();

        private static int start() {
            try {
                return Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-ifNotExists")
                        .start()
                        .getPort();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A real server, of binaries that come with the tests; it ends with this process. */
    private static final class PostgreSqlServer {

        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException | IllegalStateException | UncheckedIOException e) {
                System.err.println("PostgreSQL cannot be started here, its tests are skipped: " + e);
                return null;
            }
        }

        private static String newSchema(String name) {
            Assumptions.assumeTrue(SERVER != null, "PostgreSQL cannot be started here");
            try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return "jdbc:postgresql://localhost:" + SERVER.getPort() + "/postgres?user=postgres&currentSchema=" + name;
        }
    }
}
