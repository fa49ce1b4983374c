package io.github.open115.client.http;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Stands where a request goes out on the wire: counts it, remembers that it went, and lets nobody send it twice. OkHttp
 * sends again by itself, for example on {@code 503} with {@code Retry-After: 0}; a refresh sent twice burns the token.
 */
final class SendGuard implements Interceptor {

    /** Travels with a request as its tag and tells afterwards whether it went out. */
    static final class Ticket {

        private final String call;
        private final AtomicBoolean sent = new AtomicBoolean();

        Ticket(ApiCall call) {
            this.call = call.toString();
        }

        boolean wasSent() {
            return sent.get();
        }
    }

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Ticket ticket = request.tag(Ticket.class);
        if (ticket == null) {
            return chain.proceed(request);
        }
        if (!ticket.sent.compareAndSet(false, true)) {
            throw new IOException("not sent a second time");
        }
        counts.computeIfAbsent(ticket.call, key -> new LongAdder()).increment();
        Response response = chain.proceed(request);
        return response.code() == 503
                ? response.newBuilder().removeHeader("Retry-After").build()
                : response;
    }

    /** Requests sent so far by method and path; a copy. */
    Map<String, Long> counts() {
        Map<String, Long> copy = new TreeMap<>();
        counts.forEach((call, count) -> copy.put(call, count.sum()));
        return copy;
    }
}
