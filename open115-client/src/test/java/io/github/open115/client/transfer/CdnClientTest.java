/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CdnClientTest {

    private final MockWebServer cdn = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        cdn.start();
    }

    @AfterEach
    void stop() {
        cdn.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/0a1b/plain%20name.mkv?t=1&d=vip-1-abc&k=ff",
                "/0a1b/..?t=1&k=ff",
                "/0a1b/.?t=1&k=ff",
                "/0a1b/%2e%2E?t=1&k=ff",
                "/0a1b/a/./b/../c?k=ff",
                "/0a1b//x",
                "/0a1b/%E4%B8%AD%e4%b8%ad?k=%2f%2F",
                "/0a1b/it's|{a}^`b\"c<d>[e]%zz?n=it's|{a}^`\"<>[]%zz&&=&k",
                "/0a1b/x?",
                "/?k=ff",
                "/"
            })
    @DisplayName("R12 the CDN gets the URL of a link byte for byte, also through a proxy")
    void sendsALinkUnchanged(String target) throws Exception {
        String direct = "http://" + cdn.getHostName() + ":" + cdn.getPort() + target;
        assertThat(sent(new OkHttpClient(), direct)).isEqualTo("GET " + target + " HTTP/1.1");

        String elsewhere = "http://cdn.test" + target;
        OkHttpClient proxied =
                new OkHttpClient.Builder().proxy(cdn.getProxyAddress()).build();
        assertThat(sent(proxied, elsewhere)).isEqualTo("GET " + elsewhere + " HTTP/1.1");
    }

    @Test
    @DisplayName("R12 characters that a request line cannot carry are encoded")
    void encodesWhatARequestLineCannotCarry() throws Exception {
        String link = "http://" + cdn.getHostName() + ":" + cdn.getPort() + "/a b/中?n=ü";
        assertThat(sent(new OkHttpClient(), link)).isEqualTo("GET /a%20b/%E4%B8%AD?n=%C3%BC HTTP/1.1");
    }

    @Test
    void refusesALinkThatIsNoHttpUrl() {
        assertThatThrownBy(() -> CdnClient.exactUrl("ftp://cdn.test/x")).isInstanceOf(IllegalArgumentException.class);
    }

    private String sent(OkHttpClient client, String link) throws Exception {
        cdn.enqueue(new MockResponse.Builder().body("content").build());
        try (Response response = client.newCall(
                        new Request.Builder().url(CdnClient.exactUrl(link)).build())
                .execute()) {
            assertThat(response.body().string()).isEqualTo("content");
        }
        return cdn.takeRequest().getRequestLine();
    }
}
