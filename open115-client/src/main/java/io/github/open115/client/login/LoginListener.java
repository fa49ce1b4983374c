/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.login;

import io.github.open115.client.http.Open115Exception;

/** Receives what a person should see during a log-in. Called by the thread that waits; an exception ends the wait. */
public interface LoginListener {

    /** The code to scan now: the first code, and each code that replaces an expired one. */
    void show(LoginCode code);

    /** The code was scanned; the person has yet to confirm on the phone. Called once for each code. */
    default void scanned() {}

    /** The service has answered that nobody has confirmed yet. Called about every 30 s. */
    default void waiting() {}

    /**
     * A call got no reply, or the answer "later", and will be retried. Called once until the service answers again.
     *
     * @param problem what happened, without secrets
     */
    default void retrying(Open115Exception problem) {}
}
