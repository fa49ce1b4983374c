/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static io.github.open115.client.upload.UploadFixture.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.OssOperation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class LongUploadTest {

    private static final int PARTS = 15;

    @TempDir
    Path state;

    @Test
    @DisplayName("R16 credentials of 30 s, upload of 5 min: no part is sent twice")
    void outlivesItsCredentials() {
        Open115Emulator.Builder builder = Open115Emulator.builder().ossCredentialsLifetime(Duration.ofSeconds(30));
        try (UploadFixture fixture = new UploadFixture(builder, state)) {
            // 20 s pass while each part is sent for the first time
            for (int part = 1; part <= PARTS; part++) {
                String number = Integer.toString(part);
                fixture.emulator
                        .faults()
                        .before(
                                OssOperation.UPLOAD_PART,
                                1,
                                () -> fixture.emulator.clock().advance(Duration.ofSeconds(20)))
                        .when(request -> request.parameter("partNumber").equals(number));
            }

            UploadResult result = fixture.uploads()
                    .upload(
                            new UploadFixture.GeneratedSource(1, (long) PARTS << 24),
                            UploadRequest.of("0", "long.bin"));

            assertThat(result.outcome()).isEqualTo(UploadOutcome.sent);
            assertThat(fixture.onlyFile("0").sha1()).isEqualTo(result.sha1());
            long refusedParts = fixture.emulator.requests().of(OssOperation.UPLOAD_PART).stream()
                    .filter(request -> request.status() == 403)
                    .count();
            Map<String, Long> calls = fixture.calls();
            assertThat(calls.get(OssOperation.UPLOAD_PART)).isEqualTo(PARTS + refusedParts);
            assertThat(calls.get(TOKEN)).isLessThanOrEqualTo(PARTS + 1L);
        }
    }

    @Test
    @DisplayName("R16 an access token that ends during an upload is renewed")
    void outlivesItsAccessToken() {
        try (UploadFixture fixture = new UploadFixture(state)) {
            fixture.emulator.faults().before(OssOperation.UPLOAD_PART, 1, () -> {
                fixture.emulator.account().expireAccessTokens();
                fixture.emulator.clock().advance(Duration.ofHours(2));
            });
            fixture.emulator.faults().arm(OssOperation.COMPLETE_MULTIPART_UPLOAD, Fault.lostReply());

            UploadResult result = fixture.uploads()
                    .upload(new UploadFixture.GeneratedSource(1, 20 << 20), UploadRequest.of("0", "long.bin"));

            assertThat(result.id()).isEqualTo(fixture.onlyFile("0").id());
        }
    }
}
