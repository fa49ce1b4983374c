/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.time.Instant;
import java.util.Map;

/** A request that reached the emulated service. It holds tokens and links; its text form does not. */
public final class LoggedRequest {

    /** The status of a request that is not answered yet. */
    public static final int UNANSWERED = 0;
    /** The status of a request whose connection was dropped before the reply. */
    public static final int DROPPED = -1;

    private final Instant time;
    private final Request request;
    private volatile int status = UNANSWERED;

    LoggedRequest(Instant time, Request request) {
        this.time = time;
        this.request = request;
    }

    /** When it came, by the clock of the emulator. */
    public Instant time() {
        return time;
    }

    /** The host it was sent to. */
    public Host host() {
        return request.host();
    }

    /** The HTTP method. */
    public String method() {
        return request.method();
    }

    /** The decoded path without the query; on the object storage it names bucket and object. */
    public String path() {
        return request.path();
    }

    /** The parameters of the query (GET, object storage) or of the form (POST). */
    public Map<String, String> parameters() {
        return request.parameters();
    }

    /** A parameter, or the empty string when it was not sent. */
    public String parameter(String name) {
        return request.parameter(name);
    }

    /** A header, its name in any case, or the empty string when it was not sent. */
    public String header(String name) {
        return request.header(name);
    }

    /** How many bytes of its body came to the object storage; 0 for requests to other hosts. */
    public long bytesReceived() {
        return request.body().received();
    }

    /** The User-Agent, or the empty string. */
    public String userAgent() {
        return header("User-Agent");
    }

    /** The HTTP status of the reply, {@link #UNANSWERED} or {@link #DROPPED}. */
    public int status() {
        return status;
    }

    void answered(int newStatus) {
        status = newStatus;
    }

    String endpoint() {
        return request.endpoint();
    }

    @Override
    public String toString() {
        return time + " " + request + " -> " + status;
    }
}
