package io.github.open115.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.LoggedRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LoginSecretsTest {

    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path directory;

    private LoginFixture fixture;
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            seen.add(event.getThreadName() + " " + event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                seen.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    };

    private final LoginFixture.Diary noting = new LoginFixture.Diary() {
        @Override
        public void show(LoginCode code) {
            super.show(code);
            seen.add(code.toString());
        }

        @Override
        public void retrying(Open115Exception problem) {
            note(problem);
        }
    };

    @BeforeEach
    void begin() {
        fixture = new LoginFixture(directory);
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.setLevel(Level.TRACE);
        root.addAppender(appender);
    }

    @AfterEach
    void end() {
        root.detachAppender(appender);
        root.setLevel(before);
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
                    note(thrown);
                }
                seen.add(pending.toString());
            }
            fixture.emulator().faults().clear();
        }

        assertThat(seen).hasSizeGreaterThan(10);
        assertThat(secrets())
                .hasSizeGreaterThan(10)
                .allSatisfy(secret -> assertThat(seen).noneMatch(text -> text.contains(secret)));
    }

    /** A refusal that repeats what it was asked with. */
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

    private void note(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        seen.add(text.toString());
    }
}
