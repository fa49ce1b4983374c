/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Every request that reached the service, whatever became of it. Thread-safe. */
public final class RequestLog {

    private static final String LINKS = "/open/ufile/downurl";

    private final Settings settings;
    private final Deque<LoggedRequest> requests = new ArrayDeque<>();
    private final AtomicLong contentBytes = new AtomicLong();
    private final AtomicLong uploadedBytes = new AtomicLong();

    RequestLog(Settings settings) {
        this.settings = settings;
    }

    /** Returns all requests in the order of their arrival. */
    public synchronized List<LoggedRequest> all() {
        return List.copyOf(requests);
    }

    /** Returns the requests of an endpoint: {@code "/open/ufile/files"} or {@code "GET /open/folder/get_info"}. */
    public List<LoggedRequest> of(String endpoint) {
        return matching(
                request -> request.path().equals(endpoint) || request.endpoint().equals(endpoint));
    }

    /** Counts the requests of an endpoint: {@code "/open/ufile/files"} or {@code "GET /open/folder/get_info"}. */
    public long count(String endpoint) {
        return of(endpoint).size();
    }

    /** Counts the requests to a host. */
    public long count(Host host) {
        return matching(request -> request.host() == host).size();
    }

    /** Counts the refreshes that were asked for, refused ones included. */
    public long refreshRequests() {
        return count("/open/refreshToken");
    }

    /** Counts the link requests, each of which may have asked for several links. */
    public long linkRequests() {
        return count(LINKS);
    }

    /** Returns how many links each link request asked for, in the order of their arrival, refused ones included. */
    public List<Integer> linksPerRequest() {
        return of(LINKS).stream()
                .map(request -> request.parameter("pick_code").split(",").length)
                .toList();
    }

    /**
     * Returns how old a link was at most when content was delivered by it, as exactly as a link tells its end, which is
     * to the second (docs/115-open-api.md G.1); zero when no content was delivered.
     */
    public Duration oldestLinkUsed() {
        return matching(request -> request.host() == Host.CDN && request.status() / 100 == 2).stream()
                .map(this::ageOfLink)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private Duration ageOfLink(LoggedRequest request) {
        Instant end = Instant.ofEpochSecond(Long.parseLong(request.parameter("t")));
        return Duration.between(end.minus(settings.linkLifetime), request.time());
    }

    /** Counts the requests for content. */
    public long cdnRequests() {
        return count(Host.CDN);
    }

    /** Counts the bytes of content that left the CDN. */
    public long contentBytes() {
        return contentBytes.get();
    }

    /** Counts the bytes that came to the object storage, also those of requests that failed. */
    public long uploadedBytes() {
        return uploadedBytes.get();
    }

    /**
     * Counts the requests by method and path; those for content are one endpoint, {@code "GET CDN"},
     * and those to the object storage have the names of {@link OssOperation}.
     */
    public Map<String, Long> countsByEndpoint() {
        return all().stream()
                .collect(Collectors.groupingBy(LoggedRequest::endpoint, TreeMap::new, Collectors.counting()));
    }

    /** Forgets everything so far. */
    public synchronized void reset() {
        requests.clear();
        contentBytes.set(0);
        uploadedBytes.set(0);
    }

    synchronized LoggedRequest add(Request request) {
        LoggedRequest logged = new LoggedRequest(settings.clock.instant(), request);
        requests.add(logged);
        if (requests.size() > settings.keptRequests) {
            requests.remove();
        }
        return logged;
    }

    void contentReceived(long bytes) {
        uploadedBytes.addAndGet(bytes);
    }

    void contentSent(long bytes) {
        contentBytes.addAndGet(bytes);
    }

    private List<LoggedRequest> matching(Predicate<LoggedRequest> condition) {
        return all().stream().filter(condition).toList();
    }
}
