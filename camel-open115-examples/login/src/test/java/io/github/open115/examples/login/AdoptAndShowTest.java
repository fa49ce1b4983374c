/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.Open115Client;
import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdoptAndShowTest {

    @TempDir
    Path directory;

    private final EmulatorClock clock = EmulatorClock.frozenAt(Instant.parse("2026-10-01T12:00:00Z"));
    private Open115Emulator emulator;

    @BeforeEach
    void begin() {
        emulator = Open115Emulator.builder().clock(clock).start();
    }

    @AfterEach
    void end() {
        emulator.close();
    }

    @Test
    @DisplayName("R28 R39 adopts a token from the standard input without a call, and does not print it")
    void adoptsATokenFromStandardInput() {
        String token = emulator.account().newRefreshToken();

        CommandLineRun adopted = run(token + "\n", "--adopt", "--account", "photos");

        assertThat(adopted.exitCode()).as(adopted.output()).isZero();
        assertThat(adopted.output())
                .contains("'photos'", store().file("photos").toString(), "none yet", "not known")
                .doesNotContain(token);
        assertThat(emulator.requests().all()).isEmpty();
        useAccount("photos");

        CommandLineRun again = run(token, "--adopt", "--account", "photos");
        assertThat(again.exitCode()).isEqualTo(LoginCommand.NOT_DONE);
        assertThat(again.output()).contains("used up").doesNotContain(token);
        useAccount("photos");
    }

    @Test
    @DisplayName("R6 beside a token that may be good, another one waits until a route has tried it")
    void keepsATokenThatMayBeGood() {
        run(emulator.account().newRefreshToken(), "--adopt");
        useAccount("default");

        CommandLineRun second = run(emulator.account().newRefreshToken(), "--adopt");

        assertThat(second.exitCode()).isEqualTo(LoginCommand.DONE);
        assertThat(second.output()).contains("The next call of a route tries the token", "new token", "good until");
        useAccount("default");
        assertThat(run(null, "--show").output()).doesNotContain("new token");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void noTokenOnTheInput(String input) {
        CommandLineRun run = run(input, "--adopt");

        assertThat(run.exitCode()).isEqualTo(LoginCommand.NOT_DONE);
        assertThat(run.output()).contains("standard input").contains("nothing was changed");
    }

    @Test
    @DisplayName("R28 R39 shows which accounts there are, how old, and until when, without a secret")
    void showsAccountsWithoutSecrets() {
        run(emulator.account().newRefreshToken(), "--adopt", "--account", "photos");
        useAccount("photos");
        run(emulator.account().newRefreshToken(), "--adopt", "--account", "films");
        clock.advance(Duration.ofMinutes(90));

        CommandLineRun shown = run(null, "--show");

        assertThat(shown.exitCode()).as(shown.output()).isZero();
        assertThat(shown.output())
                .contains("2 accounts", "Account 'photos'", "Account 'films'", "1 h 30 min ago")
                .contains("good until 2026-10-01T14:00:00Z, for 30 min")
                .contains(store().location());
        assertThat(secretsInTheStore())
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(shown.output()).doesNotContain(secret));
        CommandLineRun one = run(null, "--show", "--account", "films");
        assertThat(one.output()).contains("'films'").doesNotContain("'photos'");
    }

    @Test
    @DisplayName("R28 an account that needs a person makes the exit code 1, and says why")
    void showsATerminalMark() {
        run(emulator.account().newRefreshToken(), "--adopt");
        emulator.account().revoke();
        assertThatThrownBy(() -> useAccount("default")).isInstanceOf(AuthorizationLostException.class);

        CommandLineRun shown = run(null, "--show");

        assertThat(shown.exitCode()).isEqualTo(LoginCommand.NOT_DONE);
        assertThat(shown.output())
                .contains("MUST BE AUTHORIZED AGAIN since 2026-10-01T12:00:00Z", "40140116", "1 account");
    }

    @Test
    void showsARenewalThatFailed() {
        run(emulator.account().newRefreshToken(), "--adopt");
        emulator.faults().arm("/open/refreshToken", Fault.html(503));
        assertThatThrownBy(() -> useAccount("default")).isInstanceOf(Open115Exception.class);

        CommandLineRun shown = run(null, "--show");

        assertThat(shown.exitCode()).isZero();
        assertThat(shown.output()).contains("the last renewal failed; the next attempt is not before 2026-10-01T12:01");
    }

    @Test
    void showsTheOtherAccountsWhenOneCannotBeRead() throws IOException {
        run(emulator.account().newRefreshToken(), "--adopt", "--account", "a");
        run(emulator.account().newRefreshToken(), "--adopt", "--account", "b");
        Files.writeString(store().file("a"), "{\"accessToken\":\"secret");

        CommandLineRun shown = run(null, "--show");

        assertThat(shown.exitCode()).isEqualTo(LoginCommand.NOT_DONE);
        assertThat(shown.output())
                .contains("cannot read the authorization", "Account 'b'", "state         good")
                .doesNotContain("secret");
    }

    @Test
    void showsThatThereIsNothing() {
        assertThat(run(null, "--show"))
                .isEqualTo(new CommandLineRun(
                        LoginCommand.DONE,
                        "Token store " + store().location() + ": no account" + System.lineSeparator()));
        CommandLineRun one = run(null, "--show", "--account", "nobody");
        assertThat(one.exitCode()).isEqualTo(LoginCommand.NOT_DONE);
        assertThat(one.output()).contains("NOT AUTHORIZED", "--app-id", "--adopt");
    }

    @Test
    void saysHowItIsUsed() {
        assertThat(run(null, "--help").exitCode()).isZero();
        assertThat(run(null, "--help").output()).contains("--app-id", "--adopt", "--show", "Exit codes");
        assertThat(run(null).exitCode()).isEqualTo(2);
        assertThat(run(null, "--adopt", "--show").exitCode()).isEqualTo(2);
        assertThat(run(null, "--shwo").output()).contains("--shwo", "Usage:");
    }

    @Test
    @DisplayName("R39 a token that was given as an argument is refused and not printed")
    void aTokenIsNoArgument() {
        CommandLineRun run = run(null, "--adopt", "token-in-the-wrong-place");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).contains("standard input").doesNotContain("token-in-the-wrong-place");
        assertThat(store().accounts()).isEmpty();
    }

    private CommandLineRun run(String input, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--state-directory";
        all[arguments.length + 1] = directory.toString();
        return CommandLineRun.of(input, clock, all);
    }

    private void useAccount(String account) {
        try (Open115Client client = Open115Client.builder()
                .account(account)
                .stateDirectory(directory)
                .apiBaseUrl(emulator.apiBaseUrl())
                .authBaseUrl(emulator.authBaseUrl())
                .clock(clock)
                .sleeper(clock::advance)
                .build()) {
            client.accountInfo();
        }
    }

    private FileTokenStore store() {
        return new FileTokenStore(directory.resolve("tokens"));
    }

    private List<String> secretsInTheStore() {
        return store().accounts().stream()
                .map(account -> store().load(account).pair())
                .flatMap(pair -> Stream.of(pair.accessToken(), pair.refreshToken()))
                .filter(Objects::nonNull)
                .toList();
    }
}
