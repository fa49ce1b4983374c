/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.springboot;

import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Shows the accounts in the health endpoint of Actuator. Spring Boot 3 has the same classes under other names: there,
 * Camel's own indicator shows the health check {@code open115:<account>}.
 */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(CamelContext.class)
@ConditionalOnEnabledHealthIndicator("open115")
public class Open115HealthAutoConfiguration {

    /** Named {@code open115} in the health endpoint. */
    @Bean
    @ConditionalOnMissingBean(name = "open115HealthIndicator")
    public HealthIndicator open115HealthIndicator(CamelContext context) {
        return new Open115HealthIndicator(context);
    }
}
