/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.login;

import java.time.Instant;
import java.util.Objects;

/**
 * What an {@link AutomaticLogin} does now.
 *
 * @param state what it does
 * @param code the code to scan; null unless this process shows one. Its content is for the person who logs in
 * @param until how long the code is valid, about; while nothing is asked for, when that ends; null when unknown
 * @param problem why there is no log-in, as a sentence without secrets; null when nothing is wrong
 */
public record LoginStatus(State state, LoginCode code, Instant until, String problem) {

    /** What an automatic log-in does. */
    public enum State {
        /** Nothing: the account is authorized. */
        AUTHORIZED,
        /** It shows a code and waits for a person who scans it. */
        CODE_SHOWN,
        /** The code was scanned; the person has yet to confirm on the phone. */
        SCANNED,
        /** Another process of the account shows a code. */
        SHOWN_ELSEWHERE,
        /** It asks for no code until the given time. */
        PAUSED
    }

    static final LoginStatus AUTHORIZED = new LoginStatus(State.AUTHORIZED, null, null, null);

    static LoginStatus paused(Instant until, String problem) {
        return new LoginStatus(State.PAUSED, null, until, problem);
    }

    /** Whether this process shows a code that a person can scan or confirm now. */
    public boolean isCodeWaiting() {
        return code != null;
    }

    /** Whether both say the same. */
    boolean isSame(LoginStatus other) {
        return state == other.state
                && code == other.code
                && Objects.equals(until, other.until)
                && Objects.equals(problem, other.problem);
    }
}
