/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.springboot;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether authorizations live in the database of the application.
 *
 * @param enabled Keep authorizations in the DataSource of the application, where all its instances share them.
 * @param createTables Make the tables at start where they are missing; false where the application may not.
 */
@ConfigurationProperties("camel.component.open115.jdbc-token-store")
public record JdbcTokenStoreProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("true") boolean createTables) {}
