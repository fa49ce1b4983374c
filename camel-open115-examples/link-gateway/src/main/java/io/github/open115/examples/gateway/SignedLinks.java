/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import io.github.open115.camel.serve.UrlSigner;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes links that open one file for whoever has them, for a day. */
final class SignedLinks implements Processor {

    static final Duration LIFE = Duration.ofHours(24);

    private final UrlSigner signer;

    SignedLinks(String secret, Clock clock) {
        this.signer = new UrlSigner(secret, clock);
    }

    /** Which file. */
    record Request(String id) {}

    /**
     * The link.
     *
     * @param path {@code /s/<id>}, to which a name may be added
     * @param sign goes into the query
     * @param hours how long it is good
     */
    record Link(String path, String sign, long hours) {}

    @Override
    public void process(Exchange exchange) {
        Request request = Replies.read(exchange, Request.class);
        if (request.id() == null || !request.id().matches("\\d{1,19}")) {
            throw new IllegalArgumentException("no file id");
        }
        Replies.json(exchange, new Link("/s/" + request.id(), signer.sign(request.id(), LIFE), LIFE.toHours()));
    }
}
