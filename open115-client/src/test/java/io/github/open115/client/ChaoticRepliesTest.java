/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.account.AccountInfo;
import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.files.FileDetails;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.ListQuery;
import io.github.open115.client.http.NameConflictException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.NotReadyException;
import io.github.open115.client.login.DeviceLogin;
import io.github.open115.client.login.LoginOutcome;
import io.github.open115.client.login.PendingLogin;
import io.github.open115.client.offline.OfflineLink;
import io.github.open115.client.offline.OfflineLink.Outcome;
import io.github.open115.client.offline.OfflineTask;
import io.github.open115.client.offline.TorrentInfo;
import io.github.open115.client.video.AudioTrack;
import io.github.open115.client.video.Video;
import io.github.open115.client.video.VideoStream;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.QrLogins;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service mixes shapes: numbers and texts, objects and arrays, two spellings of an error. Every call reads them all. */
class ChaoticRepliesTest {

    private static final int ROUNDS = 40;

    @TempDir
    Path directory;

    private EmulatedAccountFixture fixture;
    private Open115Emulator emulator;
    private EmulatedDrive drive;

    @BeforeEach
    void begin() {
        fixture = new EmulatedAccountFixture(
                directory, settings -> settings.typeChaos(true).qrHold(Duration.ofMillis(1)));
        emulator = fixture.emulator();
        drive = emulator.drive();
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    @DisplayName("R23 every shape of a reply is read the same: listings, details, searches, links, account, changes")
    void readsEveryShape() {
        Open115Client client = fixture.client();
        DriveFiles files = client.files();
        String inbox = drive.folder("/inbox");
        String done = drive.folder("/done");
        for (int round = 0; round < ROUNDS; round++) {
            EmulatedFile file = drive.addFile(inbox, "clip " + round + ".mkv", Content.generated(round, 1 + round));

            List<FileItem> listed = files.list(ListQuery.childrenOf(inbox, 100)).rows();
            assertThat(listed).hasSize(1);
            assertSame(listed.get(0), file);
            FileDetails details = files.info(file.id());
            assertSame(details.item(), file);
            assertThat(details.parent().folderId()).isEqualTo(inbox);
            assertSame(files.info(List.of("inbox", file.name())).item(), file);
            assertThat(files.info(inbox).fileCount()).isEqualTo(1);
            assertThat(files.search(inbox, "clip", 5)).hasSize(1).allSatisfy(found -> assertSame(found, file));
            assertThat(client.links().link(file.pickCode(), "player/1").size()).isEqualTo(file.size());
            AccountInfo account = client.accountInfo();
            assertThat(account.userId()).isEqualTo("100200300");
            assertThat(account.totalBytes()).isEqualTo(5L << 40);

            String folder = files.createFolder(done, "round " + round);
            files.rename(file.id(), "renamed.mkv");
            files.move(List.of(file.id()), folder);
            assertThat(drive.fileAt("/done/round " + round + "/renamed.mkv")).isPresent();
            files.delete(List.of(file.id()));
            assertThat(drive.isBinned(file.id())).isTrue();
        }
    }

    private static void assertSame(FileItem item, EmulatedFile file) {
        assertThat(item.id()).isEqualTo(file.id());
        assertThat(item.name()).isEqualTo(file.name());
        assertThat(item.folder()).isFalse();
        assertThat(item.size()).isEqualTo(file.size());
        assertThat(item.sha1()).isEqualTo(file.sha1());
        assertThat(item.parentId()).isEqualTo(file.folderId());
        assertThat(item.created()).isEqualTo(file.uploadTime());
        assertThat(item.updated()).isEqualTo(file.updateTime());
    }

    @Test
    @DisplayName("R23 every shape of a reply is read the same: cloud download and video")
    void readsEveryShapeOfTasksAndVideos() {
        Open115Client client = fixture.client();
        String inbox = drive.folder("/inbox");
        EmulatedFile film = drive.addFile(inbox, "film.mkv", Content.generated(1, 5000));
        EmulatedFile torrent = drive.addFile(
                inbox, "clip.torrent", emulator.offline().torrent("clip", Map.of("a.mkv", Content.generated(1, 5000))));
        emulator.videos().setAudioTracks(film.id(), List.of("Chinese", "English"));
        for (int round = 0; round < ROUNDS; round++) {
            String link = "https://files.example/" + round;
            String file = "https://files.example/file-" + round;
            List<OfflineLink> added = client.offline().add(List.of(link, "foo:bar", file, link), inbox, false);
            assertThat(added)
                    .extracting(OfflineLink::outcome)
                    .containsExactly(Outcome.added, Outcome.rejected, Outcome.added, Outcome.added);
            assertThat(added.get(1).code()).isEqualTo(10004);
            assertThat(client.offline().add(List.of(link), inbox, true).get(0).outcome())
                    .isEqualTo(Outcome.existing);
            String fileId = emulator.offline().task(file).finish("file-" + round, Content.of("1"));
            OfflineTask finished = client.offline().tasks().stream()
                    .filter(task -> file.equals(task.url()))
                    .findFirst()
                    .orElseThrow();
            assertThat(finished.status()).isEqualTo(OfflineTask.Status.finished);
            assertThat(finished.percentDone()).isEqualTo(100);
            assertThat(finished.fileId()).isEqualTo(fileId);
            assertThat(finished.folderId()).isEqualTo(inbox);
            assertThat(finished.addedAt()).isEqualTo(fixture.clock().instant());
            assertThat(client.offline().quota().used()).isEqualTo(2 * (round + 1));
            assertThat(client.offline()
                            .torrentInfo(torrent.pickCode(), torrent.sha1())
                            .files())
                    .containsExactly(new TorrentInfo.TorrentFile(0, "clip/a.mkv", 5000, true));
            client.offline().delete(List.of(finished.infoHash()), false);

            emulator.videos().setTranscoded(film.id(), false);
            assertThatThrownBy(() -> client.videos().play(film.pickCode())).isInstanceOf(NotReadyException.class);
            emulator.videos().setTranscoded(film.id(), true);
            Video video = client.videos().play(film.pickCode());
            assertThat(video.file().size()).isEqualTo(5000);
            assertThat(video.duration()).isEqualTo(3605);
            assertThat(video.streams()).extracting(VideoStream::height).containsExactly(1080, 720);
            assertThat(video.audioTracks())
                    .containsExactly(new AudioTrack("0", "Chinese", true), new AudioTrack("1", "English", false));
            assertThat(client.videos().subtitles(film.pickCode())).isEmpty();
            client.videos().savePosition(film.pickCode(), 100L + round, true);
            assertThat(client.videos().position(film.pickCode()).orElseThrow().position())
                    .isEqualTo(100L + round);
        }
    }

    @Test
    @DisplayName("R23 every shape of a refusal has the same meaning")
    void readsEveryShapeOfARefusal() {
        Open115Client client = fixture.client();
        DriveFiles files = client.files();
        drive.folder("/taken");
        for (int round = 0; round < ROUNDS; round++) {
            assertThatThrownBy(() -> files.info("3100000000000099999")).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> files.list(ListQuery.childrenOf("3100000000000099999", 100)))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> files.createFolder(EmulatedDrive.ROOT, "taken"))
                    .isInstanceOf(NameConflictException.class);
            assertThatThrownBy(() -> client.links().link("nosuchpickcode000", "player/1"))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    @DisplayName("R26 every shape of a log-in and of a refresh yields tokens")
    void logsInAndRefreshes() throws Exception {
        FileTokenStore store = new FileTokenStore(directory.resolve("tokens"));
        Open115Client client = fixture.keep(fixture.builder(null).build());
        for (int round = 0; round < ROUNDS; round++) {
            QrLogins phone = emulator.account().qrLogins();
            DeviceLogin login = DeviceLogin.builder(emulator.clientId(), store)
                    .account("default")
                    .authBaseUrl(emulator.authBaseUrl())
                    .qrCodeBaseUrl(emulator.qrCodeBaseUrl())
                    .clock(fixture.clock())
                    .sleeper(pause -> {
                        fixture.clock().advance(pause);
                        phone.confirm(phone.newest());
                    })
                    .build();
            try (PendingLogin pending = login.start(code -> {})) {
                assertThat(pending.await(Duration.ofMinutes(5))).isEqualTo(LoginOutcome.LOGGED_IN);
            }
            fixture.clock().advance(Duration.ofHours(3));
            assertThat(client.accountInfo().userId()).isEqualTo("100200300");
            assertThat(emulator.account().refreshCount()).isEqualTo(2 * round + 1);
            // the service refuses the access token, the client renews it and repeats the call
            fixture.clock().advance(Duration.ofMinutes(2));
            emulator.account().expireAccessTokens();
            assertThat(client.accountInfo().userId()).isEqualTo("100200300");
            emulator.account().revoke();
        }
    }
}
