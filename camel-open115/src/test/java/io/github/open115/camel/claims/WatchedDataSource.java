/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.claims;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A data source that does something before it gives a connection. */
public final class WatchedDataSource {

    private WatchedDataSource() {}

    /** What happens first; what it throws is what the caller gets instead of a connection. */
    @FunctionalInterface
    public interface Before {
        void connection() throws SQLException;
    }

    public static DataSource of(DataSource source, Before before) {
        return (DataSource) Proxy.newProxyInstance(
                WatchedDataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    before.connection();
                    try {
                        return method.invoke(source, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
