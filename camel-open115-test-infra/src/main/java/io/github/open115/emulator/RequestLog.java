package io.github.open115.emulator;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Every request that reached the service, whatever became of it. Thread-safe. */
public final class RequestLog {

    private final Clock clock;
    private final List<LoggedRequest> requests = new ArrayList<>();
    private final AtomicLong contentBytes = new AtomicLong();

    RequestLog(Clock clock) {
        this.clock = clock;
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
        return count("/open/ufile/downurl");
    }

    /** Counts the requests for content. */
    public long cdnRequests() {
        return count(Host.CDN);
    }

    /** Counts the bytes of content that left the CDN. */
    public long contentBytes() {
        return contentBytes.get();
    }

    /** Counts the requests by method and path; those for content are one endpoint, {@code "GET CDN"}. */
    public Map<String, Long> countsByEndpoint() {
        return all().stream()
                .collect(Collectors.groupingBy(LoggedRequest::endpoint, TreeMap::new, Collectors.counting()));
    }

    /** Forgets everything so far. */
    public synchronized void reset() {
        requests.clear();
        contentBytes.set(0);
    }

    synchronized LoggedRequest add(Request request) {
        LoggedRequest logged = new LoggedRequest(clock.instant(), request);
        requests.add(logged);
        return logged;
    }

    void contentSent(long bytes) {
        contentBytes.addAndGet(bytes);
    }

    private List<LoggedRequest> matching(Predicate<LoggedRequest> condition) {
        return all().stream().filter(condition).toList();
    }
}
