/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.JsonObject;

/** Sends calls for one account: within its budget and with its bearer. The result is a value or a typed exception. */
public interface AccountCalls {

    /**
     * Sends one call and waits for its reply. A repeatable call is sent once more when no reply came. A rejected access
     * token is renewed and the call repeated once.
     *
     * @param call what to send
     * @param lane the purpose of the call
     * @return the whole reply object, whose {@code state} was success; never null
     * @throws io.github.open115.client.http.Open115Exception one of its subclasses, by the rules of
     *     docs/115-open-api.md A.4, A.5 and A.8
     */
    JsonObject send(ApiCall call, Lane lane);
}
