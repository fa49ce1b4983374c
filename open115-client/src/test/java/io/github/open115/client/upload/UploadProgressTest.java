/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.Open115Client;
import io.github.open115.client.account.Limits;
import io.github.open115.client.transfer.ProgressListener;
import io.github.open115.client.transfer.Transfer;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.OssOperation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class UploadProgressTest {

    private static final int SIZE = 20 << 20;

    @TempDir
    Path state;

    @Test
    @DisplayName("R40 the listener of downloads hears of an upload, which never goes back")
    void listenerHearsOfUploads() {
        List<String> events = new ArrayList<>();
        List<Long> steps = new ArrayList<>();
        ProgressListener listener = new ProgressListener() {
            @Override
            public void started(Transfer transfer) {
                events.add("started " + transfer.isUpload() + " "
                        + transfer.source().name() + " " + transfer.length());
            }

            @Override
            public void transferred(Transfer transfer) {
                steps.add(transfer.soFar());
            }

            @Override
            public void ended(Transfer transfer, Throwable failure) {
                events.add("ended " + transfer.isComplete() + " " + (failure == null));
            }
        };
        try (Open115Emulator emulator = Open115Emulator.start();
                Open115Client client = Open115Client.builder()
                        .stateDirectory(state)
                        .refreshToken(emulator.account().newRefreshToken())
                        .apiBaseUrl(emulator.apiBaseUrl())
                        .authBaseUrl(emulator.authBaseUrl())
                        .limits(new Limits(1e9, Integer.MAX_VALUE, Duration.ofMinutes(5), Duration.ofHours(1)))
                        .sleeper(pause -> {})
                        .progressListener(listener)
                        .build()) {
            emulator.faults().arm(OssOperation.UPLOAD_PART, Fault.lostReply()).after(1);
            emulator.faults().arm(OssOperation.UPLOAD_PART, Fault.dropBeforeEffect());
            client.uploads().upload(new UploadFixture.GeneratedSource(1, SIZE), UploadRequest.of("0", "large.bin"));

            assertThat(events).containsExactly("started true large.bin " + SIZE, "ended true true");
            assertThat(steps).isSorted().endsWith((long) SIZE);
            assertThat(client.downloads().statistics().bytesSent()).isGreaterThanOrEqualTo(SIZE);
            assertThat(client.downloads().inProgress()).isEmpty();

            emulator.faults().arm(OssOperation.CALLBACK, Fault.html(502));
            assertThatThrownBy(() -> client.uploads().upload(UploadFixture.source("x"), UploadRequest.of("0", "x")))
                    .isInstanceOf(UploadUnprovedException.class);
            assertThat(events).endsWith("started true x 1", "ended false false");
        }
    }
}
