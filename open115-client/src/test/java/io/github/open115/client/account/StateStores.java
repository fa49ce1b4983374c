/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import io.github.open115.client.auth.StoreKind;
import java.nio.file.Path;

/** The real state stores, at the addresses of {@link StoreKind}. */
public final class StateStores {

    private StateStores() {}

    /** The store at an address, with a data source of its own. */
    public static AccountStateStore at(String address) {
        return address.startsWith("jdbc:")
                ? new JdbcAccountStateStore(StoreKind.dataSource(address)).createTables()
                : new FileAccountStateStore(Path.of(address));
    }
}
