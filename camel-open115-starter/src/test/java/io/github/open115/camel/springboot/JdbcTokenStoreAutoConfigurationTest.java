/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.Open115Component;
import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.auth.JdbcTokenStore;
import io.github.open115.client.auth.TokenStore;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

class JdbcTokenStoreAutoConfigurationTest {

    private static final String ENABLED = "camel.component.open115.jdbc-token-store.enabled=true";

    private final ApplicationContextRunner withDatabase = Applications.withStarter()
            .withBean(
                    DataSource.class,
                    () -> JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", ""));

    @Test
    void theDataSourceKeepsTheTokensWhereThatIsAskedFor() {
        withDatabase.withPropertyValues(ENABLED).run(application -> {
            Open115Component component =
                    application.getBean(CamelContext.class).getComponent("open115", Open115Component.class);
            assertThat(component.getTokenStore()).isInstanceOf(JdbcTokenStore.class);
            assertThat(new JdbcTemplate(application.getBean(DataSource.class))
                            .queryForObject("SELECT count(*) FROM open115_lock", Integer.class))
                    .isZero();
        });
    }

    @Test
    void nobodyWhoDidNotAskHasTablesMade() {
        withDatabase.run(application -> assertThat(application).doesNotHaveBean(TokenStore.class));
    }

    @Test
    void tablesAreNotMadeWhereTheApplicationMayNot() {
        withDatabase
                .withPropertyValues(ENABLED, "camel.component.open115.jdbc-token-store.create-tables=false")
                .run(application -> assertThat(new JdbcTemplate(application.getBean(DataSource.class))
                                .queryForObject(
                                        "SELECT count(*) FROM information_schema.tables WHERE lower(table_name)"
                                                + " LIKE 'open115%'",
                                        Integer.class))
                        .isZero());
    }

    @Test
    void aStoreOfTheApplicationWins(@TempDir Path directory) {
        withDatabase
                .withPropertyValues(ENABLED)
                .withBean("own", TokenStore.class, () -> new FileTokenStore(directory))
                .run(application -> assertThat(application).doesNotHaveBean(JdbcTokenStore.class));
    }

    @Test
    void withoutADataSourceTheStartFails() {
        Applications.withStarter()
                .withPropertyValues(ENABLED)
                .run(application ->
                        assertThat(application.getStartupFailure()).hasStackTraceContaining("javax.sql.DataSource"));
    }
}
