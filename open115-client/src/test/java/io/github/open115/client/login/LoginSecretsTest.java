/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.open115.client.EverythingSeen;
import io.github.open115.client.auth.TokenPair;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.LoggedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginSecretsTest {

    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path directory;

    private LoginFixture fixture;
    private EverythingSeen seen;

    private final LoginFixture.Diary noting = new LoginFixture.Diary() {
        @Override
        public void show(LoginCode code) {
            super.show(code);
            seen.add(code.toString());
        }

        @Override
        public void retrying(Open115Exception problem) {
            seen.add(problem);
        }
    };

    @BeforeEach
    void begin() {
        fixture = new LoginFixture(directory);
        seen = new EverythingSeen();
    }

    @AfterEach
    void end() {
        seen.close();
        fixture.close();
    }

    @Test
    @DisplayName("R39 no verifier, sign or token of a log-in in any log at TRACE, exception or text form")
    void noSecretShows() throws Exception {
        DeviceLogin login = fixture.builder().build();
        seen.add(login.toString());
        for (List<Fault> troubles : List.of(
                List.<Fault>of(),
                List.of(Fault.lostReply()),
                List.of(Fault.truncated()),
                List.of(echo(LoginFixture.REDEEM, 40140113)),
                List.of(echo(LoginFixture.REDEEM, 40140121)))) {
            try (PendingLogin pending = login.start(noting)) {
                fixture.emulator().faults().arm(LoginFixture.STATUS, echo(LoginFixture.STATUS, 40110000));
                troubles.forEach(fault -> fixture.emulator().faults().arm(LoginFixture.REDEEM, fault));
                fixture.phone().confirm(fixture.phone().newest());
                Throwable thrown = catchThrowable(() -> pending.await(LONG));
                if (thrown != null) {
                    seen.add(thrown);
                }
                seen.add(pending.toString());
            }
            fixture.emulator().faults().clear();
        }

        assertThat(secrets()).hasSizeGreaterThan(10);
        seen.assertHidden(secrets());
    }

    /** A refusal whose message repeats the parameters of the request. */
    private Fault echo(String path, long code) {
        return Fault.rewrite(json -> {
            List<LoggedRequest> requests = fixture.emulator().requests().of(path);
            json.put("state", 0).put("code", code);
            json.put("message", requests.get(requests.size() - 1).parameters().toString());
        });
    }

    private Set<String> secrets() {
        Set<String> secrets = new HashSet<>();
        for (LoggedRequest request : fixture.emulator().requests().all()) {
            secrets.add(request.parameter("code_verifier"));
            secrets.add(request.parameter("sign"));
        }
        secrets.remove("");
        TokenPair pair = fixture.stored().pair();
        if (pair != null) {
            secrets.add(pair.accessToken());
            secrets.add(pair.refreshToken());
        }
        return secrets;
    }
}
