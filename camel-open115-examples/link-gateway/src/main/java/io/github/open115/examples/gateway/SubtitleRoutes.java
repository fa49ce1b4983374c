/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import io.github.open115.camel.Open115Constants;
import io.github.open115.client.video.Subtitle;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;

/**
 * The subtitles that the service has for a film. Their addresses are secrets, and other hosts: so the page gets their ids, and
 * their texts through the gateway.
 */
final class SubtitleRoutes extends RouteBuilder {

    /** In bytes; a text of a long film has a tenth of it. */
    private static final int LONGEST = 4 << 20;

    /** Addresses expire, so no more than those of the films of an evening are kept. */
    private static final int MOST = 500;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String GET = "?httpMethodRestrict=GET&httpBinding=#" + GatewayRoutes.BINDING;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    // by film and subtitle; guarded by itself
    private final Map<String, String> addresses = new LinkedHashMap<>();

    /**
     * One of them.
     *
     * @param file id of the file, for a file of the drive, which the page reads as such; else null
     * @param type its format, such as {@code srt}
     */
    record View(String id, String language, String title, String type, String file, boolean preferred) {}

    @Override
    public void configure() {
        onException(Exception.class).handled(true).process(Replies::failure);

        from("servlet:api/subtitles" + GET)
                .routeId("subtitles")
                .process(SubtitleRoutes::film)
                .to("open115:/?operation=videoSubtitles")
                .process(this::list);
        from("servlet:api/subtitles/text" + GET).routeId("subtitle-text").process(this::text);
    }

    private static void film(Exchange exchange) {
        String id = ChangeRoutes.checked(exchange.getMessage().getHeader("id", String.class));
        ChangeRoutes.nothing(exchange);
        exchange.getMessage().setHeader(Open115Constants.FILE_ID, id);
        exchange.setProperty("film", id);
    }

    @SuppressWarnings("unchecked") // what the operation videoSubtitles gives
    private void list(Exchange exchange) {
        List<Subtitle> subtitles = exchange.getMessage().getBody(List.class);
        String film = exchange.getProperty("film", String.class);
        subtitles.forEach(subtitle -> keep(film + "/" + subtitle.id(), subtitle.url()));
        Replies.json(
                exchange,
                subtitles.stream()
                        .map(subtitle -> new View(
                                subtitle.id(),
                                subtitle.language(),
                                subtitle.title(),
                                subtitle.type(),
                                subtitle.fileId(),
                                subtitle.preferred()))
                        .toList());
    }

    private void keep(String subtitle, String url) {
        synchronized (addresses) {
            addresses.put(subtitle, url);
            if (addresses.size() > MOST) {
                addresses.remove(addresses.keySet().iterator().next());
            }
        }
    }

    private void text(Exchange exchange) throws IOException, InterruptedException {
        Message message = exchange.getMessage();
        String subtitle = message.getHeader("film", String.class) + "/" + message.getHeader("id", String.class);
        String url;
        synchronized (addresses) {
            url = addresses.get(subtitle);
        }
        if (url == null) {
            Replies.refusal(exchange, Refusal.notFound);
            return;
        }
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream content = answer.body()) {
            if (answer.statusCode() != 200) {
                Replies.refusal(exchange, Refusal.drive);
                return;
            }
            ChangeRoutes.nothing(exchange);
            message.setHeader(Exchange.CONTENT_TYPE, "application/octet-stream");
            message.setHeader("Cache-Control", "no-store");
            message.setBody(content.readNBytes(LONGEST));
        }
    }
}
