/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Something that goes wrong with a request. Faults that name an answer are given <em>instead</em> of performing the
 * request; those that drop, delay or spoil a reply say when.
 */
public final class Fault {

    /** Acts before the request is performed; a reply keeps it from being performed. */
    @FunctionalInterface
    interface Before {
        Reply act(Request request, CountDownLatch released) throws IOException;
    }

    /** Changes the reply of a request that was performed. */
    @FunctionalInterface
    interface After {
        Reply change(Reply reply, CountDownLatch released) throws IOException;
    }

    /** Wraps a body so that it arrives otherwise; the latch opens when held connections shall end. */
    @FunctionalInterface
    private interface Spoiling {
        InputStream wrap(InputStream body, CountDownLatch released);
    }

    private final String name;
    private final Before before;
    private final After after;

    private Fault(String name, Before before, After after) {
        this.name = name;
        this.before = before;
        this.after = after;
    }

    /** The connection ends before the request is performed. */
    public static Fault dropBeforeEffect() {
        return before("dropBeforeEffect", (request, released) -> {
            throw new DroppedConnectionException();
        });
    }

    /** The request is performed, then the connection ends without a reply. */
    public static Fault lostReply() {
        return after("lostReply", (reply, released) -> {
            throw new DroppedConnectionException();
        });
    }

    /** The request is performed at once, but answered after this time, in real time, or when the faults are cleared. */
    public static Fault lateReply(Duration time) {
        return after("lateReply", (reply, released) -> {
            SpoiledBodies.await(released, time.toNanos());
            return reply;
        });
    }

    /** The request waits for this time, in real time, and is then performed. Clearing the faults ends the wait. */
    public static Fault delay(Duration time) {
        return before("delay", (request, released) -> {
            SpoiledBodies.await(released, time.toNanos());
            return null;
        });
    }

    /** The request is neither performed nor answered; its connection stays open until the faults are cleared. */
    public static Fault silence() {
        return before("silence", (request, released) -> {
            SpoiledBodies.await(released, Long.MAX_VALUE);
            throw new DroppedConnectionException();
        });
    }

    /** Code that runs before the request is performed, for instance to change the drive between two pages. */
    public static Fault run(Runnable code) {
        return before("run", (request, released) -> {
            code.run();
            return null;
        });
    }

    /** Another HTTP status, such as the 405 with an HTML page of the firewall (docs/115-open-api.md A.5). */
    public static Fault status(int status, String body, Map<String, String> headers) {
        return before("status " + status, (request, released) -> Reply.text(status, headers, body));
    }

    /** Another HTTP status with a body of HTML. */
    public static Fault html(int status) {
        return status(
                status, "<html><body>" + status + "</body></html>", Map.of("Content-Type", "text/html; charset=utf-8"));
    }

    /**
     * HTTP status 429 with the time in seconds after which to come back, as far as it is told
     * (docs/115-open-api.md A.5).
     */
    public static Fault tooManyRequests(Long resetSeconds) {
        return status(
                429, "", resetSeconds == null ? Map.of() : Map.of("X-RateLimit-Reset", Long.toString(resetSeconds)));
    }

    /** HTTP status 200 with exactly this text. */
    public static Fault body(String text) {
        return status(200, text, Map.of("Content-Type", "application/json; charset=utf-8"));
    }

    /** A refusal in the envelope of the API host: {@code state:false} with code and message. */
    public static Fault error(long code, String message) {
        return before("error " + code, (request, released) -> Reply.json(Envelope.failure(code, message)));
    }

    /** A refusal in the envelope of the auth and QR host: {@code state:0} with code and message. */
    public static Fault authError(long code, String message) {
        return before("authError " + code, (request, released) -> Reply.json(Envelope.authFailure(code, message)));
    }

    /** A refusal that carries {@code errno} and {@code error} only (docs/115-open-api.md A.4.2). */
    public static Fault errnoError(long code, String message) {
        return before(
                "errnoError " + code,
                (request, released) -> Reply.json(Envelope.failureInSecondSpelling(code, message)));
    }

    /** A refusal with the text in {@code code} and the number in {@code message} (docs/115-open-api.md H.3). */
    public static Fault swappedError(long code, String message) {
        return before(
                "swappedError " + code,
                (request, released) -> Reply.json(Envelope.object()
                        .put("state", false)
                        .put("code", message)
                        .put("message", Long.toString(code))));
    }

    /** {@code state:false} with neither code nor message, seen while throttled (docs/115-open-api.md H.3). */
    public static Fault emptyError() {
        return error(0, "");
    }

    /** The true reply without its second half, under a correct length. */
    public static Fault truncated() {
        return after("truncated", (reply, released) -> {
            Reply stream = reply.asStream();
            long half = stream.length() / 2;
            return stream.withBody(body -> new SpoiledBodies.Head(body, half), half);
        });
    }

    /** A change of the true JSON reply, which the code makes in place. Replies of another kind stay as they are. */
    public static Fault rewrite(Consumer<ObjectNode> change) {
        return after("rewrite", (reply, released) -> {
            if (reply.json() != null) {
                change.accept(reply.json());
            }
            return reply;
        });
    }

    /** A listing whose {@code count} is off by this number (docs/115-open-api.md I.3). */
    public static Fault countOffBy(int difference) {
        return rewrite(json -> json.put("count", json.path("count").asInt() + difference));
    }

    /** A listing page that has this many rows at most (docs/115-open-api.md C.1.5). */
    public static Fault shortPage(int rows) {
        return rewrite(json -> {
            ArrayNode data = json.withArray("data");
            while (data.size() > rows) {
                data.remove(data.size() - 1);
            }
        });
    }

    /** A listing page without rows, although {@code count} tells of some (docs/115-open-api.md C.1.5). */
    public static Fault emptyPage() {
        return shortPage(0);
    }

    /** A listing that claims to start at this offset (docs/115-open-api.md C.1.5). */
    public static Fault echoedOffset(int offset) {
        return rewrite(json -> json.put("offset", offset));
    }

    /** A listing that claims to be of this folder (docs/115-open-api.md C.1.6). */
    public static Fault echoedFolder(String folderId) {
        return rewrite(json -> json.put("cid", Long.parseLong(folderId)));
    }

    /**
     * Listing pages that each begin with the last rows of the page before, as when rows shift while paging
     * (docs/115-open-api.md C.1.5).
     */
    public static Fault repeatedRows(int rows) {
        List<JsonNode> last = new ArrayList<>();
        return rewrite(json -> {
            List<JsonNode> page = new ArrayList<>();
            json.withArray("data").forEach(page::add);
            boolean firstPage = json.path("offset").asInt() == 0;
            if (!firstPage && !page.isEmpty()) {
                json.putArray("data").addAll(last).addAll(page);
            }
            last.clear();
            last.addAll(page.subList(Math.max(0, page.size() - rows), page.size()));
        });
    }

    /** A body that ends with the connection after this many bytes, short of its announced length. */
    public static Fault cutAfter(long bytes) {
        return spoiled("cutAfter", (in, released) -> new SpoiledBodies.Cut(in, bytes), 0);
    }

    /** A body with one byte more than there should be, announced as if it belonged there. */
    public static Fault extraByte() {
        return spoiled("extraByte", (in, released) -> SpoiledBodies.withExtraByte(in), 1);
    }

    /** A body in which one bit of the byte at this position of the reply is wrong. */
    public static Fault bitFlippedAt(long position) {
        return spoiled("bitFlippedAt", (in, released) -> new SpoiledBodies.BitFlip(in, position), 0);
    }

    /**
     * A body that stops coming after this many bytes, while the connection stays open until the faults are cleared or
     * the emulator is closed. It no longer counts as an open connection of its link: a server cannot notice that the
     * client has hung up on a silent connection.
     */
    public static Fault stalledAfter(long bytes) {
        return spoiled("stalledAfter", (in, released) -> new SpoiledBodies.Stall(in, bytes, released), 0);
    }

    /** A body that comes one byte at a time, with this pause, in real time, before each. */
    public static Fault trickle(Duration pause) {
        return spoiled("trickle", (in, released) -> new SpoiledBodies.Trickle(in, pause, released), 0);
    }

    /** The connection ends when this many bytes of the body of a request to the object storage have come. */
    public static Fault cutUploadAfter(long bytes) {
        return before("cutUploadAfter", (request, released) -> {
            request.body().cutAfter(bytes);
            return null;
        });
    }

    /**
     * The object storage takes this many bytes of the body of a request and then nothing more, while the connection stays
     * open until the faults are cleared or the emulator is closed.
     */
    public static Fault stallUploadAfter(long bytes) {
        return before("stallUploadAfter", (request, released) -> {
            request.body().stallAfter(bytes, released);
            return null;
        });
    }

    /** A refusal of the object storage, with this code in a body of XML (docs/115-open-api.md D.5). */
    public static Fault ossError(int status, String code) {
        return before(
                "ossError " + code,
                (request, released) -> new OssError(status, code, "The request failed by an armed fault.").reply());
    }

    /** The object storage is asked too often: status 503 with the code {@code SlowDown}. */
    public static Fault slowDown() {
        return ossError(503, "SlowDown");
    }

    /** The request is performed, then answered with the same status but without a body. */
    public static Fault emptyReply() {
        return after("emptyReply", (reply, released) -> {
            reply.asStream().body().close();
            return Reply.text(reply.status(), reply.headers(), "");
        });
    }

    /**
     * An answer of {@code upload/init} with this status and code, for instance 6 and 700: the proof did not help
     * (docs/115-open-api.md D.3). It echoes the key of the proof.
     */
    public static Fault uploadStatus(int status, int code) {
        return before(
                "uploadStatus " + status,
                (request, released) -> Reply.json(Envelope.success(Envelope.object()
                        .put("status", status)
                        .put("code", code)
                        .put("pick_code", request.parameter("pick_code"))
                        .put("target", request.parameter("target"))
                        .put("bucket", "")
                        .put("object", "")
                        .put("sign_key", request.parameter("sign_key"))
                        .put("sign_check", "")
                        .put("file_id", "")
                        .set("callback", Envelope.array()))));
    }

    /** The payload of a reply as the only element of an array (docs/115-open-api.md I.1). */
    public static Fault dataInArray() {
        return rewrite(json -> {
            JsonNode data = json.path("data");
            json.putArray("data").add(data);
        });
    }

    /** The callback of an upload as the only element of an array (docs/115-open-api.md I.1). */
    public static Fault callbackInArray() {
        return rewrite(json -> {
            ObjectNode data = (ObjectNode) json.path("data");
            JsonNode callback = data.path("callback");
            data.putArray("callback").add(callback);
        });
    }

    /** An empty array in place of the callback of an upload (docs/115-open-api.md I.1). */
    public static Fault noCallback() {
        return rewrite(json -> ((ObjectNode) json.path("data")).putArray("callback"));
    }

    /** The 403 of the CDN, with its body of JSON (docs/115-open-api.md G.5). */
    public static Fault forbidden() {
        return status(403, LinkSigner.REFUSAL, Map.of("Content-Type", "application/json"));
    }

    Reply before(Request request, CountDownLatch released) throws IOException {
        return before.act(request, released);
    }

    Reply after(Reply reply, CountDownLatch released) throws IOException {
        return after.change(reply, released);
    }

    @Override
    public String toString() {
        return name;
    }

    private static Fault before(String name, Before before) {
        return new Fault(name, before, (reply, released) -> reply);
    }

    private static Fault after(String name, After after) {
        return new Fault(name, (request, released) -> null, after);
    }

    private static Fault spoiled(String name, Spoiling spoiling, int growth) {
        return after(name, (reply, released) -> {
            Reply stream = reply.asStream();
            return stream.withBody(body -> spoiling.wrap(body, released), stream.length() + growth);
        });
    }
}
