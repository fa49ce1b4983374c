/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A store whose process dies, with nothing running after it, at a chosen moment of a refresh. */
final class DyingStore extends ForwardingTokenStore {

    static final int EXIT_CODE = 137;

    enum Moment {
        NEVER,
        BEFORE_SENDING,
        AFTER_RECEIVING,
        WHILE_WRITING_THE_REPLY,
        AFTER_WRITING_THE_REPLY,
        AFTER_WRITING_THE_PAIR
    }

    private static volatile Moment moment = Moment.NEVER;

    private final boolean inFiles;

    private DyingStore(TokenStore store) {
        super(store);
        this.inFiles = store instanceof FileTokenStore;
    }

    static DyingStore at(String address) {
        return new DyingStore(
                address.startsWith("jdbc:")
                        ? new JdbcTokenStore(dyingInTransaction(StoreKind.dataSource(address))).createTables()
                        : new FileTokenStore(Path.of(address)));
    }

    String dieAt(Moment chosen) {
        moment = chosen;
        return "ok";
    }

    @Override
    Slot before(Slot slot) {
        return new DyingSlot(slot);
    }

    private static void reached(Moment now) {
        if (now == moment) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    /** A data source whose process dies when the reply is written and not yet committed. */
    private static DataSource dyingInTransaction(DataSource real) {
        return wrap(
                DataSource.class,
                real,
                (arguments, result) -> result instanceof Connection connection
                        ? wrap(
                                Connection.class,
                                connection,
                                (sql, statement) -> dyingOnReply(connection, sql, statement))
                        : result);
    }

    private static Object dyingOnReply(Connection connection, Object[] sql, Object result) throws SQLException {
        boolean isTime = moment == Moment.WHILE_WRITING_THE_REPLY
                && result instanceof PreparedStatement
                && String.valueOf(sql[0]).contains("SET reply = ?");
        if (!isTime) {
            return result;
        }
        connection.setAutoCommit(false);
        return wrap(PreparedStatement.class, (PreparedStatement) result, (none, rows) -> {
            if (rows instanceof Integer) {
                reached(Moment.WHILE_WRITING_THE_REPLY);
            }
            return rows;
        });
    }

    private static <T> T wrap(Class<T> type, T real, After after) {
        return type.cast(Proxy.newProxyInstance(
                DyingStore.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return after.result(arguments, method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** What a call returns in place of the real result. */
    @FunctionalInterface
    private interface After {
        Object result(Object[] arguments, Object real) throws SQLException;
    }

    private final class DyingSlot extends ForwardingSlot {

        DyingSlot(Slot slot) {
            super(slot);
        }

        @Override
        public void save(StoredAuthorization authorization) {
            super.save(authorization);
            reached(Stores.isMark(authorization) ? Moment.BEFORE_SENDING : Moment.AFTER_WRITING_THE_PAIR);
        }

        @Override
        public void keepReply(String reply) {
            reached(Moment.AFTER_RECEIVING);
            if (inFiles && moment == Moment.WHILE_WRITING_THE_REPLY) {
                // what a torn write leaves
                super.keepReply(reply.substring(0, reply.length() / 2));
                reached(moment);
            }
            super.keepReply(reply);
            reached(Moment.AFTER_WRITING_THE_REPLY);
        }
    }
}
