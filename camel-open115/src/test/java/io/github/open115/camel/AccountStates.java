/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.auth.TokenAdoption;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Path;
import java.time.Duration;

/** Brings an account into the states that one can see from outside. */
final class AccountStates {

    static final String INBOX = "open115:/inbox?" + Routes.QUICK;
    static final String LISTINGS = "/open/ufile/files";

    private static final String LIST = "open115:/?operation=list&throttlePolicy=fail";

    private AccountStates() {}

    /** Sends a call; returns what it failed with, or null. */
    static Throwable call(Routes routes) {
        return catchThrowable(() -> routes.template().requestBody(LIST, ""));
    }

    /** Lets the service throttle every listing from now on, and finds out by a call. */
    static void throttle(Open115Emulator emulator, Routes routes) {
        emulator.faults().arm(LISTINGS, Fault.error(770004, "已达到当前访问上限")).always();
        call(routes);
    }

    /** Ends the authorization, and finds out by a call. */
    static void revoke(Open115Emulator emulator, Routes routes) {
        emulator.account().revoke();
        emulator.clock().advance(Duration.ofHours(3));
        call(routes);
    }

    /** Authorizes anew, as another process would: through the store alone. */
    static void authorizeElsewhere(Open115Emulator emulator, Path stateDirectory) {
        TokenAdoption.adopt(
                new FileTokenStore(stateDirectory.resolve("tokens")),
                "default",
                emulator.account().newRefreshToken(),
                emulator.clock());
    }
}
