/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/**
 * What shall go wrong. Thread-safe.
 *
 * <p>An endpoint is named by its path ({@code "/open/ufile/files"}), by method and path ({@code "GET
 * /open/folder/get_info"}), or {@link #CDN}, {@link #ALL_API}, {@link #OSS},
 * {@link OssOperation#UPLOAD_PART} and the like. A fault fires once unless told otherwise:
 *
 * <pre>{@code
 * faults.arm("/open/ufile/files", Fault.emptyPage()).after(2).times(3);
 * }</pre>
 */
public final class Faults {

    /** The content of files, whatever its path. */
    public static final String CDN = "CDN";
    /** Every path of the API host. */
    public static final String ALL_API = "API";

    /** Every request to the object storage; single kinds have the names of {@link OssOperation}. */
    public static final String OSS = "OSS";

    private final List<Armed> armed = new ArrayList<>();
    private CountDownLatch release = new CountDownLatch(1);

    /** Created by the emulator. */
    Faults() {}

    /** Arms faults that shall come together at one request of an endpoint: at the next one, and only once. */
    public Armed arm(String endpoint, Fault... faults) {
        Armed next = new Armed(endpoint, List.of(faults));
        synchronized (this) {
            armed.add(next);
        }
        return next;
    }

    /** Runs code before the k-th request of an endpoint from now on is performed; the first is 1. */
    public Armed before(String endpoint, int k, Runnable code) {
        return arm(endpoint, Fault.run(code)).after(k - 1);
    }

    /** Disarms everything and ends the connections that are held. */
    public synchronized void clear() {
        armed.clear();
        release.countDown();
        release = new CountDownLatch(1);
    }

    /** Performs a request with the faults that are armed for it. */
    Reply perform(Request request, LoggedRequest logged, Service service) throws IOException {
        List<Fault> faults = next(request, logged);
        CountDownLatch held = release();
        Reply reply = null;
        for (Fault fault : faults) {
            if (reply == null) {
                reply = fault.before(request, held);
            }
        }
        if (reply == null) {
            reply = service.answer(request);
        }
        for (Fault fault : faults) {
            reply = fault.after(reply, held);
        }
        return reply;
    }

    private synchronized CountDownLatch release() {
        return release;
    }

    private synchronized List<Fault> next(Request request, LoggedRequest logged) {
        List<Fault> faults = new ArrayList<>();
        for (Armed each : armed) {
            if (each.concerns(request) && each.condition.test(logged) && each.fires()) {
                faults.addAll(each.faults);
            }
        }
        return faults;
    }

    /** Faults that wait for their request. */
    public final class Armed {
        private final String endpoint;
        private final List<Fault> faults;
        private Predicate<LoggedRequest> condition = request -> true;
        private long skip;
        private long left = 1;
        private long fired;

        private Armed(String endpoint, List<Fault> faults) {
            this.endpoint = endpoint;
            this.faults = faults;
        }

        /** Concerns only requests that meet this condition, for instance those with a certain parameter. */
        public Armed when(Predicate<LoggedRequest> requestCondition) {
            synchronized (Faults.this) {
                condition = requestCondition;
            }
            return this;
        }

        /** Lets this many of the requests that it concerns pass first. */
        public Armed after(long requests) {
            synchronized (Faults.this) {
                skip = requests;
            }
            return this;
        }

        /** Fires at this many requests in a row. */
        public Armed times(long requests) {
            synchronized (Faults.this) {
                left = requests;
            }
            return this;
        }

        /** Fires at every request from now on. */
        public Armed always() {
            return times(Long.MAX_VALUE);
        }

        /** How many requests were hit so far. */
        public long fired() {
            synchronized (Faults.this) {
                return fired;
            }
        }

        private boolean concerns(Request request) {
            return switch (endpoint) {
                case CDN -> request.host() == Host.CDN;
                case OSS -> request.host() == Host.OSS;
                case ALL_API -> request.host() == Host.API;
                default -> endpoint.equals(request.path()) || endpoint.equals(request.endpoint());
            };
        }

        private boolean fires() {
            if (skip > 0) {
                skip--;
                return false;
            }
            if (left == 0) {
                return false;
            }
            left--;
            fired++;
            return true;
        }
    }
}
