/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.ServiceUnavailableException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyProbeTest {

    private final ProxyProbe probe = new ProxyProbe(null);
    private MockWebServer proxy;

    @BeforeEach
    void start() throws Exception {
        proxy = new MockWebServer();
        proxy.start();
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    private String url() {
        return "http://127.0.0.1:" + proxy.getPort();
    }

    private void answer(int status, String body) {
        proxy.enqueue(new MockResponse(status, Headers.of("Content-Type", "application/json"), body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200|{\"code\":401,\"message\":\"expire missing\"}",
                "401|{\"code\":401,\"message\":\"expire missing\"}",
                "200|<html>hello</html>",
                "404|''",
                "302|''",
                "200|{\"code\":200,\"message\":\"success\"}",
                "200|{\"code\":\"500\",\"message\":\"no number\"}",
                "200|{broken"
            })
    @DisplayName("R25 a proxy that refuses an unsigned request works, whatever the status")
    void aProxyThatRefusesAnUnsignedRequestWorks(int status, String body) throws Exception {
        answer(status, body);
        assertThatCode(() -> probe.check(url())).doesNotThrowAnyException();
        assertThat(proxy.takeRequest().getTarget()).isEqualTo("/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500|''|500",
                "502|<html>bad gateway</html>|502",
                "200|{\"code\":500,\"message\":\"storage not found\"}|storage not found",
                "503|{\"code\":503,\"message\":\"busy\"}|503"
            })
    @DisplayName("R25 a proxy that reports a failure does not work, be it with HTTP 200 and a JSON body")
    void aProxyThatReportsAFailureDoesNotWork(int status, String body, String told) {
        answer(status, body);
        assertThatThrownBy(() -> probe.check(url()))
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining(url())
                .hasMessageContaining(told);
    }

    @Test
    @DisplayName("R25 a proxy that does not answer does not work")
    void aProxyThatDoesNotAnswerDoesNotWork() {
        String gone = url();
        proxy.close();
        assertThatThrownBy(() -> probe.check(gone)).isInstanceOf(NoReplyException.class);
    }
}
