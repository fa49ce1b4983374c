/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.EmulatedAccountFixture;
import io.github.open115.client.Open115Client;
import io.github.open115.client.auth.JdbcTokenStore;
import io.github.open115.client.auth.StoreKind;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.emulator.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients whose tokens are in a database, each with a state directory of its own. */
@Timeout(600)
class SharedDatabaseTest {

    private static final String USER_INFO = "/open/user/info";

    @TempDir
    Path directory;

    private EmulatedAccountFixture fixture;
    private DataSource dataSource;

    @BeforeEach
    void begin() {
        fixture = new EmulatedAccountFixture(directory.resolve("unused"));
        dataSource = StoreKind.dataSource(StoreKind.H2.newAddress(directory));
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    @DisplayName("R4 R5 with the tokens in a database, budget and pause are shared there without another option")
    void theStateOfTheAccountIsInTheDatabaseOfTheTokens() {
        Open115Client first = client("a", new JdbcTokenStore(dataSource).createTables());
        first.accountInfo();
        fixture.emulator().faults().arm(USER_INFO, Fault.error(770004, "x"));
        assertThatThrownBy(first::accountInfo).isInstanceOf(ThrottledException.class);
        first.close();
        fixture.emulator().requests().reset();

        Open115Client second = client("b", new JdbcTokenStore(dataSource));
        assertThatThrownBy(second::accountInfo).isInstanceOf(ThrottledException.class);
        assertThat(fixture.emulator().requests().count(USER_INFO)).isZero();
        assertThat(new JdbcAccountStateStore(dataSource).load("default")).contains("leased=2", "reason=RATE");
        assertThat(directory.resolve("a").resolve("accounts")).doesNotExist();
        assertThat(Files.exists(directory.resolve("b"))).isFalse();
    }

    @Test
    @DisplayName("R4 where the application creates no tables, the message names the missing table and its statement")
    void makesNoTablesUnasked() {
        new JdbcTokenStore(dataSource).createTables();

        assertThatThrownBy(() -> client("a", new JdbcTokenStore(dataSource)))
                .isInstanceOf(AccountStateException.class)
                .hasMessageContaining("JdbcAccountStateStore.tableStatements()");
    }

    private Open115Client client(String stateDirectory, JdbcTokenStore tokens) {
        return fixture.keep(fixture.builder()
                .stateDirectory(directory.resolve(stateDirectory))
                .tokenStore(tokens)
                .build());
    }
}
