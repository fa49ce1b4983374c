/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The place that a store shares with stores of other data. */
class TokenStoreTest {

    @TempDir
    Path directory;

    private final TokenStore.Companion<Object> place = new TokenStore.Companion<>() {
        @Override
        public Object inDirectory(Path files) {
            return files;
        }

        @Override
        public Object inDatabase(DataSource database, boolean createTables) {
            return database + ", " + createTables;
        }

        @Override
        public Object elsewhere() {
            return "elsewhere";
        }
    };

    @Test
    void filesShareTheirDirectory() {
        assertThat(new FileTokenStore(directory).shareWith(place)).isEqualTo(directory);
    }

    @Test
    void aDatabaseIsSharedWithTheRightToCreateTables() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + directory.getFileName() + ";DB_CLOSE_DELAY=-1");
        JdbcTokenStore store = new JdbcTokenStore(database);

        assertThat(store.shareWith(place)).isEqualTo(database + ", false");
        assertThat(store.createTables().shareWith(place)).isEqualTo(database + ", true");
    }

    @Test
    void thePlaceOfAnotherStoreIsNotKnown() {
        TokenStore other = new FullOnceStore(new FileTokenStore(directory));

        assertThat(other.shareWith(place)).isEqualTo("elsewhere");
    }
}
