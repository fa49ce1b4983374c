/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.claims;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/** A data source whose changes are made, but whose connection breaks before it says so. */
final class LostReplies {

    private LostReplies() {}

    static DataSource of(DataSource source, BooleanSupplier lost) {
        return watched(DataSource.class, source, lost);
    }

    private static <T> T watched(Class<T> type, Object of, BooleanSupplier lost) {
        return type.cast(Proxy.newProxyInstance(
                LostReplies.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object reply;
                    try {
                        reply = method.invoke(of, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (reply instanceof PreparedStatement) {
                        return watched(PreparedStatement.class, reply, lost);
                    }
                    if (reply instanceof Connection && !(of instanceof PreparedStatement)) {
                        return watched(Connection.class, reply, lost);
                    }
                    if (method.getName().equals("executeUpdate") && lost.getAsBoolean()) {
                        throw new SQLException("the connection broke", "08007");
                    }
                    return reply;
                }));
    }
}
