/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.github.open115.camel.account.ConsoleLogin;
import io.github.open115.camel.monitor.AccountReport;
import io.github.open115.camel.options.LoginMode;
import io.github.open115.client.login.LoginStatus;
import io.github.open115.client.login.LoginStatus.State;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.QrLogins;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accounts with {@code login=console}, at a time that passes when the test says so; the service holds a poll for 30 s of it. */
abstract class ConsoleLoginFixture extends PollFixture {

    static final String CODE = "/open/authDeviceCode";
    static final String STATUS = "/get/status/";
    static final String TOKENS = "/open/deviceCodeToToken";

    @RegisterExtension
    final RecordedLog log = RecordedLog.of(Level.DEBUG, ConsoleLogin.class);

    PassingTime time;

    @Override
    Open115Emulator.Builder service() {
        // the day of the budget begins at 16:00 UTC
        return Open115Emulator.builder()
                .clock(EmulatorClock.frozenAt(Instant.parse("2026-10-01T00:00:00Z")))
                .qrHold(Duration.ofMillis(1));
    }

    @BeforeEach
    void letTimePass() {
        time = new PassingTime(emulator().clock());
        emulator()
                .faults()
                .arm(STATUS, Fault.run(() -> time.pass(Duration.ofSeconds(30))))
                .always();
    }

    @AfterEach
    void endTime() {
        time.close();
    }

    /** A context without a token, not started. */
    Routes unauthorized() {
        return unauthorized(state);
    }

    Routes unauthorized(Path stateDirectory) {
        return console(new Routes(emulator(), stateDirectory));
    }

    Routes console(Routes routes) {
        return routes.with(component -> {
            component.setSleeper(time);
            component.getConfiguration().setLogin(LoginMode.console);
            component.getConfiguration().setClientId(emulator().clientId());
            return component;
        });
    }

    QrLogins phone() {
        return emulator().account().qrLogins();
    }

    static LoginStatus login(Routes routes) {
        return report(routes).login();
    }

    static AccountReport report(Routes routes) {
        return routes.component().monitoring().accounts().get(0);
    }

    static void awaitState(Routes routes, State state) {
        await().until(() -> login(routes).state() == state);
    }

    /** What an operator sees of an account in JMX. */
    static Object attribute(Routes routes, String name) throws JMException {
        return server(routes).getAttribute(mbean(routes), name);
    }

    /** An operator asks for a code by JMX. */
    static void requestCode(Routes routes) throws JMException {
        server(routes).invoke(mbean(routes), "requestLoginCode", new Object[0], new String[0]);
    }

    private static MBeanServer server(Routes routes) {
        return routes.context().getManagementStrategy().getManagementAgent().getMBeanServer();
    }

    private static ObjectName mbean(Routes routes) throws JMException {
        Set<ObjectName> names = server(routes)
                .queryNames(
                        new ObjectName("org.apache.camel:context="
                                + routes.context().getManagementName() + ",type=open115accounts,*"),
                        null);
        assertThat(names).hasSize(1);
        return names.iterator().next();
    }

    /** The warnings of the log-in, each by its first line. */
    List<String> warnings() {
        return log.messages(Level.WARN).stream()
                .map(message -> message.lines().findFirst().orElseThrow())
                .toList();
    }
}
