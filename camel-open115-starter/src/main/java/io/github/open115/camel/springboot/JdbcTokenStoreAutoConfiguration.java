/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.springboot;

import io.github.open115.client.auth.JdbcTokenStore;
import io.github.open115.client.auth.TokenStore;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Keeps authorizations in the {@link DataSource} of the application when that is asked for with
 * {@code camel.component.open115.jdbc-token-store.enabled=true}.
 */
@AutoConfiguration(before = Open115AutoConfiguration.class)
@ConditionalOnProperty("camel.component.open115.jdbc-token-store.enabled")
@EnableConfigurationProperties(JdbcTokenStoreProperties.class)
public class JdbcTokenStoreAutoConfiguration {

    /**
     * The store. Without a data source the start fails and says so: tokens must not go elsewhere unnoticed.
     *
     * @throws io.github.open115.client.auth.TokenStoreException when the tables cannot be made
     */
    @Bean
    @ConditionalOnMissingBean(TokenStore.class)
    public JdbcTokenStore open115TokenStore(DataSource dataSource, JdbcTokenStoreProperties properties) {
        JdbcTokenStore store = new JdbcTokenStore(dataSource);
        return properties.createTables() ? store.createTables() : store;
    }
}
