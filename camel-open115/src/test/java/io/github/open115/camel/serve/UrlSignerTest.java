/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.camel.serve.UrlSigner.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlSignerTest {

    private static final String SECRET = "test-token-0123456789";
    private static final String PLAIN = "/115/a.txt";
    private static final long END = 1893456000;

    private static UrlSigner at(long seconds) {
        return new UrlSigner(SECRET, Clock.fixed(Instant.ofEpochSecond(seconds), ZoneOffset.UTC));
    }

    @ParameterizedTest(name = "{0} until {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/115/a.txt|0|Chr8djI7o3klzbNMN2-HMP0uP_bCpwSZsGX09jdau7c=:0",
                "/115/a.txt|1893456000|k7tcD3wBJmY5w6DPcFV7yHzZtZlH2KAQvEihj5-tsbE=:1893456000",
                "/115/电影/再见 (2023)/a+b #1 100%?.mkv|0|0PkUl1lMRvpfErQrw4EDjc50fTD6climAtOp0jCvcvo=:0",
                "/115/电影/再见 (2023)/a+b #1 100%?.mkv|1893456000|pzfSyLoxEmP3u4vIXTK8aC0zaNws2lnuvryhyXY9q3o=:1893456000"
            })
    @DisplayName("R25 signs as OpenList and AList do, and checks what they sign")
    void signsAsOpenListAndAListDo(String path, long end, String sign) {
        Duration life = end == 0 ? Duration.ZERO : Duration.ofSeconds(100);
        UrlSigner signer = at(end == 0 ? 5 : end - 100);
        assertThat(signer.sign(path, life)).isEqualTo(sign);
        assertThat(signer.check(path, sign)).isEqualTo(Verdict.VALID);
    }

    @Test
    @DisplayName("R25 the path is escaped as the proxies expect it")
    void escapesThePath() {
        assertThat(PercentEncoding.path(List.of("115", "电影", "再见 (2023)", "a+b #1 100%?.mkv")))
                .isEqualTo("/115/%E7%94%B5%E5%BD%B1/%E5%86%8D%E8%A7%81%20%282023%29/a+b%20%231%20100%25%3F.mkv");
        assertThat(PercentEncoding.path(List.of("+&=$:@", "-_.~"))).isEqualTo("/+&=$:@/-_.~");
    }

    @Test
    @DisplayName("R25 a sign holds through its last second, and not after it; 0 never ends")
    void signExpiresAfterItsLastSecond() {
        String sign = at(END - 10).sign(PLAIN, Duration.ofSeconds(10));
        assertThat(at(END).check(PLAIN, sign)).isEqualTo(Verdict.VALID);
        assertThat(at(END + 1).check(PLAIN, sign)).isEqualTo(Verdict.EXPIRED);
        assertThat(at(END * 4).check(PLAIN, at(0).sign(PLAIN, Duration.ZERO))).isEqualTo(Verdict.VALID);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "abc:", "Chr8djI7o3klzbNMN2-HMP0uP_bCpwSZsGX09jdau7c=:"})
    @DisplayName("R25 a sign without an end")
    void refusesASignWithoutExpiry(String sign) {
        assertThat(at(5).check(PLAIN, sign)).isEqualTo(Verdict.EXPIRE_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Chr8djI7o3klzbNMN2-HMP0uP_bCpwSZsGX09jdau7c=",
                "x:+0",
                "x:-1",
                "x:00",
                "x: 0",
                "x:0x0",
                "x:٣",
                "x:99999999999999999999"
            })
    @DisplayName("R25 an expiry that is not a plain number is refused, in every spelling")
    void refusesAnInvalidExpiry(String sign) {
        assertThat(at(5).check(PLAIN, sign)).isEqualTo(Verdict.EXPIRE_INVALID);
    }

    @Test
    @DisplayName("R37 a sign of another target, with another end, of another secret or changed in one letter")
    void refusesAChangedSign() {
        String sign = at(5).sign(PLAIN, Duration.ofHours(1));
        String later = sign.substring(0, sign.lastIndexOf(':')) + ":" + END;
        String changed = (sign.charAt(0) == 'A' ? 'B' : 'A') + sign.substring(1);
        UrlSigner stranger = new UrlSigner("another", Clock.fixed(Instant.ofEpochSecond(5), ZoneOffset.UTC));
        assertThat(at(5).check(PLAIN, sign)).isEqualTo(Verdict.VALID);
        assertThat(at(5).check(PLAIN + "x", sign)).isEqualTo(Verdict.MISMATCH);
        assertThat(at(5).check(PLAIN, later)).isEqualTo(Verdict.MISMATCH);
        assertThat(at(5).check(PLAIN, changed)).isEqualTo(Verdict.MISMATCH);
        assertThat(at(5).check(PLAIN, " " + sign)).isEqualTo(Verdict.MISMATCH);
        assertThat(at(5).check(PLAIN, stranger.sign(PLAIN, Duration.ofHours(1))))
                .isEqualTo(Verdict.MISMATCH);
    }

    @Test
    @DisplayName("a blank secret signs nothing")
    void blankSecretSignsNothing() {
        assertThatThrownBy(() -> new UrlSigner(" ", Clock.systemUTC())).isInstanceOf(IllegalArgumentException.class);
    }
}
