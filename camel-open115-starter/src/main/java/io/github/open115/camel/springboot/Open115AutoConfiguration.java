/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.springboot;

import io.github.open115.camel.Open115Component;
import io.github.open115.client.auth.TokenStore;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.ComponentConfigurationProperties;
import org.apache.camel.spring.boot.util.CamelPropertiesHelper;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;

/**
 * Gives the open115 component the properties {@code camel.component.open115.*}, and the token store of the application
 * where it has exactly one.
 */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@ConditionalOnHierarchicalProperties({"camel.component", "camel.component.open115"})
@EnableConfigurationProperties({ComponentConfigurationProperties.class, Open115ComponentProperties.class})
public class Open115AutoConfiguration {

    private static final String[] CUSTOMIZER_SWITCHES = {
        "camel.component.customizer", "camel.component.open115.customizer"
    };

    /** Sets the component up before its first use. */
    @Lazy
    @Bean
    public ComponentCustomizer open115ComponentCustomizer(
            ApplicationContext application,
            Open115ComponentProperties properties,
            ObjectProvider<TokenStore> tokenStores) {
        return new ComponentCustomizer() {
            @Override
            public void configure(String name, Component target) {
                Open115Component component = (Open115Component) target;
                UnknownProperties.warn(application.getEnvironment());
                CamelPropertiesHelper.copyProperties(component.getCamelContext(), properties, component);
                if (component.getTokenStore() == null) {
                    component.setTokenStore(tokenStores.getIfUnique());
                }
            }

            @Override
            public boolean isEnabled(String name, Component target) {
                return target instanceof Open115Component
                        && HierarchicalPropertiesEvaluator.evaluate(application, CUSTOMIZER_SWITCHES);
            }
        };
    }
}
