/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.Open115Client;
import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.emulator.EmulatedAccount;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class LogInTest {

    @TempDir
    Path directory;

    private Open115Emulator emulator;

    @BeforeEach
    void begin() {
        emulator = Open115Emulator.builder().qrHold(Duration.ofMillis(200)).start();
    }

    @AfterEach
    void end() {
        emulator.close();
    }

    @Test
    @DisplayName("R26 R39 prints the code, waits, says what is stored where, and prints no secret")
    void logsIn() throws Exception {
        Path png = directory.resolve("code.png");
        CompletableFuture<CommandLineRun> run =
                logIn(emulator.clientId(), "--account", "photos", "--png", png.toString());
        emulator.account().qrLogins().scan(newestCode());
        // the next one is told of the scan, and the one after that begins when this is printed
        long asked = emulator.requests().count("/get/status/");
        await().atMost(Duration.ofMinutes(5)).until(() -> emulator.requests().count("/get/status/") >= asked + 2);
        emulator.account().qrLogins().confirm(newestCode());

        CommandLineRun done = run.get(5, TimeUnit.MINUTES);

        assertThat(done.exitCode()).as(done.output()).isZero();
        assertThat(done.output())
                .contains("Scan this code", "Scanned. Now confirm", "'photos' is logged in", "state         good")
                .contains(store().file("photos").toString())
                .contains("in 364 d 23 h");
        assertThat(done.output().lines().filter(line -> line.startsWith("████")))
                .hasSizeGreaterThan(15);
        assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(done.output()).doesNotContain(secrets());
        try (Open115Client client = client("photos")) {
            assertThat(client.accountInfo().userId()).isEqualTo(Long.toString(EmulatedAccount.USER_ID));
        }
        assertThat(emulator.requests().refreshRequests()).isZero();
    }

    @Test
    @DisplayName("R26 declined on the phone: exit code 1, nothing stored")
    void declinedLogInStoresNothing() throws Exception {
        CompletableFuture<CommandLineRun> run = logIn(emulator.clientId());
        emulator.account().qrLogins().cancel(newestCode());

        CommandLineRun done = run.get(5, TimeUnit.MINUTES);

        assertThat(done.exitCode()).isEqualTo(LoginCommand.NOT_DONE);
        assertThat(done.output()).contains("declined", "nothing was changed");
        assertThat(store().accounts()).isEmpty();
    }

    @Test
    @DisplayName("R26 an expired code is replaced on the screen")
    void replacesACode() throws Exception {
        emulator.faults()
                .arm("/get/status/", Fault.authError(40199002, "key invalid"))
                .when(request -> emulator.requests().count("/open/authDeviceCode") == 1);
        CompletableFuture<CommandLineRun> run = logIn(emulator.clientId());
        await().atMost(Duration.ofMinutes(5))
                .until(() -> emulator.requests().of("/get/status/").stream()
                                .map(request -> request.parameter("uid"))
                                .distinct()
                                .count()
                        == 2);
        emulator.account().qrLogins().confirm(newestCode());

        CommandLineRun done = run.get(5, TimeUnit.MINUTES);

        assertThat(done.exitCode()).isZero();
        assertThat(done.output()).contains("That code has expired. Scan this one instead");
    }

    @Test
    @DisplayName("R26 an app ID that is none: exit code 3, and what to do")
    void wrongAppId() throws Exception {
        CommandLineRun done = logIn("4711").get(5, TimeUnit.MINUTES);

        assertThat(done.exitCode()).isEqualTo(LoginCommand.FAILED);
        assertThat(done.output()).contains("4711", "https://open.115.com").doesNotContain("\tat ");
    }

    @Test
    void aPictureThatCannotBeWrittenEndsIt() throws Exception {
        CommandLineRun done = logIn(
                        emulator.clientId(),
                        "--png",
                        directory.resolve("nowhere/code.png").toString())
                .get(5, TimeUnit.MINUTES);

        assertThat(done.exitCode()).isEqualTo(LoginCommand.FAILED);
        assertThat(done.output()).contains("cannot write").contains("code.png");
    }

    private CompletableFuture<CommandLineRun> logIn(String appId, String... more) {
        String[] arguments = {
            "--app-id", appId,
            "--state-directory", directory.toString(),
            "--auth-base-url", emulator.authBaseUrl(),
            "--qr-code-base-url", emulator.qrCodeBaseUrl()
        };
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return CompletableFuture.supplyAsync(() -> CommandLineRun.of(null, Clock.systemUTC(), all));
    }

    private String newestCode() {
        await().atMost(Duration.ofMinutes(5)).until(() -> emulator.requests().count("/get/status/") > 0);
        return emulator.account().qrLogins().newest();
    }

    private FileTokenStore store() {
        return new FileTokenStore(directory.resolve("tokens"));
    }

    private Open115Client client(String account) {
        return Open115Client.builder()
                .account(account)
                .stateDirectory(directory)
                .apiBaseUrl(emulator.apiBaseUrl())
                .authBaseUrl(emulator.authBaseUrl())
                .build();
    }

    private String[] secrets() {
        return new String[] {
            emulator.account().currentTokens().accessToken(),
            emulator.account().currentTokens().refreshToken(),
            emulator.requests().of("/open/deviceCodeToToken").get(0).parameter("code_verifier"),
            emulator.requests().of("/get/status/").get(0).parameter("sign")
        };
    }
}
