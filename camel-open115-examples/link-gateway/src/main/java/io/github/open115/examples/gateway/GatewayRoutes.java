/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import static io.github.open115.camel.Open115Constants.CALLER_ADDRESS;
import static io.github.open115.camel.Open115Constants.DOWNLOAD_METHOD;
import static io.github.open115.camel.Open115Constants.FILE_ID;
import static io.github.open115.camel.Open115Constants.FILE_NAME;

import java.net.URI;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.common.HttpMessage;
import org.apache.camel.util.UnsafeUriCharactersEncoder;

/** What the gateway answers, one route for each kind of address. */
final class GatewayRoutes extends RouteBuilder {

    /** The name of the bean that writes the answers. */
    static final String BINDING = "streamBinding";

    /** The name of the bean that signed links are checked with: a secret in a URI shows in dumps of routes. */
    private static final String LINK_SECRET = "linkSecret";

    private static final String SERVER = "&httpBinding=#" + BINDING;
    private static final String BELOW = "?matchOnUriPrefix=true&optionsEnabled=true" + SERVER;
    private static final String SERVE = "open115:/?operation=serve";

    private final GatewaySettings settings;
    private final LogIns logIns;

    GatewayRoutes(GatewaySettings settings, LogIns logIns) {
        this.settings = settings;
        this.logIns = logIns;
    }

    @Override
    public void configure() {
        getCamelContext().getRegistry().bind(LINK_SECRET, settings.linkSecret());
        onException(Exception.class).handled(true).process(Replies::failure);

        from("servlet:d" + BELOW).routeId("by-path").process(this::byPath).to(SERVE);
        from("servlet:f" + BELOW).routeId("by-id").process(this::byId).to(SERVE);
        from("servlet:s" + BELOW)
                .routeId("signed")
                .process(GatewayRoutes::signed)
                .to(SERVE + "&downloadMethod=localProxy&localProxySignSecret=#bean:" + LINK_SECRET);

        from("servlet:api/fs/link?httpMethodRestrict=POST" + SERVER)
                .routeId("links-for-proxies")
                .process(new ProxyLinks.Request(settings.proxyPathPrefix()))
                .to("open115:/?operation=resolveLink")
                .process(ProxyLinks::reply);

        from("servlet:api/list?httpMethodRestrict=GET" + SERVER)
                .routeId("folder")
                .choice()
                .when(FolderView::isById)
                .to("open115:/?operation=list&fileId=${header.id}")
                .otherwise()
                .process(FolderView::byPath)
                .to("open115:/?operation=list&fileName=${header.folder}")
                .end()
                .process(FolderView::reply);
        from("servlet:api/search?httpMethodRestrict=GET" + SERVER)
                .routeId("search")
                .process(FolderView::byQuery)
                .to("open115:/?operation=search")
                .process(FolderView::reply);
        from("servlet:api/info?httpMethodRestrict=GET" + SERVER)
                .routeId("info")
                .choice()
                .when(FolderView::isById)
                .to("open115:/?operation=info&fileId=${header.id}")
                .otherwise()
                .to("open115:/?operation=info&fileName=${header.path}")
                .end()
                .process(FolderView::replyOne);
        from("servlet:api/share?httpMethodRestrict=POST" + SERVER)
                .routeId("share")
                .process(new SignedLinks(settings.linkSecret(), Clock.systemUTC()));
        from("servlet:api/settings?httpMethodRestrict=GET" + SERVER)
                .routeId("settings")
                .process(exchange -> Replies.json(exchange, PageSettings.of(settings, logIns)));

        from("servlet:api/login?httpMethodRestrict=GET,POST" + SERVER)
                .routeId("log-in")
                .process(logIns::state);
        from("servlet:api/login/code?httpMethodRestrict=GET" + SERVER)
                .routeId("code")
                .process(logIns::picture);
        from("servlet:api/login/scan?httpMethodRestrict=POST" + SERVER)
                .routeId("scan")
                .process(logIns::scan);
    }

    private void byPath(Exchange exchange) {
        asked(exchange);
        exchange.getMessage().setHeader(FILE_NAME, path(exchange));
    }

    private void byId(Exchange exchange) {
        asked(exchange);
        exchange.getMessage().setHeader(FILE_ID, id(exchange));
    }

    private static void signed(Exchange exchange) {
        exchange.getMessage().setHeader(FILE_ID, id(exchange));
    }

    /** Whoever is at this machine may choose the method; {@code auto} looks at where a caller is. */
    private static void asked(Exchange exchange) {
        Message message = exchange.getMessage();
        String method = message.getHeader("method", String.class);
        if (method != null && !method.isBlank()) {
            message.setHeader(DOWNLOAD_METHOD, method);
        }
        message.setHeader(
                CALLER_ADDRESS,
                exchange.getMessage(HttpMessage.class).getRequest().getRemoteAddr());
    }

    private static String path(Exchange exchange) {
        String raw = exchange.getMessage().getHeader(Exchange.HTTP_PATH, String.class);
        // what a player did not encode is no URI otherwise
        return URI.create(UnsafeUriCharactersEncoder.encode(raw)).getPath().replaceFirst("^/", "");
    }

    /** The id comes first; the name after it is for people, and for what they store. */
    private static String id(Exchange exchange) {
        return path(exchange).replaceFirst("/.*", "");
    }
}
