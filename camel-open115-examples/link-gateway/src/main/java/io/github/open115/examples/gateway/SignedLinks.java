/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import io.github.open115.camel.serve.UrlSigner;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes links that open one file for whoever has them, for a day. */
final class SignedLinks implements Processor {

    static final Duration LIFE = Duration.ofHours(24);

    private final UrlSigner signer;

    SignedLinks(String secret, Clock clock) {
        this.signer = new UrlSigner(secret, clock);
    }

    /**
     * Which file, or which files.
     *
     * @param id null for several
     * @param ids null for one
     */
    record Request(String id, List<String> ids) {}

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
        if (request.ids() == null) {
            Replies.json(exchange, link(request.id()));
        } else {
            Replies.json(exchange, request.ids().stream().map(this::link).toList());
        }
    }

    private Link link(String given) {
        String id = ChangeRoutes.checked(given);
        return new Link("/s/" + id, signer.sign(id, LIFE), LIFE.toHours());
    }
}
