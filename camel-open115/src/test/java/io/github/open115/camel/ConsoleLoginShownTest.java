/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.open115.camel.monitor.AccountEvent;
import io.github.open115.camel.monitor.AccountEvent.Kind;
import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.login.LoginCode;
import io.github.open115.client.login.LoginStatus.State;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import javax.management.JMException;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsole.MediaType;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a code for a log-in can be seen: JMX, events, the dev console, health; and what is seen nowhere. */
@Timeout(120)
class ConsoleLoginShownTest extends ConsoleLoginFixture {

    private final List<AccountEvent> events = new CopyOnWriteArrayList<>();
    private final PublicOutput output = new PublicOutput();

    @AfterEach
    void stopListening() {
        output.close();
    }

    @Test
    @DisplayName(
            "R26 R40 the code is in JMX as text and PNG, in an event, and in the dev console; health says that it waits")
    void showsTheCode() throws Exception {
        try (Routes routes =
                heard(unauthorized()).fromNamed("in", INBOX, processor()).start()) {
            awaitState(routes, State.CODE_SHOWN);
            LoginCode code = login(routes).code();
            String end =
                    emulator().clock().instant().plus(Duration.ofMinutes(5)).toString();

            assertThat(attribute(routes, "Login")).isEqualTo("CODE_SHOWN");
            assertThat(attribute(routes, "LoginCode")).isEqualTo(code.content());
            assertThat(attribute(routes, "LoginUntil")).isEqualTo(end);
            assertThat(attribute(routes, "LoginProblem")).isNull();
            byte[] png = (byte[]) attribute(routes, "LoginCodePng");
            assertThat(png).isEqualTo(code.png(8));
            assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isGreaterThan(200);

            await().until(() -> events.size() == 2);
            assertThat(events).extracting(AccountEvent::kind).containsExactly(Kind.AUTHORIZATION_LOST, Kind.LOGIN_CODE);
            assertThat(events.get(1).loginCode()).hasValue(code);
            assertThat(events.get(1).message()).contains("'default'", "scan it with the 115 app");
            assertThat(events.get(0).loginCode()).isEmpty();

            DevConsole console =
                    PluginHelper.getDevConsoleResolver(routes.context()).resolveDevConsole("open115");
            assertThat((String) console.call(MediaType.TEXT))
                    .contains(
                            "    Log-in: CODE_SHOWN until " + end, code.content(), code.text(LoginCode.Terminal.DARK));
            Map<?, ?> account =
                    (Map<?, ?>) ((List<?>) ((Map<?, ?>) console.call(MediaType.JSON)).get("accounts")).get(0);
            assertThat(account)
                    .extracting("login", "loginUntil", "loginCode")
                    .containsExactly("CODE_SHOWN", end, code.content());

            assertThat(HealthCheckHelper.invoke(routes.context()))
                    .filteredOn(result -> result.getCheck().getId().equals("open115:default"))
                    .singleElement()
                    .satisfies(result -> {
                        assertThat(result.getMessage().orElseThrow()).contains("With login=console a QR code");
                        assertThat(result.getDetails()).containsEntry("login", "CODE_SHOWN");
                        assertThat(result.getDetails().toString()).doesNotContain(code.content());
                    });

            time.run(Duration.ofMinutes(30));
            awaitState(routes, State.PAUSED);
            await().until(() -> events.size() == 6);
            assertThat(events.subList(2, 6))
                    .extracting(AccountEvent::kind)
                    .containsExactly(Kind.LOGIN_CODE, Kind.LOGIN_CODE, Kind.LOGIN_CODE, Kind.LOGIN_PAUSED);
            assertThat(events.get(5).resumesAt()).isPresent();
            assertThat(attribute(routes, "LoginCode")).isNull();
            assertThat(attribute(routes, "LoginCodePng")).isNull();
            assertThat(attribute(routes, "LoginProblem")).isEqualTo("Nobody has scanned the QR code");
        }
    }

    @Test
    @DisplayName("R26 requestLoginCode shows a code during a pause, and replaces one that is older than 30 seconds")
    void operatorGetsACodeDuringAPause() throws Exception {
        try (Routes routes = unauthorized().fromNamed("in", INBOX, processor()).start()) {
            time.run(Duration.ofMinutes(25));
            awaitState(routes, State.PAUSED);
            requestCode(routes);
            time.run(Duration.ofSeconds(5));
            awaitState(routes, State.CODE_SHOWN);
            assertThat(emulator().requests().count(CODE)).isEqualTo(5);
            for (int i = 0; i < 10; i++) {
                requestCode(routes);
            }
            time.run(Duration.ofSeconds(60));
            assertThat(emulator().requests().count(CODE)).isEqualTo(5);

            requestCode(routes);
            await().until(() -> emulator().requests().count(CODE) == 6);
            awaitState(routes, State.CODE_SHOWN);
            phone().confirm(phone().newest());
            time.run(Duration.ofMinutes(1));
            awaitState(routes, State.AUTHORIZED);
        }
    }

    @Test
    @DisplayName("R26 requestLoginCode renews a good authorization too, before its year ends")
    void operatorRenewsAGoodAuthorization() throws Exception {
        try (Routes routes =
                console(routes()).fromNamed("in", INBOX, processor()).start()) {
            poll(routes);
            String before = emulator().account().currentRefreshToken();
            requestCode(routes);
            time.run(Duration.ofSeconds(10));
            awaitState(routes, State.CODE_SHOWN);
            poll(routes);
            assertThat(routes.consumer().getSkippedReason()).isNull();
            phone().confirm(phone().newest());
            time.run(Duration.ofMinutes(1));
            awaitState(routes, State.AUTHORIZED);
            assertThat(new FileTokenStore(state.resolve("tokens"))
                            .load("default")
                            .pair()
                            .refreshToken())
                    .isEqualTo(emulator().account().currentRefreshToken())
                    .isNotEqualTo(before);
            poll(routes);
            assertThat(routes.consumer().getSkippedReason()).isNull();
            assertThat(emulator().requests().count(CODE)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("R26 requestLoginCode says which options are missing")
    void operatorLearnsWhichOptionsAreMissing() throws Exception {
        try (Routes routes = routes().fromNamed("in", INBOX, processor()).start()) {
            assertThat(attribute(routes, "Login")).isNull();
            assertThatThrownBy(() -> requestCode(routes))
                    .isInstanceOf(JMException.class)
                    .rootCause()
                    .hasMessageContaining("set the options login=console and clientId");
        }
    }

    @Test
    @DisplayName("R39 no token, verifier or sign of a log-in shows in logs at TRACE, events, JMX, health or consoles")
    void noSecretShows() throws Exception {
        Routes routes = unauthorized();
        output.listenTo(routes.context());
        routes.context().setDevConsole(true);
        try (routes) {
            routes.fromNamed("in", INBOX, processor()).start();
            awaitState(routes, State.CODE_SHOWN);
            output.lookAt(routes.context());
            phone().scan(phone().newest());
            time.run(Duration.ofSeconds(30));
            output.lookAt(routes.context());
            phone().confirm(phone().newest());
            time.run(Duration.ofMinutes(1));
            awaitState(routes, State.AUTHORIZED);
            poll(routes);
            output.lookAt(routes.context());
        }
        List<String> secrets = new ArrayList<>();
        emulator().requests().all().forEach(request -> {
            secrets.add(request.parameter("code_verifier"));
            secrets.add(request.parameter("sign"));
            secrets.add(request.header("Authorization").replace("Bearer ", ""));
        });
        secrets.add(emulator().account().currentRefreshToken());
        secrets.removeIf(String::isEmpty);
        assertThat(secrets.stream().distinct()).hasSize(4);
        assertThat(output.texts()).anyMatch(text -> text.contains("LOGIN_CODE"));
        for (String secret : secrets) {
            assertThat(output.texts()).noneMatch(text -> text.contains(secret));
        }
    }

    private Routes heard(Routes routes) {
        routes.context().getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof AccountEvent ours) {
                    events.add(ours);
                }
            }

            @Override
            public boolean isEnabled(CamelEvent event) {
                return true;
            }
        });
        return routes;
    }
}
