/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.springboot;

import io.github.open115.camel.claims.JdbcClaimRepository;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** With the profile {@code database}, several instances share the folder: each file goes to one of them. */
@Configuration
@Profile("database")
class SharedClaims {

    @Bean
    JdbcClaimRepository claims(DataSource database) {
        return new JdbcClaimRepository(database, "ingest").createTables();
    }
}
