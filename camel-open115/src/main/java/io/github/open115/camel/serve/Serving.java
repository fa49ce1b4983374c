/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.serve;

import io.github.open115.camel.Open115Configuration;
import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.content.FileContents;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.client.files.MaxAge;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.links.DownloadLink;
import io.github.open115.client.links.DownloadLinks;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands files of one endpoint to HTTP callers, by the method of the endpoint or of the message. Thread-safe. */
public final class Serving {

    /** The HTTP methods that are answered. */
    static final String METHODS = "GET, HEAD, OPTIONS";

    private static final Set<String> POSSIBLE = Set.of("GET", "HEAD", "OPTIONS");

    /** How old a listing may be without {@code listMaxAge}: what was looked up is trusted longer in any case. */
    private static final Duration LISTINGS_ANYWAY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    /** Names that cannot stand in the path of a URL: they would mean several names, or none. */
    private static final Predicate<String> UNUSABLE_IN_A_PATH =
            name -> name.contains("/") || name.equals(".") || name.equals("..");

    private final Open115Configuration options;
    private final FileContents contents;
    private final Supplier<DownloadLinks> links;
    private final MaxAge maxAge;
    private final DownloadProxies proxies;
    private final UrlSigner ownSigner;
    private final CorsRule cors;
    private final Clock clock;

    /**
     * @param options of the endpoint
     * @param contents what it hands on itself
     * @param links the links of its account; asked for when one is needed
     * @param probe throws an {@link Open115Exception} for a proxy, by its base URL, that does not work
     * @param clock for signs and memories
     */
    public Serving(
            Open115Configuration options,
            FileContents contents,
            Supplier<DownloadLinks> links,
            Consumer<String> probe,
            Clock clock) {
        this.options = options;
        this.contents = contents;
        this.links = links;
        this.maxAge = maxAge(options);
        this.proxies = new DownloadProxies(
                options.proxies(),
                probe,
                clock,
                DrivePaths.segments(options.getProxyPathPrefix()),
                signer(options.getProxySignSecret(), clock),
                Duration.ofHours(options.getProxySignExpireHours()));
        this.ownSigner = signer(options.getLocalProxySignSecret(), clock);
        this.cors = new CorsRule(options.getCorsOrigins(), ownSigner != null);
        this.clock = clock;
    }

    /** A player asks for a file again and again: what was looked up is trusted longer than a listing of its folder. */
    private static MaxAge maxAge(Open115Configuration options) {
        Duration lookUps = Duration.ofMillis(Math.max(options.getPathMaxAge(), options.getListMaxAge()));
        Duration listings = options.getListMaxAge() > 0
                ? Duration.ofMillis(options.getListMaxAge())
                : Duration.ofMillis(Math.min(options.getPathMaxAge(), LISTINGS_ANYWAY.toMillis()));
        return new MaxAge(lookUps, listings, options.getPageSize(), false);
    }

    private static UrlSigner signer(String secret, Clock clock) {
        return secret == null ? null : new UrlSigner(secret, clock);
    }

    /**
     * The answer for a caller. Failures of the service become an answer with a fitting HTTP status.
     *
     * @param asked the method that the message asks for; null for the one of the endpoint
     * @throws IllegalArgumentException if the endpoint lacks what the method needs
     */
    public HttpAnswer answer(HttpRequestView request, ServeTarget target, DownloadMethod asked) {
        HttpAnswer answer = refusal(request, target);
        if (answer == null) {
            answer = request.method().equals("OPTIONS") ? cors.preflight() : handedOver(request, target, asked);
        }
        return cors.allow(answer, request);
    }

    private HttpAnswer refusal(HttpRequestView request, ServeTarget target) {
        if (!POSSIBLE.contains(request.method())) {
            return HttpAnswer.text(405, "Only " + METHODS + " are possible here.")
                    .with("Allow", METHODS);
        }
        if (ownSigner == null) {
            return null;
        }
        // before any call, so that a stranger cannot use up the account's budget
        UrlSigner.Verdict verdict =
                target.fileId() == null ? UrlSigner.Verdict.MISMATCH : ownSigner.check(target.fileId(), request.sign());
        return verdict == UrlSigner.Verdict.VALID
                ? null
                : HttpAnswer.text(403, "This link is not valid: " + verdict.text());
    }

    private HttpAnswer handedOver(HttpRequestView request, ServeTarget target, DownloadMethod asked) {
        DownloadMethod wanted = asked == null ? options.getDownloadMethod() : asked;
        DownloadMethod method =
                wanted == DownloadMethod.auto ? DownloadMethod.fitting(request, !proxies.isEmpty()) : wanted;
        if (method == DownloadMethod.redirect && !request.hasAgentForLink()) {
            method = DownloadMethod.localProxy;
        }
        if (method == DownloadMethod.proxyUrl && proxies.isEmpty()) {
            throw new IllegalArgumentException("The download method proxyUrl needs the option downloadProxyUrl");
        }
        HttpAnswer answer;
        try {
            answer = by(method, request, target);
        } catch (Open115Exception | IOException e) {
            answer = HttpAnswer.failed(e, clock.instant()).because(e);
            LOG.warn("A caller got HTTP {} in place of a file: {}", answer.status(), e.getMessage());
        }
        return answer.orElse(Open115Constants.DOWNLOAD_METHOD, method.name());
    }

    private HttpAnswer by(DownloadMethod method, HttpRequestView request, ServeTarget target) throws IOException {
        if (method == DownloadMethod.redirect && target.pickCode() != null) {
            return redirect(request, target.pickCode());
        }
        Function<MaxAge, ServeTarget.Found> lookUp = method == DownloadMethod.proxyUrl ? target::locate : target::find;
        ServeTarget.Found served =
                lookUp.apply(mayAskAgain(request) && request.isReloading() ? maxAge.askingAgain() : maxAge);
        try {
            return by(method, request, served);
        } catch (NotFoundException e) {
            // the cached file has gone, and another one may have its name now
            ServeTarget.Found now = maxAge.mayAnswer() ? lookUp.apply(maxAge.askingAgain()) : served;
            if (now.file().id().equals(served.file().id())) {
                throw e;
            }
            return by(method, request, now);
        }
    }

    /** Not for ranges, of which a player requests many, nor for signed URLs, whose users must not use up the budget. */
    private boolean mayAskAgain(HttpRequestView request) {
        return ownSigner == null && request.header("Range") == null;
    }

    private HttpAnswer by(DownloadMethod method, HttpRequestView request, ServeTarget.Found served) throws IOException {
        Open115File file = served.file();
        if (file.folder()) {
            return HttpAnswer.text(404, "This is a folder, not a file.");
        }
        return switch (method) {
            case redirect -> redirect(request, file);
            case proxyUrl -> proxied(request, served);
            default -> throughHere(request, file);
        };
    }

    private HttpAnswer redirect(HttpRequestView request, Open115File file) {
        return file.pickCode() == null
                ? HttpAnswer.text(404, "This file has no content.")
                : redirect(request, file.pickCode());
    }

    private HttpAnswer redirect(HttpRequestView request, String pickCode) {
        DownloadLink link = links.get().link(pickCode, request.agent());
        // caches must not give it to another agent
        return HttpAnswer.redirect(link.url()).varying("User-Agent");
    }

    private HttpAnswer proxied(HttpRequestView request, ServeTarget.Found served) throws IOException {
        if (served.path() == null || served.path().stream().anyMatch(UNUSABLE_IN_A_PATH)) {
            return throughHere(request, served.file());
        }
        return HttpAnswer.redirect(proxies.addressOf(served.path()));
    }

    private HttpAnswer throughHere(HttpRequestView request, Open115File file) throws IOException {
        return new ContentAnswer(contents)
                .to(request, file)
                .with(Open115Constants.DOWNLOAD_METHOD, DownloadMethod.localProxy.name());
    }
}
