package io.github.open115.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.github.open115.emulator.EmulatedAccount;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.TokenPair;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class SecretsTest {

    private static final String USER_INFO = "/open/user/info";
    private static final String REFRESH = "/open/refreshToken";

    @TempDir
    Path directory;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final Set<String> secrets = new HashSet<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            seen.add(event.getThreadName() + " " + event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    };

    @BeforeEach
    void listen() {
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.setLevel(Level.TRACE);
        root.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(appender);
        root.setLevel(before);
    }

    @Test
    @DisplayName("R39 no token in any log at TRACE, in any exception, in any text form")
    void noTokenShows() {
        try (EmulatedAccountFixture fixture = new EmulatedAccountFixture(directory)) {
            EmulatedAccount account = fixture.emulator().account();
            Open115Client client = fixture.client();
            note(account.currentTokens());
            client.accountInfo();
            note(account.currentTokens());
            fixture.emulator()
                    .faults()
                    .arm(
                            USER_INFO,
                            Fault.error(
                                    4711, "you sent " + account.currentTokens().accessToken()));
            show(client);
            fixture.emulator()
                    .faults()
                    .arm(
                            USER_INFO,
                            Fault.body("not JSON: " + account.currentTokens().accessToken()));
            show(client);
            fixture.clock().advance(Duration.ofHours(3));
            fixture.emulator()
                    .faults()
                    .arm(
                            REFRESH,
                            Fault.authError(40140121, account.currentTokens().refreshToken()));
            show(client);
            fixture.clock().advance(Duration.ofHours(3));
            fixture.emulator().faults().arm(REFRESH, Fault.lostReply());
            show(client);
            note(account.currentTokens());
            fixture.clock().advance(Duration.ofHours(3));
            show(client);
            seen.add(client.account().authorizationLost().orElseThrow());
        }

        assertThat(seen)
                .isNotEmpty()
                .allSatisfy(text -> secrets.forEach(secret -> assertThat(text).doesNotContain(secret)));
    }

    private void note(TokenPair pair) {
        secrets.add(pair.accessToken());
        secrets.add(pair.refreshToken());
    }

    private void show(Open115Client client) {
        StringWriter text = new StringWriter();
        Throwable thrown = catchThrowable(client::accountInfo);
        assertThat(thrown).isNotNull();
        thrown.printStackTrace(new PrintWriter(text));
        seen.add(text.toString());
    }
}
