/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.HttpSettings;
import io.github.open115.client.http.Transport;
import io.github.open115.client.upload.StorageException.Reason;
import io.github.open115.emulator.EmulatorClock;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import io.github.open115.emulator.Open115Emulator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The storage client and the object storage of the emulator, which checks signatures, order, credentials and callbacks. */
class EmulatedStorageTest {

    private static final String TOKEN = "GET /open/upload/get_token";
    private static final int PART = 100 * 1024;

    private final EmulatorClock clock = EmulatorClock.frozenAt(Instant.parse("2026-10-01T12:00:00Z"));
    private final Open115Emulator emulator = Open115Emulator.builder()
            .clock(clock)
            .ossCredentialsLifetime(Duration.ofMinutes(20))
            .start();
    private final OkHttpClient http = new OkHttpClient();
    private final Transport transport = Transport.pooled(
            new HttpSettings(
                    emulator.apiBaseUrl(),
                    emulator.authBaseUrl(),
                    emulator.qrCodeBaseUrl(),
                    "agent",
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20)),
            http,
            clock);
    private final String accessToken = emulator.account().authorize().accessToken();
    private final AccountCalls calls = (call, lane) -> transport.send(call, accessToken);
    private final StorageClock storageClock = new StorageClock(clock);
    private final StorageClient client = new StorageClient(http, Duration.ofSeconds(20), 1024, storageClock, "agent");
    private final StorageCredentialsCache credentials = new StorageCredentialsCache(calls, storageClock);

    private final byte[] content = new byte[3 * PART + 12_345];
    private final UploadSource source = UploadSource.of(content);
    private final PartPlan plan = new PartPlan(content.length, PART);

    {
        new Random(1).nextBytes(content);
    }

    @AfterEach
    void stop() {
        emulator.faults().clear();
        transport.close();
        emulator.close();
    }

    private UploadTicket announced(UploadSource announced, String name) throws IOException {
        Hashes hashes = Hashes.of(announced, () -> {});
        ApiCall init = ApiCall.post("/open/upload/init")
                .parameter("file_name", name)
                .parameter("file_size", announced.size())
                .parameter("target", "U_1_0")
                .parameter("fileid", hashes.sha1())
                .build();
        return InitReply.read(calls.send(init, null), announced.size()).ticket();
    }

    private StorageSession session(UploadTicket ticket) {
        return new StorageSession(client, credentials, clock::advance, ticket.object());
    }

    @Test
    void putsAnObjectAndAnEmptyOne() throws Exception {
        for (byte[] bytes : List.of(content, new byte[0])) {
            UploadSource each = UploadSource.of(bytes);
            UploadTicket ticket = announced(each, "put " + bytes.length + " 中.bin");
            CallbackAnswer answer =
                    CallbackAnswer.read(session(ticket).put(each, ticket.callback(), PartProgress.NONE));
            assertThat(answer.sha1()).isEqualTo(Hashes.of(each, () -> {}).sha1());
        }
        assertThat(emulator.requests().count(TOKEN)).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "R16 an upload in parts survives ended credentials, lost replies and a busy storage, each part stored once")
    void sendsPartsThroughFaults() throws Exception {
        UploadTicket ticket = announced(source, "parts.bin");
        StorageSession session = session(ticket);
        String uploadId = session.initiate();
        List<StoredPart> parts = new ArrayList<>();

        parts.add(session.uploadPart(uploadId, source, plan.part(1), PartProgress.NONE));
        emulator.uploads().endCredentials();
        parts.add(session.uploadPart(uploadId, source, plan.part(2), PartProgress.NONE));
        emulator.faults().arm(Faults.OSS, Fault.lostReply());
        parts.add(session.uploadPart(uploadId, source, plan.part(3), PartProgress.NONE));
        emulator.faults().arm(Faults.OSS, Fault.slowDown(), Fault.cutUploadAfter(5000), Fault.dropBeforeEffect());
        parts.add(session.uploadPart(uploadId, source, plan.part(4), PartProgress.NONE));

        assertThat(session.listParts(uploadId))
                .extracting(StoredPart::entityTag)
                .isEqualTo(parts.stream().map(StoredPart::entityTag).toList());
        Crc64 first = new Crc64();
        first.update(content, 0, PART);
        assertThat(parts.get(0).crc64()).isEqualTo(first.text());
        CallbackAnswer answer = CallbackAnswer.read(session.complete(uploadId, parts, ticket.callback()));
        assertThat(answer.sha1()).isEqualTo(Hashes.of(source, () -> {}).sha1());
        assertThat(emulator.requests().count(TOKEN)).isEqualTo(2);
        StorageException gone = catchThrowableOfType(StorageException.class, () -> session.listParts(uploadId));
        assertThat(gone.reason()).isEqualTo(Reason.NO_SUCH_UPLOAD);
    }

    @Test
    @DisplayName("R16 credentials are renewed in time, so that no part is refused")
    void renewsCredentialsInTime() throws Exception {
        StorageSession session = session(announced(source, "slow.bin"));
        String uploadId = session.initiate();
        for (int part = 1; part <= plan.count(); part++) {
            session.uploadPart(uploadId, source, plan.part(part), PartProgress.NONE);
            clock.advance(Duration.ofMinutes(15));
        }
        assertThat(emulator.requests().count(TOKEN)).isEqualTo(4);
        assertThat(emulator.requests().uploadedBytes()).isEqualTo(content.length);
    }

    @Test
    void aPartThatIsThereIsNotAFailureAndOneTooEarlyIs() throws Exception {
        StorageSession session = session(announced(source, "order.bin"));
        String uploadId = session.initiate();
        StoredPart first = session.uploadPart(uploadId, source, plan.part(1), PartProgress.NONE);

        StoredPart again = session.uploadPart(uploadId, source, plan.part(1), PartProgress.NONE);
        assertThat(again.entityTag()).isEqualTo(first.entityTag());
        StorageException early = catchThrowableOfType(
                StorageException.class, () -> session.uploadPart(uploadId, source, plan.part(3), PartProgress.NONE));
        assertThat(early.reason()).isEqualTo(Reason.OTHER_PARTS);
    }

    @Test
    @DisplayName("R19 all pages of 1100 parts are listed")
    void listsManyParts() throws Exception {
        byte[] small = new byte[1100];
        UploadSource bytes = UploadSource.of(small);
        PartPlan single = new PartPlan(small.length, 1);
        StorageSession session = session(announced(bytes, "many.bin"));
        String uploadId = session.initiate();
        for (int part = 1; part <= single.count(); part++) {
            session.uploadPart(uploadId, bytes, single.part(part), PartProgress.NONE);
        }
        assertThat(session.listParts(uploadId))
                .hasSize(1100)
                .extracting(StoredPart::number)
                .isSorted()
                .doesNotHaveDuplicates();

        session.abort(uploadId);
        session.abort(uploadId);
        StorageException gone = catchThrowableOfType(
                StorageException.class, () -> session.uploadPart(uploadId, bytes, single.part(1), PartProgress.NONE));
        assertThat(gone.reason()).isEqualTo(Reason.NO_SUCH_UPLOAD);
    }

    @Test
    @DisplayName("R39 what the storage is told of the keys shows in no failure")
    void failuresShowNoKeys() throws Exception {
        StorageCredentials valid = credentials.current();
        StorageCredentials wrong = new StorageCredentials(
                valid.endpoint(), valid.accessKeyId(), "MARK-secret", valid.securityToken(), null);
        UploadTicket ticket = announced(source, "keys.bin");
        StorageException refused = catchThrowableOfType(
                StorageException.class,
                () -> client.complete(wrong, ticket.object(), "id", List.of(), ticket.callback()));
        assertThat(refused.reason()).isEqualTo(Reason.CREDENTIALS);
        assertThat(refused.getMessage())
                .doesNotContain("MARK", valid.accessKeyId(), valid.securityToken(), "callbackUrl");
        assertThat(Map.of(refused.httpStatus(), refused.code())).containsEntry(403, "SignatureDoesNotMatch");
    }
}
