/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.EmulatedAccountFixture;
import io.github.open115.client.Open115Client;
import io.github.open115.client.account.WaitPolicy;
import io.github.open115.client.transfer.ContentSource;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import io.github.open115.emulator.Host;
import io.github.open115.emulator.Open115Emulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedLinksTest {

    @TempDir
    Path state;

    private final OkHttpClient http = new OkHttpClient();
    private EmulatedAccountFixture account;
    private Open115Emulator emulator;
    private Open115Client client;
    private EmulatedFile file;

    @BeforeEach
    void connect() {
        account = new EmulatedAccountFixture(state);
        emulator = account.emulator();
        client = account.client();
        file = emulator.drive().addFile("0", "clip.mkv", Content.of("bytes"));
    }

    @AfterEach
    void close() {
        account.close();
        http.connectionPool().evictAll();
    }

    private DownloadLink link(String agent) {
        return client.links().link(file.pickCode(), agent);
    }

    private int statusAtTheCdn(DownloadLink link) throws IOException {
        Headers.Builder headers = new Headers.Builder();
        link.headers().forEach(headers::addUnsafeNonAscii);
        Request request =
                new Request.Builder().url(link.url()).headers(headers.build()).build();
        try (Response response = http.newCall(request).execute()) {
            return response.code();
        }
    }

    private long linkCalls() {
        return emulator.requests().linkRequests();
    }

    @Test
    @DisplayName("R12 two agents, one file, alternately 100 times: 0 x 403, 2 link calls")
    void twoAgentsThatAlternateCostTwoCalls() throws IOException {
        for (int i = 0; i < 100; i++) {
            assertThat(statusAtTheCdn(link(i % 2 == 0 ? "VLC/3" : "播放器/1.0 ü"))).isEqualTo(200);
        }
        assertThat(linkCalls()).isEqualTo(2);
        assertThat(emulator.requests().count(Host.CDN)).isEqualTo(100);
        assertThat(client.account().reusedLinks()).isEqualTo(98);
    }

    @Test
    @DisplayName("R13 a link is not handed out in its last five minutes; the fresh one lasts as long again")
    void replacesALinkFiveMinutesBeforeItExpires() {
        DownloadLink first = link(null);
        for (int minute = 1; minute <= 180; minute++) {
            account.clock().advance(Duration.ofMinutes(1));
            DownloadLink link = link(null);
            assertThat(Duration.between(account.clock().instant(), link.expiresAt()))
                    .isGreaterThan(Duration.ofMinutes(5));
            if (minute < 55) {
                assertThat(link).isSameAs(first);
            }
        }
        // a new one after 55, 110 and 165 minutes
        assertThat(linkCalls()).isEqualTo(4);
    }

    @Test
    @DisplayName("R13 fresh links that live only two minutes work, each for the caller that requested it")
    void aLinkThatExpiresSoonIsUsedOnce() throws IOException {
        try (Open115Emulator hasty = Open115Emulator.builder()
                .clock(account.clock())
                .linkLifetime(Duration.ofMinutes(2))
                .start()) {
            Open115Client other = account.keep(account.builder(hasty.account().newRefreshToken())
                    .account("hasty")
                    .apiBaseUrl(hasty.apiBaseUrl())
                    .authBaseUrl(hasty.authBaseUrl())
                    .build());
            EmulatedFile brief = hasty.drive().addFile("0", "brief", Content.of("brief"));
            for (int i = 0; i < 3; i++) {
                assertThat(statusAtTheCdn(other.links().link(brief.pickCode(), null)))
                        .isEqualTo(200);
            }
            assertThat(hasty.requests().linkRequests()).isEqualTo(3);
            ReadAhead.Batch batch = new ReadAhead(other.links()).batch(List.of(brief.pickCode()));
            batch.reading(brief.pickCode());
            assertThat(statusAtTheCdn(other.links().link(brief.pickCode(), null)))
                    .isEqualTo(200);
            assertThat(hasty.requests().linkRequests()).isEqualTo(4);
        }
    }

    @Test
    @DisplayName("a refused link is replaced with one call, however many readers had it")
    void replacesARefusedLinkWithOneCallForAllReaders() throws Exception {
        DownloadLink refused = link(null);
        ExecutorService readers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<DownloadLink>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tasks.add(() -> client.links().fresh(refused));
            }
            Set<DownloadLink> replacements = new HashSet<>();
            for (Future<DownloadLink> future : readers.invokeAll(tasks)) {
                replacements.add(future.get());
            }
            assertThat(replacements).hasSize(1).doesNotContain(refused);
        } finally {
            readers.shutdownNow();
        }
        assertThat(linkCalls()).isEqualTo(2);
    }

    @Test
    @DisplayName("views of a client share its links, however they wait for a paused account; transfers use them too")
    void viewsOfAClientShareLinks() throws IOException {
        DownloadLink link = link(null);
        assertThat(client.with(WaitPolicy.failAtOnce()).links().link(file.pickCode(), null))
                .isSameAs(link);
        ContentSource source = new ContentSource(file.id(), file.pickCode(), "clip.mkv", 5, file.sha1());
        assertThat(client.downloads().open(source).readAllBytes()).hasSize(5);
        assertThat(linkCalls()).isEqualTo(1);
    }

    @Test
    @DisplayName("R13 a cached link that the CDN refuses is replaced while reading, and the new one is cached")
    void readingReplacesACachedLinkThatTheCdnRefuses() throws IOException {
        ContentSource source = new ContentSource(file.id(), file.pickCode(), "clip.mkv", 5, file.sha1());
        link(null);
        emulator.faults().arm(Faults.CDN, Fault.forbidden());
        assertThat(client.downloads().open(source).readAllBytes()).hasSize(5);
        assertThat(client.downloads().open(source).readAllBytes()).hasSize(5);
        assertThat(linkCalls()).isEqualTo(2);
    }

    @Test
    @DisplayName("a caller that needs the present name of a file does not get a cached link")
    void aFreshLinkIsRequestedEvenIfOneIsCached() {
        link(null);
        emulator.drive().rename(file.id(), "renamed.mkv");
        assertThat(link(null).name()).isEqualTo("clip.mkv");
        assertThat(client.links().fresh(file.pickCode(), null).name()).isEqualTo("renamed.mkv");
        assertThat(link(null).name()).isEqualTo("renamed.mkv");
        assertThat(linkCalls()).isEqualTo(2);
    }
}
