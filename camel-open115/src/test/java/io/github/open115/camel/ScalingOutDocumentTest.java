/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.camel.claims.JdbcClaimRepository;
import io.github.open115.client.auth.StoreKind;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.xml.XmlBeanDefinitionReader;
import org.springframework.core.io.ClassPathResource;

/** What "Scaling out" shows is what works; its route is scheduled. */
class ScalingOutDocumentTest extends PollFixture {

    private static final String DOCUMENT = "docs/scaling-out.md";

    @Test
    @DisplayName("the YAML of the document runs: two instances deliver a file once between them")
    void yamlDeliversEachFileOnce() throws Exception {
        put("/inbox", "a.txt");
        DataSource database = StoreKind.dataSource(StoreKind.H2.newAddress(state));
        try (Routes one = instance("one", database)) {
            await().until(() -> delivered.size() == 1);
            long listed = calls(LIST);
            try (Routes two = instance("two", database)) {
                await().until(() -> calls(LIST) > listed);
            }
        }
        assertThat(delivered).containsExactly("a.txt");
    }

    private Routes instance(String name, DataSource database) throws Exception {
        Routes routes = Routes.authorized(emulator(), state.resolve(name));
        routes.context().getRegistry().bind("database", database);
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:work").process(deliveries);
            }
        });
        PluginHelper.getRoutesLoader(routes.context())
                .loadRoutes(PluginHelper.getResourceLoader(routes.context())
                        .resolveResource("classpath:documented/claims.yaml"));
        return routes.start();
    }

    @Test
    @DisplayName("the Spring XML of the document makes a repository that starts")
    void springXmlMakesARepository() {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("database", StoreKind.dataSource(StoreKind.H2.newAddress(state)));
        new XmlBeanDefinitionReader(beans).loadBeanDefinitions(new ClassPathResource("documented/claims.xml"));

        try (Routes routes = routes()) {
            JdbcClaimRepository claims = beans.getBean("claims", JdbcClaimRepository.class);
            claims.setCamelContext(routes.context());
            claims.start();
            assertThat(claims.add("a")).isTrue();
            claims.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    @DisplayName("the SQL of the document is what the repository would run, and makes the table it needs")
    void sqlMakesTheTable(StoreKind kind) throws Exception {
        List<String> statements =
                List.of(block("sql").replaceAll("\\s+", " ").strip().split(";"));
        assertThat(statements.stream().map(String::strip).toList()).isEqualTo(JdbcClaimRepository.tableStatements());

        DataSource database = StoreKind.dataSource(kind.newAddress(state));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        try (Routes routes = routes()) {
            JdbcClaimRepository claims = new JdbcClaimRepository(database, "inbox");
            routes.context().addService(claims);
            routes.context().start();
            assertThat(claims.add("a")).isTrue();
        }
    }

    private static String block(String language) throws IOException {
        return Documents.codeBlocks(Documents.read(DOCUMENT), language).get(0);
    }
}
