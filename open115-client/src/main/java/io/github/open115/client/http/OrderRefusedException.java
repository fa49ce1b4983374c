/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import java.util.Optional;

/**
 * The service lists this folder only in the order that is stored for it (code 20130827, docs/115-open-api.md C.1.4).
 */
public class OrderRefusedException extends RefusedException {

    private static final long serialVersionUID = 1L;

    private final String order;
    private final boolean ascending;

    /**
     * @param order the field that the refusal names, null when it names none
     * @param ascending the direction that it names
     */
    public OrderRefusedException(String message, Failure failure, String order, boolean ascending) {
        super(ErrorCodes.Kind.ORDER, message, failure);
        this.order = order;
        this.ascending = ascending;
    }

    /** The field by which the folder can be listed, as parameter {@code o} takes it; empty when the refusal has none. */
    public Optional<String> order() {
        return Optional.ofNullable(order);
    }

    /** The direction that belongs to {@link #order()}. */
    public boolean ascending() {
        return ascending;
    }
}
