/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.documented;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.Open115Component;
import io.github.open115.client.http.ServiceUnavailableException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What "Proxies and certificates" shows. The proxy answers in place of the service: what counts is that it was asked. */
class NetworkTest extends EmulatedRoutes {

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws Exception {
        server.start();
        server.enqueue(new MockResponse.Builder().code(503).build());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aProxyByABean() throws Exception {
        String proxyHost = server.getHostName();
        int proxyPort = server.getPort();
        OkHttpClient viaProxy = new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxyHost, proxyPort)))
                .build();
        context.getRegistry().bind("viaProxy", viaProxy);
        assertAsksTheProxy();
    }

    @Test
    void aProxyBySystemProperties() throws Exception {
        System.setProperty("http.proxyHost", server.getHostName());
        System.setProperty("http.proxyPort", String.valueOf(server.getPort()));
        try {
            assertAsksTheProxy();
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
        }
    }

    private void assertAsksTheProxy() throws Exception {
        Open115Component component = emulated(new Open115Component());
        component.getConfiguration().setAccessToken("access");
        component.getConfiguration().setRefreshToken(null);
        component.getConfiguration().setApiBaseUrl("http://proapi.test");
        context.addComponent("open115", component);
        context.start();
        assertThat(context.createFluentProducerTemplate()
                        .to("open115:/?operation=accountInfo")
                        .send()
                        .getException())
                .isInstanceOf(ServiceUnavailableException.class);
        assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET http://proapi.test/open/user/info HTTP/1.1");
    }
}
