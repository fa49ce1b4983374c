/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.documented;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.Open115Component;
import io.github.open115.client.auth.JdbcTokenStore;
import io.github.open115.client.auth.StoreKind;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What "Running several instances" shows. */
class RunningSeveralInstancesTest extends EmulatedRoutes {

    @Test
    void tokensInADatabase() throws Exception {
        DataSource dataSource = StoreKind.dataSource(StoreKind.H2.newAddress(stateDirectory));
        Open115Component component = new Open115Component();
        component.setTokenStore(new JdbcTokenStore(dataSource).createTables());
        context.addComponent("open115", component);
        emulated(component);
        context.start();
        context.createProducerTemplate().requestBody("open115:/?operation=accountInfo", (Object) null);

        assertThat(new JdbcTokenStore(dataSource).load("default").pair()).isNotNull();
        assertThat(stateDirectory.resolve("tokens")).doesNotExist();
    }
}
