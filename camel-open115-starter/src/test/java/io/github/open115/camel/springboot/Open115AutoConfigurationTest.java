/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.open115.camel.Open115Component;
import io.github.open115.camel.Open115Configuration.ThrottlePolicy;
import io.github.open115.camel.Open115Operation;
import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.auth.TokenStore;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class Open115AutoConfigurationTest {

    @RegisterExtension
    final Open115EmulatorExtension open115 = new Open115EmulatorExtension();

    @TempDir
    private Path directory;

    @Test
    void aDependencyAndAFewPropertiesAreEnoughForARoute() {
        Open115Emulator emulator = open115.emulator();
        emulator.drive().addFile(emulator.drive().folder("/inbox"), "report.csv", "a;b\n".getBytes());
        BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
        Applications.withStarter(emulator, directory)
                .withPropertyValues("camel.component.open115.refresh-token="
                        + emulator.account().newRefreshToken())
                .withBean(RouteBuilder.class, () -> new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("open115:/inbox?initialDelay=0")
                                .routeId("inbox")
                                .process(exchange ->
                                        arrived.add(exchange.getMessage().getBody(String.class)));
                    }
                })
                .run(application ->
                        assertThat(arrived.poll(5, TimeUnit.MINUTES)).isEqualTo("a;b\n"));
    }

    @Test
    void whatIsSetReachesTheComponentAndNothingElse() {
        Applications.withStarter()
                .withPropertyValues(
                        "camel.component.open115.requests-per-second=0.5",
                        "camel.component.open115.path-max-age=2m",
                        "camel.component.open115.read-timeout=1500",
                        "camel.component.open115.operation=resolveLink",
                        "camel.component.open115.throttle-policy=fail",
                        "camel.component.open115.min-age=3s")
                .run(application -> {
                    Open115Component component = component(application);
                    assertThat(component.getConfiguration().getRequestsPerSecond())
                            .isEqualTo(0.5);
                    assertThat(component.getConfiguration().getPathMaxAge()).isEqualTo(120_000);
                    assertThat(component.getConfiguration().getReadTimeout()).isEqualTo(1500);
                    assertThat(component.getConfiguration().getOperation()).isEqualTo(Open115Operation.resolveLink);
                    assertThat(component.getConfiguration().getThrottlePolicy()).isEqualTo(ThrottlePolicy.fail);
                    assertThat(component.getConfiguration().getMinAge()).isEqualTo(3000);
                    assertThat(component.getConfiguration().getRequestsPerDay()).isEqualTo(8000);
                });
    }

    @Test
    void aMisspeltPropertyIsWarnedOfWithoutItsValue() {
        Logger log = (Logger) LoggerFactory.getLogger(UnknownProperties.class);
        ListAppender<ILoggingEvent> warnings = new ListAppender<>();
        warnings.start();
        log.addAppender(warnings);
        Level level = log.getLevel();
        log.setLevel(Level.WARN);
        try {
            Applications.withStarter()
                    .withPropertyValues(
                            "camel.component.open115.refesh-token=secret",
                            "camel.component.open115.jdbctokenstore.enable=true",
                            "camel.component.open115.requestsPerSecond=0.5",
                            "camel.component.open115.path_max_age=2m",
                            "camel.component.open115.enabled=true",
                            "camel.component.open115.customizer.enabled=true",
                            "camel.component.open115.jdbc-token-store.enabled=false",
                            "camel.component.open115.jdbc-token-store.create-tables=true")
                    .withInitializer(application -> application
                            .getEnvironment()
                            .getPropertySources()
                            .addFirst(new SystemEnvironmentPropertySource(
                                    "test-systemEnvironment",
                                    Map.of(
                                            "CAMEL_COMPONENT_OPEN115_STATE_DIRECTORY", "a",
                                            "CAMEL_COMPONENT_OPEN115_APIBASEURL", "http://api.test"))))
                    .run(application -> {
                        component(application);
                        assertThat(warnings.list)
                                .extracting(ILoggingEvent::getFormattedMessage)
                                .hasSize(2)
                                .allMatch(message -> !message.contains("secret"))
                                .satisfiesExactly(
                                        message -> assertThat(message)
                                                .startsWith("The property camel.component.open115.jdbctokenstore.enable"
                                                        + " does nothing"),
                                        message -> assertThat(message)
                                                .startsWith("The property camel.component.open115.refesh-token does"
                                                        + " nothing"));
                    });
        } finally {
            log.setLevel(level);
            log.detachAppender(warnings);
        }
    }

    @Test
    void theTokenStoreOfTheApplicationIsUsed() {
        TokenStore own = new FileTokenStore(directory);
        Applications.withStarter()
                .withBean("ownStore", TokenStore.class, () -> own)
                .run(application ->
                        assertThat(component(application).getTokenStore()).isSameAs(own));
    }

    @Test
    void ofSeveralTokenStoresTheNamedOneIsUsed() {
        TokenStore own = new FileTokenStore(directory.resolve("own"));
        Applications.withStarter()
                .withBean("ownStore", TokenStore.class, () -> own)
                .withBean("other", TokenStore.class, () -> new FileTokenStore(directory.resolve("other")))
                .withPropertyValues("camel.component.open115.token-store=#bean:ownStore")
                .run(application ->
                        assertThat(component(application).getTokenStore()).isSameAs(own));
    }

    @Test
    void itCanBeSwitchedOff() {
        Applications.withStarter()
                .withPropertyValues(
                        "camel.component.open115.customizer.enabled=false",
                        "camel.component.open115.requests-per-second=0.5")
                .run(application -> assertThat(
                                component(application).getConfiguration().getRequestsPerSecond())
                        .isEqualTo(1));
    }

    private static Open115Component component(ApplicationContext application) {
        return application.getBean(CamelContext.class).getComponent("open115", Open115Component.class);
    }
}
