/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.documented;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.auth.TokenStore;
import io.github.open115.client.login.DeviceLogin;
import io.github.open115.client.login.LoginCode;
import io.github.open115.client.login.LoginOutcome;
import io.github.open115.client.login.PendingLogin;
import io.github.open115.emulator.Open115EmulatorExtension;
import io.github.open115.emulator.QrLogins;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What "Logging in" shows. */
class LoggingInTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path stateDirectory;

    @Test
    void theOwnerConfirms() throws Exception {
        String appId = service.emulator().clientId();
        TokenStore store = new FileTokenStore(stateDirectory.resolve("tokens"));
        DeviceLogin.Builder login = DeviceLogin.builder(appId, store).account("photos");
        QrLogins phone = service.emulator().account().qrLogins();
        login.authBaseUrl(service.emulator().authBaseUrl())
                .qrCodeBaseUrl(service.emulator().qrCodeBaseUrl());
        service.emulator().faults().before("/get/status/", 1, () -> phone.confirm(phone.newest()));

        assertThat(wait(login)).isEqualTo(LoginOutcome.LOGGED_IN);
        assertThat(store.load("photos").pair().refreshToken())
                .isEqualTo(service.emulator().account().currentRefreshToken());
    }

    private static LoginOutcome wait(DeviceLogin.Builder login) throws InterruptedException {
        try (PendingLogin pending =
                login.build().start(code -> System.out.println(code.text(LoginCode.Terminal.DARK)))) {
            return pending.await(Duration.ofMinutes(15));
        }
    }
}
