package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A poll that is skipped knows nothing of the folder: it is neither idle nor a failure. */
class SkippedPollTest {

    private static final String INBOX = "open115:/inbox?sendEmptyMessageWhenIdle=true&" + Routes.QUICK;

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    private Open115Emulator emulator;
    private final List<Object> messages = new CopyOnWriteArrayList<>();

    @BeforeEach
    void prepare() {
        emulator = service.emulator();
        emulator.clock().freeze();
        emulator.drive().folder("/inbox");
    }

    @Test
    @DisplayName("R5 R1 while the service throttles, polls are skipped: no call, no empty message, the reason is kept")
    void throttled() throws Exception {
        try (Routes routes = Routes.authorized(emulator, state)
                .fromNamed("inbox", INBOX, exchange -> messages.add(body(exchange)))
                .start()) {
            await().until(() -> messages.contains("empty"));
            emulator.faults()
                    .arm("/open/ufile/files", Fault.error(770004, "已达到当前访问上限"))
                    .always();
            Open115Consumer consumer = consumer(routes);
            await().until(() -> consumer.getLastError() instanceof ThrottledException);
            long calls = emulator.requests().count("/open/ufile/files");
            int before = messages.size();
            long polls = consumer.getCounter();
            await().until(() -> consumer.getCounter() > polls + 5);
            assertThat(emulator.requests().count("/open/ufile/files")).isEqualTo(calls);
            assertThat(messages).hasSize(before);
            assertThat(consumer.getLastError()).hasMessageContaining("because the service throttles it");

            emulator.faults().clear();
            emulator.drive().addFile(emulator.drive().folder("/inbox"), "a.txt", Content.of("a"));
            emulator.clock().advance(Duration.ofMinutes(6));
            await().until(() -> messages.contains("a"));
            assertThat(consumer.getLastError()).isNull();
        }
    }

    @Test
    @DisplayName("R6 without an authorization polls are skipped and say what to do, until somebody authorizes again")
    void authorizationLost() throws Exception {
        try (Routes routes = Routes.authorized(emulator, state)
                .fromNamed("inbox", INBOX, exchange -> messages.add(body(exchange)))
                .start()) {
            await().until(() -> messages.contains("empty"));
            emulator.account().revoke();
            emulator.clock().advance(Duration.ofHours(3));
            Open115Consumer consumer = consumer(routes);
            await().until(() -> consumer.getLastError() instanceof AuthorizationLostException);
            long polls = consumer.getCounter();
            await().until(() -> consumer.getCounter() > polls + 2);
            long refreshes = emulator.requests().refreshRequests();
            int before = messages.size();
            await().until(() -> consumer.getCounter() > polls + 8);
            assertThat(emulator.requests().refreshRequests()).isEqualTo(refreshes);
            assertThat(messages).hasSize(before);
            assertThat(consumer.getErrorCounter()).isPositive();
        }
    }

    @Test
    @DisplayName("R5 a polling consumer throws what makes a poll impossible, it does not answer 'nothing there'")
    void onDemand() throws Exception {
        try (Routes routes = Routes.authorized(emulator, state).start()) {
            emulator.faults()
                    .arm("/open/ufile/files", Fault.error(770004, "已达到当前访问上限"))
                    .always();
            ConsumerTemplate consumer = routes.context().createConsumerTemplate();
            assertThatThrownBy(() -> consumer.receiveNoWait("open115:/inbox"))
                    .hasStackTraceContaining("ThrottledException");
            long calls = emulator.requests().count("/open/ufile/files");
            assertThatThrownBy(() -> consumer.receiveNoWait("open115:/inbox"))
                    .hasStackTraceContaining("because the service throttles it");
            assertThat(emulator.requests().count("/open/ufile/files")).isEqualTo(calls);
        }
    }

    private static Open115Consumer consumer(Routes routes) {
        return (Open115Consumer) routes.context().getRoute("inbox").getConsumer();
    }

    private static String body(Exchange exchange) {
        return exchange.getIn().getBody() == null ? "empty" : exchange.getIn().getBody(String.class);
    }
}
