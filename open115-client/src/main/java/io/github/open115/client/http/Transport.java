/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.FormBody;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends calls over HTTP: each once, with a timeout, without following redirects (docs/115-open-api.md A.3), and reads
 * the reply into a value or a typed exception. Thread-safe.
 */
public final class Transport implements AutoCloseable {

    /** A page of 1150 rows has less than 2 MB, and no reply of the service is longer. */
    private static final int LONGEST_REPLY_BYTES = 8 * 1024 * 1024;
    // larger values of X-RateLimit-Reset are a time of day, smaller ones a number of seconds
    private static final long FIRST_EPOCH_SECOND = 1_000_000_000L;

    private final HttpSettings settings;
    private final OkHttpClient client;
    private final Clock clock;
    private final SendGuard guard = new SendGuard();
    private volatile boolean closed;

    private Transport(HttpSettings settings, OkHttpClient base, ConnectionPool pool, Clock clock) {
        this.settings = Objects.requireNonNull(settings);
        this.clock = Objects.requireNonNull(clock);
        this.client = base.newBuilder()
                .dispatcher(new Dispatcher())
                .connectionPool(pool)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .callTimeout(settings.callTimeout())
                .addInterceptor(Transport::patiently)
                .addNetworkInterceptor(guard)
                .build();
    }

    /**
     * For ordinary calls.
     *
     * @param settings the hosts and timeouts
     * @param base the client to derive from: its proxy, TLS and interceptors are kept, it is not changed and not closed
     * @param clock the time from which {@code X-RateLimit-Reset} of a reply counts
     */
    public static Transport pooled(HttpSettings settings, OkHttpClient base, Clock clock) {
        return new Transport(settings, base, new ConnectionPool(), clock);
    }

    /**
     * For calls whose reply must not be lost: each call opens a new connection. An idle connection may be half closed,
     * and then it is unknown whether the request arrived.
     */
    public static Transport unpooled(HttpSettings settings, OkHttpClient base, Clock clock) {
        return new Transport(settings, base, new ConnectionPool(0, 1, TimeUnit.MILLISECONDS), clock);
    }

    /**
     * Sends a call, once, and opens the envelope of its reply.
     *
     * @param call what to send
     * @param accessToken the bearer, null for a call that needs none
     * @return the whole reply object, whose {@code state} was success
     * @throws Open115Exception by the rules of docs/115-open-api.md A.4, A.5 and A.8
     */
    public JsonObject send(ApiCall call, String accessToken) {
        return read(call, accessToken, exchange(call, accessToken));
    }

    /**
     * Sends a call once and returns the raw reply, for a caller that must keep the reply before parsing it.
     *
     * @throws NoReplyException when no whole reply came
     * @throws UnreadableReplyException when the reply is longer than any of the service
     */
    public RawReply exchange(ApiCall call, String accessToken) {
        if (closed) {
            throw new Open115Exception(call + ": not sent, the client is closed");
        }
        SendGuard.Ticket ticket = new SendGuard.Ticket(call);
        Request request = request(call, accessToken, ticket);
        Call exchange = client.newCall(request);
        if (call.timeout() != null) {
            exchange.timeout().timeout(call.timeout().toNanos(), TimeUnit.NANOSECONDS);
        }
        try (Response response = Interruptible.execute(exchange)) {
            return new RawReply(
                    response.code(), response.header("Content-Type"), resumeAt(response), body(call, response));
        } catch (IOException e) {
            throw new NoReplyException(
                    call + ": no reply " + NetworkFailure.describe(request.url().host(), e), ticket.wasSent(), e);
        }
    }

    /** Opens the envelope of a raw reply of {@link #exchange}. */
    public JsonObject read(ApiCall call, String accessToken, RawReply reply) {
        return new Envelope(call.toString(), reply, secrets(call, accessToken)).open();
    }

    /** The number of requests sent, by method and path, with each attempt; a copy. */
    public Map<String, Long> callCounts() {
        return guard.counts();
    }

    /** Cancels the calls in progress and closes the connections; the base client stays open. */
    @Override
    public void close() {
        closed = true;
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
    }

    /** A call that may take longer than others may also be silent for longer. */
    private static Response patiently(Interceptor.Chain chain) throws IOException {
        SendGuard.Ticket ticket = chain.request().tag(SendGuard.Ticket.class);
        long millis = ticket == null || ticket.timeout == null ? 0 : ticket.timeout.toMillis();
        Interceptor.Chain patient = millis > chain.readTimeoutMillis()
                ? chain.withReadTimeout((int) Math.min(Integer.MAX_VALUE, millis), TimeUnit.MILLISECONDS)
                : chain;
        return patient.proceed(chain.request());
    }

    private Request request(ApiCall call, String accessToken, SendGuard.Ticket ticket) {
        String agent = call.userAgent() == null ? settings.userAgent() : call.userAgent();
        Headers.Builder headers = new Headers.Builder()
                .addUnsafeNonAscii("User-Agent", HttpSettings.requireUserAgent("the User-Agent of a call", agent))
                .add("Accept", "application/json");
        if (accessToken != null) {
            headers.add("Authorization", "Bearer " + accessToken);
        }
        Request.Builder request = new Request.Builder().headers(headers.build()).tag(SendGuard.Ticket.class, ticket);
        HttpUrl url = settings.url(call);
        if (call.method().equals("GET")) {
            HttpUrl.Builder query = url.newBuilder();
            call.parameters().forEach(query::addQueryParameter);
            return request.url(query.build()).get().build();
        }
        FormBody.Builder form = new FormBody.Builder(StandardCharsets.UTF_8);
        call.parameters().forEach(form::add);
        return request.url(url).post(form.build()).build();
    }

    private Instant resumeAt(Response response) {
        String header = response.header("X-RateLimit-Reset");
        if (header == null) {
            return null;
        }
        try {
            long seconds = Math.max(0, Long.parseLong(header.trim()));
            return seconds >= FIRST_EPOCH_SECOND
                    ? Instant.ofEpochSecond(seconds)
                    : clock.instant().plus(Duration.ofSeconds(seconds));
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /** Counts the unpacked bytes: a short gzip body can unpack to more than the memory holds. */
    private static String body(ApiCall call, Response response) throws IOException {
        byte[] bytes = response.body().byteStream().readNBytes(LONGEST_REPLY_BYTES + 1);
        if (bytes.length > LONGEST_REPLY_BYTES) {
            throw new UnreadableReplyException(
                    call + ": the reply is longer than " + LONGEST_REPLY_BYTES + " bytes, which no reply of the service"
                            + " is; is there a proxy in between?",
                    new Failure(response.code(), response.header("Content-Type"), 0, "", ""));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<String> secrets(ApiCall call, String accessToken) {
        List<String> secrets = new ArrayList<>();
        secrets.add(accessToken);
        if (call.host() != ApiCall.Host.API) {
            secrets.addAll(call.parameters().values());
        }
        secrets.removeIf(Objects::isNull);
        return secrets;
    }

    /**
     * Counts each request that goes out, and prevents a second sending. OkHttp repeats requests by itself, for example
     * on {@code 503} with {@code Retry-After: 0}; a refresh that is sent twice costs the token.
     */
    private static final class SendGuard implements Interceptor {

        /** The tag of a request; says afterwards whether it was sent. */
        static final class Ticket {

            private final String call;
            private final Duration timeout;
            private final AtomicBoolean sent = new AtomicBoolean();

            Ticket(ApiCall call) {
                this.call = call.toString();
                this.timeout = call.timeout();
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

        /** The number of requests sent, by method and path; a copy. */
        Map<String, Long> counts() {
            Map<String, Long> copy = new TreeMap<>();
            counts.forEach((call, count) -> copy.put(call, count.sum()));
            return copy;
        }
    }
}
