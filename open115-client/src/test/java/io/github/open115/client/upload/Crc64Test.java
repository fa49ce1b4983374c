/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.sdk.service.oss2.hash.CRC64;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Crc64Test {

    @Test
    void hasTheCheckValueOfTheAlgorithm() {
        Crc64 crc = new Crc64();
        assertThat(crc.text()).isEqualTo("0");
        crc.update("123456789".getBytes(StandardCharsets.US_ASCII), 0, 9);
        assertThat(crc.text()).isEqualTo("11051210869376104954");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 63, 64, 65, 32_767, 32_768, 65_536, 65_543, 300_003})
    void isThatOfTheSdkOfAlibaba(int length) {
        byte[] bytes = new byte[length + 5];
        new Random(length).nextBytes(bytes);
        CRC64 theirs = new CRC64();
        theirs.update(bytes, 3, length);

        Crc64 whole = new Crc64();
        whole.update(bytes, 3, length);
        Crc64 pieces = new Crc64();
        for (int i = 0; i < length; i += 13) {
            pieces.update(bytes, 3 + i, Math.min(13, length - i));
        }

        assertThat(whole.text()).isEqualTo(Long.toUnsignedString(theirs.getValue()));
        assertThat(pieces.text()).isEqualTo(whole.text());
    }
}
