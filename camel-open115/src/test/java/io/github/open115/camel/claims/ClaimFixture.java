/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.claims;

import io.github.open115.client.auth.StoreKind;
import io.github.open115.client.internal.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcConnectionPool;

/** Instances that share a repository of claims; their heartbeats run in one Camel context. */
final class ClaimFixture implements AutoCloseable {

    private static final String NAME = "inbox";

    private final String address;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<JdbcClaimRepository> started = new ArrayList<>();
    private final List<JdbcConnectionPool> pools = new ArrayList<>();
    private final Set<Integer> away = ConcurrentHashMap.newKeySet();

    /** @param address of an empty database */
    ClaimFixture(String address) {
        this.address = address;
    }

    /** A started instance. */
    JdbcClaimRepository start() {
        return start(NAME);
    }

    JdbcClaimRepository start(String name) {
        JdbcClaimRepository repository = repository();
        repository.setRepositoryName(name);
        repository.start();
        return repository;
    }

    /** An instance to be started, with its table. */
    JdbcClaimRepository repository() {
        return withoutTable().createTables();
    }

    JdbcClaimRepository withoutTable() {
        int number = started.size();
        JdbcClaimRepository repository = new JdbcClaimRepository(breakable(number), NAME);
        repository.setCamelContext(context);
        started.add(repository);
        return repository;
    }

    /** An instance that claims and then neither renews nor gives back, as one that was killed. */
    ClaimOwner withoutHeart(Duration lease) {
        return withoutHeart(lease, () -> {});
    }

    /** @param connecting what happens before each of its connections */
    ClaimOwner withoutHeart(Duration lease, WatchedDataSource.Before connecting) {
        return withoutHeart(lease, WatchedDataSource.of(StoreKind.dataSource(address), connecting));
    }

    /** @param lost whether the reply to a change gets lost */
    ClaimOwner losingReplies(Duration lease, BooleanSupplier lost) {
        return withoutHeart(lease, LostReplies.of(StoreKind.dataSource(address), lost));
    }

    private static ClaimOwner withoutHeart(Duration lease, DataSource source) {
        Database database = new Database(source, JdbcClaimRepository.class, ClaimException::new);
        database.createTables(List.of(ClaimTable.TABLE));
        return new ClaimOwner(database, new ClaimTable(NAME), "dead/1/" + lease, lease);
    }

    /** Takes the database away from an instance. */
    void cut(JdbcClaimRepository repository) {
        away.add(started.indexOf(repository));
    }

    void mend(JdbcClaimRepository repository) {
        away.remove(started.indexOf(repository));
    }

    void execute(String sql) {
        try (Connection connection = StoreKind.dataSource(address).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private DataSource breakable(int number) {
        JdbcConnectionPool pool = Pool.at(address);
        pools.add(pool);
        return WatchedDataSource.of(pool, () -> {
            if (away.contains(number)) {
                throw new SQLException("MARKER", "08001");
            }
        });
    }

    @Override
    public void close() {
        started.forEach(JdbcClaimRepository::stop);
        pools.forEach(JdbcConnectionPool::dispose);
        context.stop();
    }
}
