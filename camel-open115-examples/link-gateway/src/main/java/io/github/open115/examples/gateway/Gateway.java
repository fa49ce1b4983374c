/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import io.github.open115.camel.Open115Component;
import io.github.open115.camel.Open115Configuration;
import io.github.open115.camel.Open115Configuration.ThrottlePolicy;
import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.auth.TokenStore;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ThreadPoolProfile;

/** The gateway: a web server in front of Camel routes. */
final class Gateway implements AutoCloseable {

    private static final Duration LIST_MAX_AGE = Duration.ofMinutes(5);

    /** More than one caller may have connections: nobody keeps all of them to himself. */
    private static final int CONTENT_THREADS = 128;

    private final CamelContext camel;
    private final WebServer server;
    private final LogIns logIns;
    private final PageKey key;

    /**
     * Starts it.
     *
     * @param scan what a phone would do, for the demo; null for a real phone
     */
    static Gateway start(GatewaySettings settings, Runnable scan) throws Exception {
        Gateway gateway = new Gateway(settings, scan);
        try {
            gateway.server.start();
            gateway.camel.start();
            return gateway;
        } catch (Exception e) {
            gateway.close();
            throw e;
        }
    }

    private Gateway(GatewaySettings settings, Runnable scan) throws Exception {
        TokenStore store = new FileTokenStore(settings.stateDirectory().resolve("tokens"));
        logIns = new LogIns(settings, store, scan);
        key = settings.web().key();
        camel = new DefaultCamelContext();
        ThreadPoolProfile content = new ThreadPoolProfileBuilder("content")
                .poolSize(CONTENT_THREADS)
                .maxPoolSize(CONTENT_THREADS)
                .allowCoreThreadTimeOut(true)
                .build();
        server = new WebServer(
                settings.web(),
                settings.proxySecret(),
                camel.getExecutorServiceManager().newThreadPool(this, "content", content));
        camel.getShutdownStrategy().setTimeout(5);
        camel.getRegistry().bind(GatewayRoutes.BINDING, new StreamBinding());
        RunningUploads uploads = new RunningUploads();
        Open115Component component = component(settings, store);
        component.setProgressListener(uploads);
        camel.addComponent("open115", component);
        camel.addRoutes(new GatewayRoutes(settings, logIns));
        camel.addRoutes(new ChangeRoutes(settings.rootFolderId()));
        camel.addRoutes(new CloudRoutes(settings.rootFolderId()));
        camel.addRoutes(new SubtitleRoutes());
        camel.addRoutes(new UploadRoute(uploads, settings.rootFolderId()));
    }

    private static Open115Component component(GatewaySettings settings, TokenStore store) {
        Open115Component component = new Open115Component();
        component.setStateDirectory(settings.stateDirectory().toString());
        component.setTokenStore(store);
        Open115Configuration options = component.getConfiguration();
        options.setAccount(settings.account());
        Service service = settings.service();
        options.setRefreshToken(service.refreshToken());
        options.setRequestsPerSecond(service.requestsPerSecond());
        options.setMaxConnectionsPerLink(service.connectionsPerLink());
        options.setMaxConcurrentDownloads(service.concurrentDownloads());
        options.setRootFolderId(settings.rootFolderId());
        // people wait at the other end
        options.setThrottlePolicy(ThrottlePolicy.fail);
        // a link of a folder that was just listed is one call, and to look through it again is none
        options.setListMaxAge(LIST_MAX_AGE.toMillis());
        options.setDownloadMethod(settings.method());
        options.setDownloadProxyUrl(settings.proxyUrls());
        options.setProxyPathPrefix(settings.proxyPathPrefix());
        options.setProxySignSecret(settings.proxySecret());
        Map<String, Consumer<String>> hosts = Map.of(
                "apiBaseUrl",
                options::setApiBaseUrl,
                "authBaseUrl",
                options::setAuthBaseUrl,
                "qrCodeBaseUrl",
                options::setQrCodeBaseUrl);
        service.hosts().forEach((option, url) -> hosts.get(option).accept(url));
        return component;
    }

    /** Where the page is, seen from this machine. */
    String url() {
        return "http://localhost:" + server.port() + "/";
    }

    /** What opens the page. */
    PageKey key() {
        return key;
    }

    @Override
    public void close() {
        logIns.close();
        server.stop();
        camel.stop();
    }
}
