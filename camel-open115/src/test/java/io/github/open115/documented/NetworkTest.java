/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.documented;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.Open115Component;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.ServiceUnavailableException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Credentials;
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
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aProxyByABean() throws Exception {
        server.enqueue(new MockResponse.Builder().code(503).build());
        String proxyHost = server.getHostName();
        int proxyPort = server.getPort();
        OkHttpClient viaProxy = new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxyHost, proxyPort)))
                .build();
        context.getRegistry().bind("viaProxy", viaProxy);
        assertAsksTheProxy();
    }

    @Test
    void aProxyWithAPassword() throws Exception {
        answerConnects(new MockResponse.Builder().code(503).build());
        bindProxyWithPassword();
        assertThat(call("https://proapi.test")).isInstanceOf(NoReplyException.class);
        RecordedRequest tunnel = server.takeRequest();
        assertThat(tunnel.getRequestLine()).isEqualTo("CONNECT proapi.test:443 HTTP/1.1");
        assertThat(tunnel.getHeaders().get("Proxy-Authorization")).isEqualTo(Credentials.basic("user", "password"));
    }

    @Test
    void aProxyThatRefusesThePassword() throws Exception {
        answerConnects(new MockResponse.Builder()
                .code(407)
                .addHeader("Proxy-Authenticate", "Basic realm=\"proxy\"")
                .build());
        bindProxyWithPassword();
        assertThat(call("https://proapi.test"))
                .isInstanceOf(NoReplyException.class)
                .hasRootCauseMessage("Failed to authenticate with proxy");
    }

    /** OkHttp tries a second connection when the proxy opens no tunnel. */
    private void answerConnects(MockResponse answer) {
        server.enqueue(answer);
        server.enqueue(answer);
    }

    private void bindProxyWithPassword() {
        String proxyHost = server.getHostName();
        int proxyPort = server.getPort();
        String proxyUser = "user";
        String proxyPassword = "password";
        OkHttpClient viaProxy = new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxyHost, proxyPort)))
                .proxyAuthenticator((route, response) -> {
                    if (response.request().header("Proxy-Authorization") != null) {
                        return null; // the proxy has refused the password
                    }
                    return response.request()
                            .newBuilder()
                            .header("Proxy-Authorization", Credentials.basic(proxyUser, proxyPassword))
                            .build();
                })
                .build();
        context.getRegistry().bind("viaProxy", viaProxy);
    }

    @Test
    void aProxyBySystemProperties() throws Exception {
        server.enqueue(new MockResponse.Builder().code(503).build());
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
        assertThat(call("http://proapi.test")).isInstanceOf(ServiceUnavailableException.class);
        assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET http://proapi.test/open/user/info HTTP/1.1");
    }

    private Exception call(String apiBaseUrl) throws Exception {
        Open115Component component = emulated(new Open115Component());
        component.getConfiguration().setAccessToken("access");
        component.getConfiguration().setRefreshToken(null);
        component.getConfiguration().setApiBaseUrl(apiBaseUrl);
        context.addComponent("open115", component);
        context.start();
        return context.createFluentProducerTemplate()
                .to("open115:/?operation=accountInfo")
                .send()
                .getException();
    }
}
