/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.account.AccountStatus;
import io.github.open115.client.account.LoginTurns;
import io.github.open115.client.account.LoginTurns.Answer;
import io.github.open115.client.account.MemoryStateStore;
import io.github.open115.client.http.Sleeper;
import io.github.open115.emulator.Fault;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutomaticLoginTest {

    @TempDir
    Path directory;

    @Test
    @DisplayName("R26 no code is requested if another process logs in between the look at the tokens and the turn")
    void looksAgainWhenItHasTheTurn() {
        try (LoginFixture service = new LoginFixture(directory)) {
            MemoryStateStore shared = new MemoryStateStore();
            AutomaticLogin login = new AutomaticLogin(
                    service.builder(),
                    new LoginTurns(shared, LoginFixture.ACCOUNT, service.clock()),
                    neededOnce(),
                    service.clock(),
                    pause -> {
                        throw new InterruptedException("the test is over");
                    },
                    status -> {});

            login.run();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(service.emulator().requests().all()).isEmpty();
            assertThat(login.status().state()).isEqualTo(LoginStatus.State.AUTHORIZED);
            LoginTurns other = new LoginTurns(shared, LoginFixture.ACCOUNT, service.clock());
            assertThat(other.take(Instant.EPOCH, false, 0).answer())
                    .as("the turn was given back")
                    .isEqualTo(Answer.MINE);
        }
    }

    @Test
    @DisplayName("R26 the end of the component ends a wait of the log-in, also with a sleeper that was given")
    void endsAWaitWhenItIsClosed() throws Exception {
        try (LoginFixture service = new LoginFixture(directory)) {
            service.emulator()
                    .faults()
                    .arm(LoginFixture.STATUS, Fault.status(500, "", Map.of()))
                    .always();
            CountDownLatch waits = new CountDownLatch(1);
            Sleeper forEver = pause -> {
                waits.countDown();
                new CountDownLatch(1).await();
            };
            AutomaticLogin login = new AutomaticLogin(
                    service.builder().sleeper(forEver),
                    new LoginTurns(new MemoryStateStore(), LoginFixture.ACCOUNT, service.clock()),
                    needed(() -> true),
                    service.clock(),
                    forEver,
                    status -> {});
            Thread thread = new Thread(login::run);
            thread.start();
            assertThat(waits.await(5, TimeUnit.MINUTES)).isTrue();
            assertThat(login.status().isCodeWaiting()).isTrue();

            login.close();

            thread.join(TimeUnit.MINUTES.toMillis(1));
            boolean ended = !thread.isAlive();
            thread.interrupt();
            assertThat(ended).isTrue();
        }
    }

    /** An account that needs a log-in at the first look only. */
    private static AccountStatus neededOnce() {
        AtomicBoolean looked = new AtomicBoolean();
        return needed(() -> !looked.getAndSet(true));
    }

    private static AccountStatus needed(BooleanSupplier isNeeded) {
        return (AccountStatus) Proxy.newProxyInstance(
                AccountStatus.class.getClassLoader(),
                new Class<?>[] {AccountStatus.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "name" -> LoginFixture.ACCOUNT;
                    case "pausedUntil" -> Optional.empty();
                    case "isLoginNeeded" -> isNeeded.getAsBoolean();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
