/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.Interruptible;
import io.github.open115.client.http.NetworkFailure;
import io.github.open115.client.internal.StallWatch;
import io.github.open115.client.upload.StorageException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.CookieJar;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends content to the object storage of the service, an Alibaba OSS (docs/115-open-api.md D.5). Each method sends one
 * request, once, and retries nothing: {@link StorageSession} does. Thread-safe.
 *
 * <p>All methods throw a {@link StorageException} if the storage refuses or does not reply, and an {@link
 * InterruptedIOException} if the thread was interrupted.
 */
final class StorageClient implements AutoCloseable {

    /** A page of 1000 parts has 300 KB. */
    private static final int LONGEST_REPLY_BYTES = 4 * 1024 * 1024;

    /** The largest page of parts. */
    private static final int PARTS_PER_PAGE = 1000;

    private final OkHttpClient http;
    private final Duration readTimeout;
    private final long minimumRate;
    private final StorageClock clock;
    private final String userAgent;

    // guarded by itself
    private final Set<Call> running = new HashSet<>();
    // guarded by running
    private boolean closed;

    /**
     * @param http its proxy, TLS settings and connections are used; its cache, cookies and call timeout are not
     * @param readTimeout how long a connection may take no byte and give none
     * @param minimumRate bytes per second below which a connection fails
     * @param clock the time of signatures; corrected when the storage says that it is wrong
     * @param userAgent the {@code User-Agent}
     */
    StorageClient(OkHttpClient http, Duration readTimeout, long minimumRate, StorageClock clock, String userAgent) {
        this.http = http.newBuilder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .followRedirects(false)
                .followSslRedirects(false)
                // to another address of the host, before a request is sent; a body is one-shot and not sent again
                .retryOnConnectionFailure(true)
                .callTimeout(Duration.ZERO)
                .readTimeout(readTimeout)
                .writeTimeout(readTimeout)
                .cache(null)
                .cookieJar(CookieJar.NO_COOKIES)
                .authenticator(Authenticator.NONE)
                .build();
        this.readTimeout = readTimeout;
        this.minimumRate = minimumRate;
        this.clock = clock;
        this.userAgent = userAgent;
    }

    /**
     * The body of a request, read from a source.
     *
     * @param source its next bytes are sent; closed with the body
     * @param length how many bytes to send
     * @param name of the source, for the message of a failure
     * @param progress gets them
     */
    StorageBody body(InputStream source, long length, String name, PartProgress progress) {
        // half of the timeout: a connection that takes single bytes is noticed by the end of the second window
        return new StorageBody(source, length, name, progress, minimumRate, readTimeout.dividedBy(2));
    }

    /**
     * Stores an object with one request, and has the storage call the service.
     *
     * @return the answer of the service, which alone says whether it has the file
     * @throws IOException also if the source fails
     */
    String put(StorageCredentials credentials, StorageObject object, StorageCallback callback, StorageBody body)
            throws IOException {
        Operation put = new Operation("PutObject", "PUT", Map.of(), headers(callback), body);
        return successful(credentials, object, put).text();
    }

    /**
     * Begins a multipart upload whose parts are sent in order.
     *
     * @return the id of the upload
     */
    String initiate(StorageCredentials credentials, StorageObject object) throws IOException {
        Operation initiate = new Operation(
                "InitiateMultipartUpload",
                "POST",
                Map.of("uploads", "", "sequential", ""),
                Map.of(),
                StorageBody.of(new byte[0]));
        StorageReply reply = successful(credentials, object, initiate);
        try {
            return StorageXml.uploadId(reply.body());
        } catch (XMLStreamException e) {
            throw unreadable(reply, e);
        }
    }

    /**
     * Sends a part, and compares the checksum of what the storage received with that of what was sent.
     *
     * @param number 1 for the first part
     * @throws IOException also if the source fails
     */
    StoredPart uploadPart(
            StorageCredentials credentials, StorageObject object, String uploadId, int number, StorageBody body)
            throws IOException {
        Operation upload = new Operation(
                "UploadPart",
                "PUT",
                Map.of("partNumber", Integer.toString(number), "uploadId", uploadId),
                Map.of(),
                body);
        StorageReply reply = successful(credentials, object, upload);
        String entityTag = reply.headers().get("ETag");
        if (entityTag == null) {
            throw unreadable(reply, new XMLStreamException("it lacks an ETag"));
        }
        StoredPart part =
                new StoredPart(number, body.sent(), entityTag, reply.headers().get("x-oss-hash-crc64ecma"));
        if (!part.matches(body.sent(), body.checksum())) {
            throw new StorageException(
                    Reason.DAMAGED,
                    reply.what() + ": the storage received other bytes than were sent, checksum " + part.crc64()
                            + " instead of " + body.checksum() + reply.requestIdText(),
                    true,
                    null);
        }
        return part;
    }

    /** All parts that the storage has, by number. */
    List<StoredPart> listParts(StorageCredentials credentials, StorageObject object, String uploadId)
            throws IOException {
        List<StoredPart> parts = new ArrayList<>();
        int marker = 0;
        while (true) {
            StorageXml.PartsPage page = partsAfter(credentials, object, uploadId, marker, PARTS_PER_PAGE);
            parts.addAll(page.parts());
            if (page.next() < 0) {
                return parts;
            }
            if (page.next() <= marker) {
                throw new StorageException(
                        Reason.UNAVAILABLE,
                        "ListParts: the page after part " + marker + " is followed by the page after part "
                                + page.next(),
                        false,
                        null);
            }
            marker = page.next();
        }
    }

    /**
     * A page of parts.
     *
     * @param marker the page has parts with larger numbers
     * @param most how many parts at most
     */
    StorageXml.PartsPage partsAfter(
            StorageCredentials credentials, StorageObject object, String uploadId, int marker, int most)
            throws IOException {
        Map<String, String> query = new HashMap<>();
        query.put("uploadId", uploadId);
        query.put("max-parts", Integer.toString(most));
        if (marker > 0) {
            query.put("part-number-marker", Integer.toString(marker));
        }
        StorageReply reply = successful(credentials, object, new Operation("ListParts", "GET", query, Map.of(), null));
        try {
            return StorageXml.parts(reply.body());
        } catch (XMLStreamException e) {
            throw unreadable(reply, e);
        }
    }

    /**
     * Makes the object of its parts, and has the storage call the service.
     *
     * @param parts all parts, by number
     * @return the answer of the service, which alone says whether it has the file
     */
    String complete(
            StorageCredentials credentials,
            StorageObject object,
            String uploadId,
            List<StoredPart> parts,
            StorageCallback callback)
            throws IOException {
        Map<String, String> headers = headers(callback);
        headers.put("content-type", "application/xml");
        StorageBody body = StorageBody.of(StorageXml.completion(parts).getBytes(StandardCharsets.UTF_8));
        Operation complete =
                new Operation("CompleteMultipartUpload", "POST", Map.of("uploadId", uploadId), headers, body);
        return successful(credentials, object, complete).text();
    }

    /** Drops the parts of an upload. One that is gone is fine. */
    void abort(StorageCredentials credentials, StorageObject object, String uploadId) throws IOException {
        Operation abort = new Operation("AbortMultipartUpload", "DELETE", Map.of("uploadId", uploadId), Map.of(), null);
        try {
            successful(credentials, object, abort);
        } catch (StorageException e) {
            if (e.reason() != Reason.NO_SUCH_UPLOAD) {
                throw e;
            }
        }
    }

    /**
     * A request.
     *
     * @param what name of the operation, for messages
     * @param query not encoded; an empty value for a name without one
     * @param headers by lower-case name
     * @param body null for none
     */
    private record Operation(
            String what, String method, Map<String, String> query, Map<String, String> headers, StorageBody body) {}

    private static Map<String, String> headers(StorageCallback callback) {
        Map<String, String> headers = new HashMap<>();
        headers.put("x-oss-callback", base64(callback.callback()));
        if (callback.variables() != null && !callback.variables().isEmpty()) {
            headers.put("x-oss-callback-var", base64(callback.variables()));
        }
        return headers;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private StorageReply successful(StorageCredentials credentials, StorageObject object, Operation operation)
            throws IOException {
        StorageReply reply = exchange(request(credentials, object, operation), operation);
        if (!reply.isSuccess()) {
            StorageException failure = reply.failure(secrets(credentials, operation));
            Date date = reply.headers().getDate("Date");
            if (failure.reason() == Reason.CLOCK && date != null) {
                clock.correct(date.toInstant());
            }
            throw failure;
        }
        if (operation.body() != null && !operation.body().isComplete()) {
            throw new StorageException(
                    Reason.UNAVAILABLE,
                    operation.what() + ": HTTP " + reply.status() + " came before all bytes were sent; does a proxy"
                            + " answer in place of the storage?",
                    false,
                    null);
        }
        return reply;
    }

    private Request request(StorageCredentials credentials, StorageObject object, Operation operation) {
        String query = operation.query().isEmpty() ? null : StorageSignature.query(operation.query());
        HttpUrl url;
        try {
            url = credentials.endpoint().url(object, query);
        } catch (IllegalArgumentException e) {
            throw new StorageException(Reason.REFUSED, operation.what() + ": " + e.getMessage(), false, e);
        }
        Headers signed = new StorageSignature(credentials, clock.now())
                .sign(operation.method(), object, query, operation.headers());
        Headers headers = signed.newBuilder()
                .addUnsafeNonAscii("User-Agent", userAgent)
                .add("Accept-Encoding", "identity")
                .build();
        return new Request.Builder()
                .url(url)
                .headers(headers)
                .method(operation.method(), operation.body())
                .build();
    }

    private StorageReply exchange(Request request, Operation operation) throws IOException {
        StorageBody body = operation.body();
        Call call = begun(request);
        call.timeout().timeout(longest(body).toNanos(), TimeUnit.NANOSECONDS);
        try (Response response = Interruptible.execute(call)) {
            byte[] bytes = response.body().byteStream().readNBytes(LONGEST_REPLY_BYTES);
            return new StorageReply(operation.what(), response.code(), response.headers(), bytes);
        } catch (IOException e) {
            if (body != null) {
                body.throwSourceFailure();
            }
            throw noReply(operation, call, e);
        } finally {
            synchronized (running) {
                running.remove(call);
            }
        }
    }

    /** A call that fails before it is sent if this is closed. */
    private Call begun(Request request) {
        Call call = http.newCall(request);
        synchronized (running) {
            running.add(call);
            if (closed) {
                call.cancel();
            }
        }
        return call;
    }

    /** Ends all requests; later ones fail. The connections belong to the client that was given. */
    @Override
    public void close() {
        synchronized (running) {
            closed = true;
            running.forEach(Call::cancel);
        }
    }

    private static StorageException noReply(Operation operation, Call call, IOException cause)
            throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw Interruptible.interrupted(operation.what() + ": interrupted", cause);
        }
        boolean mayHaveHappened = operation.body() == null || operation.body().isComplete();
        if (call.isCanceled() && !(cause instanceof InterruptedIOException)) {
            return new StorageException(
                    Reason.CLOSED, operation.what() + ": the client is closed", mayHaveHappened, cause);
        }
        String problem = cause instanceof StallWatch.StalledException
                ? cause.getMessage()
                : NetworkFailure.describe(call.request().url().host(), cause);
        return new StorageException(
                Reason.UNAVAILABLE, operation.what() + ": no reply " + problem, mayHaveHappened, cause);
    }

    /** A connection that is not slower than the minimum rate has sent the body by then, and got the reply. */
    private Duration longest(StorageBody body) {
        Duration others = readTimeout.multipliedBy(3);
        return body == null || minimumRate <= 0 ? others : others.plusSeconds(body.contentLength() / minimumRate);
    }

    private static StorageException unreadable(StorageReply reply, XMLStreamException problem) {
        return new StorageException(
                Reason.UNAVAILABLE,
                reply.what() + ": the reply of the storage cannot be read, " + problem.getMessage()
                        + reply.requestIdText(),
                true,
                problem);
    }

    private static List<String> secrets(StorageCredentials credentials, Operation operation) {
        Stream<String> ofCallback = operation.headers().entrySet().stream()
                .filter(header -> header.getKey().startsWith("x-oss-callback"))
                .map(Map.Entry::getValue);
        return Stream.concat(
                        Stream.of(
                                credentials.accessKeyId(), credentials.accessKeySecret(), credentials.securityToken()),
                        ofCallback)
                .toList();
    }
}
