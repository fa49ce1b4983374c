/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.open115.client.EmulatedClient;
import io.github.open115.client.http.ContentBlockedException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.NotReadyException;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.http.UnreadableReplyException;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadLinksTest {

    private static final String DOWNURL = "/open/ufile/downurl";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @RegisterExtension
    final Open115EmulatorExtension open115 =
            new Open115EmulatorExtension(() -> Open115Emulator.builder().clock(EmulatorClock.frozenAt(NOW)));

    @TempDir
    Path state;

    private final List<Duration> pauses = new ArrayList<>();
    private Open115Emulator emulator;
    private DownloadLinks links;
    private EmulatedFile file;

    @BeforeEach
    void connect() {
        emulator = open115.emulator();
        links = EmulatedClient.connect(emulator, state, this::record).links();
        file = emulator.drive().addFile("0", "clip 01.mkv", Content.of("bytes"));
    }

    /** The budget of the account makes microscopic pauses of its own. */
    private void record(Duration pause) {
        if (pause.toMillis() > 0) {
            pauses.add(pause);
        }
    }

    private void bendEntry(Consumer<ObjectNode> change) {
        emulator.faults()
                .arm(
                        DOWNURL,
                        Fault.rewrite(reply ->
                                change.accept((ObjectNode) reply.path("data").path(file.id()))));
    }

    @Test
    @DisplayName("R39 a link with a line break, which would end the header of a redirection, is unreadable")
    void refusesLineBreaks() {
        bendEntry(entry -> entry.putObject("url").put("url", "https://cdn.test/x?t=1\r\nSet-Cookie: a=b"));
        assertThatThrownBy(() -> links.link(file.pickCode(), null)).isInstanceOf(UnreadableReplyException.class);
    }

    @Test
    @DisplayName("R12 a link names the agent that it works for")
    void resolvesForAnAgent() {
        DownloadLink link = links.link(file.pickCode(), "player/2 \u64ad\u653e");
        assertThat(link.fileId()).isEqualTo(file.id());
        assertThat(link.pickCode()).isEqualTo(file.pickCode());
        assertThat(link.name()).isEqualTo("clip 01.mkv");
        assertThat(link.size()).isEqualTo(5);
        assertThat(link.sha1()).isEqualTo(file.sha1());
        assertThat(link.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(link.headers()).containsExactly(java.util.Map.entry("User-Agent", "player/2 \u64ad\u653e"));
        assertThat(emulator.requests().of(DOWNURL)).hasSize(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void usesItsOwnAgentWhenNoneIsNamed() {
        assertThat(links.link(file.pickCode(), null).userAgent()).isEqualTo(EmulatedClient.AGENT);
        assertThat(links.link(file.pickCode(), "").userAgent()).isEqualTo(EmulatedClient.AGENT);
        assertThat(emulator.requests().of(DOWNURL))
                .hasSize(1)
                .allSatisfy(request -> assertThat(request.userAgent()).isEqualTo(EmulatedClient.AGENT));
        assertThatThrownBy(() -> links.link(file.pickCode(), "a\r\nb")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void assumesHalfAnHourWhenALinkDoesNotTellItsEnd() {
        bendEntry(entry -> entry.withObject("/url").put("url", "https://cdn.example/x?t=soon"));
        assertThat(links.link(file.pickCode(), null).expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(30)));
    }

    @Test
    @DisplayName("R39 neither the text form of a link nor an error about it contains the link")
    void keepsLinksOutOfTexts() {
        DownloadLink link = links.link(file.pickCode(), null);
        assertThat(link.toString()).contains(file.id()).doesNotContain("http");
        bendEntry(entry -> entry.withObject("/url").put("url", "not-a-link?k=secret"));
        assertThatThrownBy(() -> links.fresh(link))
                .isInstanceOf(UnreadableReplyException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void waitsForContentWhoseLinkComesEmpty() {
        bendEntry(entry -> entry.withObject("/url").put("url", ""));
        assertThat(links.link(file.pickCode(), null).url()).startsWith("http");
        assertThat(pauses).containsExactly(Duration.ofMillis(500));
    }

    @Test
    void givesUpWaitingForContentThatStaysUnfinished() {
        emulator.drive().setUploadState(file.id(), 0);
        assertThatThrownBy(() -> links.link(file.pickCode(), null)).isInstanceOf(NotReadyException.class);
        assertThat(emulator.requests().count(DOWNURL)).isEqualTo(4);
        assertThat(pauses).hasSize(3);
    }

    @Test
    void tellsWhyThereIsNoLink() {
        assertThatThrownBy(() -> links.link("nosuchpickcode", null)).isInstanceOf(NotFoundException.class);
        bendEntry(entry -> entry.put("url", false));
        assertThatThrownBy(() -> links.link(file.pickCode(), null))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("folder");
        emulator.faults().arm(DOWNURL, Fault.rewrite(reply -> reply.putArray("data")));
        assertThatThrownBy(() -> links.link(file.pickCode(), null)).isInstanceOf(NotFoundException.class);
        emulator.faults().arm(DOWNURL, Fault.rewrite(reply -> reply.putObject("data")));
        assertThatThrownBy(() -> links.link(file.pickCode(), null)).isInstanceOf(UnreadableReplyException.class);
        emulator.drive().setBanned(file.id(), true);
        assertThatThrownBy(() -> links.link(file.pickCode(), null)).isInstanceOf(ContentBlockedException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {50003, 50015, 70005, 70008, 31003, 20018, 231011, 430004})
    void takesTheCodesForGoneAsNotFound(long code) {
        emulator.faults().arm(DOWNURL, Fault.error(code, "gone"));
        assertThatThrownBy(() -> links.link(file.pickCode(), null)).isInstanceOf(NotFoundException.class);
        assertThat(emulator.requests().count(DOWNURL)).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNoPickCode() {
        assertThatThrownBy(() -> links.link("a,b", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> links.link(null, null)).isInstanceOf(IllegalArgumentException.class);
        assertThat(links.resolveAll(List.of(), null).links()).isEmpty();
        assertThat(emulator.requests().count(DOWNURL)).isZero();
    }

    @Test
    @DisplayName("R5 a throttled request for many links is not split into many calls")
    void aThrottledRequestIsNotSplit() {
        emulator.faults().arm(DOWNURL, Fault.error(770004, "limit"));
        assertThatThrownBy(() -> links.resolveAll(List.of(file.pickCode(), "other"), null))
                .isInstanceOf(ThrottledException.class);
        assertThat(emulator.requests().count(DOWNURL)).isEqualTo(1);
    }
}
