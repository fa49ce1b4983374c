/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.EmulatedAccountFixture;
import io.github.open115.client.Open115Client;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.transfer.ContentSource;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Content that is read while the account is paused. */
@Timeout(600)
class ThrottledContentTest {

    private static final String LINK = "/open/ufile/downurl";

    @TempDir
    Path directory;

    private EmulatedAccountFixture fixture;
    private Open115Client client;
    private ContentSource source;

    @BeforeEach
    void throttle() {
        fixture = new EmulatedAccountFixture(directory);
        EmulatedFile file =
                fixture.emulator().drive().addFile(fixture.emulator().drive().folder("/in"), "a", Content.of("abc"));
        source = new ContentSource(file.id(), file.pickCode(), file.name(), file.size(), file.sha1());
        client = fixture.client();
        fixture.emulator().faults().arm("/open/user/info", Fault.error(770004, "x"));
        assertThatThrownBy(client::accountInfo).isInstanceOf(ThrottledException.class);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    @DisplayName("R5 a reader whose policy is to wait waits for the end of the pause")
    void aReaderWaitsForTheEndOfThePause() throws IOException {
        Open115Client patient = client.with(WaitPolicy.waitAtMost(Duration.ofHours(1)));
        try (InputStream content = patient.downloads().open(source)) {
            assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("abc");
        }
        assertThat(fixture.emulator().requests().count(LINK)).isEqualTo(1);
    }

    @Test
    @DisplayName("R13 a dead link that could not be replaced during a pause is replaced after it")
    void replacesADeadLinkAfterThePause() throws IOException {
        fixture.clock().advance(Duration.ofMinutes(5));
        client.accountInfo();
        fixture.emulator().faults().arm(Faults.CDN, Fault.html(403));
        fixture.emulator().faults().arm(LINK, Fault.error(770004, "x")).after(1);
        try (InputStream content =
                client.with(WaitPolicy.failAtOnce()).downloads().open(source)) {
            assertThatThrownBy(content::read).isInstanceOf(ThrottledException.class);
            fixture.clock().advance(Duration.ofMinutes(5));
            assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("abc");
        }
        assertThat(fixture.emulator().requests().count(LINK)).isEqualTo(3);
        assertThat(fixture.emulator().requests().cdnRequests())
                .as("the dead link is not tried again")
                .isEqualTo(2);
        assertThat(client.downloads().statistics().linkRenewals()).isEqualTo(1);
    }

    @Test
    @DisplayName("R5 a reader whose policy is to fail fails immediately, with the end of the pause")
    void aReaderThatDoesNotWaitFailsWithTheEndOfThePause() throws IOException {
        fixture.clock().advance(Duration.ofMinutes(5).minusSeconds(10));
        Open115Client impatient = client.with(WaitPolicy.failAtOnce());
        try (InputStream content = impatient.downloads().open(source)) {
            assertThatThrownBy(content::read)
                    .isInstanceOfSatisfying(
                            ThrottledException.class,
                            thrown -> assertThat(thrown.resumeAt())
                                    .contains(fixture.clock().instant().plusSeconds(10)));
        }
        assertThat(fixture.emulator().requests().count(LINK)).isZero();
    }
}
