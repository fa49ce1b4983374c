/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** Names of files and directories that belong to one account. Later versions must give the same names. */
public final class AccountFileNames {

    private static final int READABLE_CHARACTERS = 40;

    private AccountFileNames() {}

    /** The name for an account: a readable part, and a UUID, which distinguishes names that differ only in case or in special characters. */
    public static String of(String account) {
        String readable = account.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "_");
        return readable.substring(0, Math.min(READABLE_CHARACTERS, readable.length())) + "-"
                + UUID.nameUUIDFromBytes(account.getBytes(StandardCharsets.UTF_8));
    }
}
