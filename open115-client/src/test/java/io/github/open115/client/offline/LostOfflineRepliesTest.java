/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.open115.client.EmulatedAccountFixture;
import io.github.open115.client.http.ErrorCodes.Kind;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.offline.OfflineLink.Outcome;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links whose replies are lost: the list of tasks is asked before anything is sent again. */
class LostOfflineRepliesTest {

    private static final String ADD = "/open/offline/add_task_urls";
    private static final String LIST = "/open/offline/get_task_list";

    private final List<Duration> pauses = new ArrayList<>();
    private Runnable duringPause = () -> {};
    private EmulatedAccountFixture account;
    private Open115Emulator emulator;
    private OfflineDownloads offline;
    private String folder;

    @BeforeEach
    void connect(@TempDir Path state) {
        account = new EmulatedAccountFixture(state);
        emulator = account.emulator();
        offline = account.keep(account.builder().sleeper(this::pause).build()).offline();
        folder = emulator.drive().folder("/films");
    }

    @AfterEach
    void close() {
        account.close();
    }

    private void pause(Duration time) {
        pauses.add(time);
        account.clock().advance(time);
        duringPause.run();
    }

    static Stream<Fault> repliesThatSayNothing() {
        return Stream.of(Fault.lostReply(), Fault.truncated(), Fault.rewrite(reply -> reply.remove("data")));
    }

    @ParameterizedTest
    @MethodSource("repliesThatSayNothing")
    @DisplayName("R43 a call that took effect is not sent again: its links are in the list of tasks")
    void findsTheLinksInTheList(Fault lost) {
        emulator.offline().addTask(link(1), folder);
        account.clock().advance(Duration.ofHours(1));
        emulator.faults().arm(ADD, lost);

        List<OfflineLink> added = offline.add(links(115), folder, true);

        assertThat(added).hasSize(115);
        assertThat(added.get(0).outcome()).isEqualTo(Outcome.added);
        assertThat(added.get(0).infoHash())
                .isEqualTo(emulator.offline().task(link(0)).infoHash());
        assertThat(added.get(1).outcome()).as("it was there before").isEqualTo(Outcome.existing);
        assertThat(emulator.requests().count(ADD)).isEqualTo(1);
        assertThat(emulator.requests().count(LIST)).as("pages of 30 tasks").isEqualTo(4);
        assertThat(emulator.offline().usedQuota()).isEqualTo(114);
        assertThat(pauses).isEmpty();
    }

    @Test
    @DisplayName("R43 a call that takes effect late is waited for, and not sent again")
    void waitsForALateEffect() {
        emulator.faults().arm(ADD, Fault.dropBeforeEffect());
        duringPause = () -> {
            if (pauses.size() == 2) {
                links(3).forEach(link -> emulator.offline().addTask(link, folder));
            }
        };

        assertThat(offline.add(links(3), folder, true))
                .extracting(OfflineLink::outcome)
                .containsOnly(Outcome.added);
        assertThat(emulator.requests().count(ADD)).isEqualTo(1);
        assertThat(emulator.requests().count(LIST)).isEqualTo(3);
        assertThat(emulator.offline().tasks()).hasSize(3);
    }

    @Test
    @DisplayName("R43 only links without a task are sent again, once, after two minutes")
    void sendsOnlyMissingLinksAgain() {
        emulator.faults().arm(ADD, Fault.dropBeforeEffect());
        emulator.offline().addTask(link(0), folder);

        List<OfflineLink> added = offline.add(links(3), folder, true);

        assertThat(added).extracting(OfflineLink::outcome).containsOnly(Outcome.added);
        assertThat(emulator.requests().of(ADD))
                .extracting(request -> request.parameter("urls"))
                .containsExactly(String.join("\n", links(3)), link(1) + "\n" + link(2));
        assertThat(emulator.requests().count(LIST)).isEqualTo(4);
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofMinutes(2));
        assertThat(emulator.offline().usedQuota()).isEqualTo(2);
    }

    @Test
    @DisplayName("R43 a link whose replies stay lost fails, and is looked for before it is sent the next time")
    void looksFirstAfterAnUnknownEnd() {
        emulator.faults().arm(ADD, Fault.dropBeforeEffect()).times(2);
        NoReplyException unknown =
                catchThrowableOfType(NoReplyException.class, () -> offline.add(links(2), folder, true));
        assertThat(unknown).hasMessageContaining("It is unknown whether").hasMessageContaining("1 more link");
        assertThat(emulator.requests().count(ADD)).isEqualTo(2);
        emulator.offline().addTask(link(0), folder);
        emulator.requests().reset();

        assertThat(offline.add(links(2), folder, true))
                .extracting(OfflineLink::outcome)
                .containsExactly(Outcome.existing, Outcome.added);
        assertThat(emulator.requests().of(ADD))
                .extracting(request -> request.parameter("urls"))
                .containsExactly(link(1));
        assertThat(emulator.requests().count(LIST)).isEqualTo(1);
        emulator.requests().reset();

        offline.add(links(2), folder, true);
        assertThat(emulator.requests().count(LIST))
                .as("nothing is unknown any more")
                .isZero();
    }

    @Test
    @DisplayName("R43 a list that cannot be read for a while is asked again")
    void asksTheListAgain() {
        emulator.faults().arm(ADD, Fault.lostReply());
        emulator.faults().arm(LIST, Fault.html(502));
        emulator.faults().arm(LIST, Fault.dropBeforeEffect()).after(1).times(2);

        assertThat(offline.add(links(2), folder, true)).hasSize(2);
        assertThat(emulator.requests().count(ADD)).isEqualTo(1);
        assertThat(emulator.requests().count(LIST)).isEqualTo(4);
        assertThat(emulator.offline().usedQuota()).isEqualTo(2);
    }

    @Test
    @DisplayName("R43 if the list cannot be read at all, nothing is sent again")
    void sendsNothingWithoutTheList() {
        emulator.faults().arm(ADD, Fault.dropBeforeEffect());
        emulator.faults().arm(LIST, Fault.error(770004, "too many"));

        assertThatThrownBy(() -> offline.add(links(2), folder, true)).isInstanceOf(ThrottledException.class);
        assertThat(emulator.requests().count(ADD)).isEqualTo(1);

        account.clock().advance(Duration.ofHours(2));
        links(2).forEach(link -> emulator.offline().addTask(link, folder));
        assertThat(offline.add(links(2), folder, true))
                .extracting(OfflineLink::outcome)
                .containsOnly(Outcome.existing);
        assertThat(emulator.requests().count(ADD)).as("looked for first").isEqualTo(1);
    }

    @Test
    @DisplayName("R43 a refusal, or a call that was not sent, is no lost reply: the list is not asked")
    void asksNothingAfterARefusal() {
        emulator.faults().arm(ADD, Fault.error(980004, "failed"));

        assertThatThrownBy(() -> offline.add(links(2), folder, true))
                .extracting(e -> ((Open115Exception) e).kind())
                .isEqualTo(Kind.TRY_LATER);
        assertThat(emulator.requests().count(LIST)).isZero();
    }

    @Test
    @DisplayName("R43 a gateway that fails says nothing about the call behind it")
    void looksAfterAFailedGateway() {
        emulator.faults().arm(ADD, Fault.status(504, "", Map.of()));
        emulator.offline().addTask(link(0), folder);

        assertThat(offline.add(links(1), folder, true)).hasSize(1);
        assertThat(emulator.requests().count(ADD)).isEqualTo(1);
        assertThat(emulator.requests().count(LIST)).isEqualTo(1);
    }

    private static List<String> links(int count) {
        return IntStream.range(0, count).mapToObj(LostOfflineRepliesTest::link).toList();
    }

    private static String link(int number) {
        return "https://files.example/file-" + number + ".bin";
    }
}
