package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.http.ThrottledException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.LoggedRequest;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Polls on a day whose listings are nearly used up: they become rare, they do not fail. */
class PacedPollTest {

    private static final String INBOX = "open115:/inbox?sendEmptyMessageWhenIdle=true&" + Routes.QUICK;
    private static final String LISTING = "/open/ufile/files";

    /** 16 of them are for listings and the like, and 8 of these may be used at any speed. */
    private static final int PER_DAY = 20;

    private static final int CALLS_UNTIL_HELD = 9;

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
    @DisplayName("R4 polls that use up the day are skipped: no wait, no failure, no empty message, the reason is kept")
    void skipsPolls() throws Exception {
        try (Routes routes = Routes.authorized(emulator, state)
                .with(component -> {
                    component.getConfiguration().setRequestsPerDay(PER_DAY);
                    return component;
                })
                .fromNamed("inbox", INBOX, exchange -> messages.add(body(exchange)))
                .start()) {
            Open115Consumer consumer =
                    (Open115Consumer) routes.context().getRoute("inbox").getConsumer();
            await().until(() -> consumer.getLastError() instanceof ThrottledException);
            Instant resumeAt =
                    ((ThrottledException) consumer.getLastError()).resumeAt().orElseThrow();
            assertThat(callsOfTheBudget()).hasSize(CALLS_UNTIL_HELD);
            int before = messages.size();
            long polls = consumer.getCounter();
            await().until(() -> consumer.getCounter() > polls + 5);

            assertThat(callsOfTheBudget()).hasSize(CALLS_UNTIL_HELD);
            assertThat(messages).hasSize(before);
            assertThat(consumer.getErrorCounter()).isZero();
            assertThat(consumer.getSkippedReason())
                    .contains("until " + resumeAt, "20 calls", "requestsPerDay", "longer delay");
            assertThat(resumeAt).isBetween(now().plus(Duration.ofMinutes(5)), now().plus(Duration.ofHours(24)));

            emulator.drive().addFile(emulator.drive().folder("/inbox"), "a.txt", Content.of("a"));
            long listings = emulator.requests().count(LISTING);
            emulator.clock().advance(Duration.between(now(), resumeAt));
            await().until(() -> messages.contains("a"));
            assertThat(emulator.requests().count(LISTING)).isEqualTo(listings + 1);
        }
    }

    private List<LoggedRequest> callsOfTheBudget() {
        return emulator.requests().all().stream()
                .filter(request -> !request.path().equals("/open/refreshToken"))
                .toList();
    }

    private Instant now() {
        return emulator.clock().instant();
    }

    private static String body(Exchange exchange) {
        return exchange.getIn().getBody() == null ? "empty" : exchange.getIn().getBody(String.class);
    }
}
