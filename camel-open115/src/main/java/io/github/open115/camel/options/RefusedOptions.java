/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.options;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The options of Camel's file components that make no sense for a 115 drive. Leaving them out of the documentation does
 * not stop Camel from accepting them, so they are refused by name.
 */
public final class RefusedOptions {

    private static final String LOCKS = "the content of a file never changes under its id, so there is nothing to lock;"
            + " use minAge to leave fresh files alone";
    private static final String WRITING = "this component does not write files yet";
    private static final String TEMPORARY = "an upload is atomic, and a temporary name would cost more calls";

    private static final Map<String, String> REFUSED = refused();

    private RefusedOptions() {}

    /** Name and reason of each refused option, by name. */
    public static Map<String, String> all() {
        return REFUSED;
    }

    /**
     * Refuses options that an endpoint cannot obey.
     *
     * @throws IllegalArgumentException that names the option and the reason
     */
    public static void check(Collection<String> names) {
        for (String name : names) {
            String reason = REFUSED.get(name);
            if (reason != null) {
                throw new IllegalArgumentException(
                        "The option " + name + " of Camel's file component is not available on open115: " + reason);
            }
        }
    }

    /** Refuses read locks other than {@code none}, however they were set. */
    public static void checkReadLock(String readLock) {
        if (readLock != null && !readLock.isEmpty() && !"none".equals(readLock) && !"off".equals(readLock)) {
            throw new IllegalArgumentException(
                    "The option readLock=" + readLock + " is not available on open115: " + LOCKS);
        }
    }

    private static Map<String, String> refused() {
        Map<String, String> refused = new TreeMap<>();
        for (String name : new String[] {
            "exclusiveReadLockStrategy",
            "readLockCheckInterval",
            "readLockDeleteOrphanLockFiles",
            "readLockIdempotentReleaseAsync",
            "readLockIdempotentReleaseAsyncPoolSize",
            "readLockIdempotentReleaseDelay",
            "readLockIdempotentReleaseExecutorService",
            "readLockLoggingLevel",
            "readLockMarkerFile",
            "readLockMinAge",
            "readLockMinLength",
            "readLockRemoveOnCommit",
            "readLockRemoveOnRollback",
            "readLockTimeout"
        }) {
            refused.put(name, LOCKS);
        }
        for (String name : new String[] {
            "allowNullBody",
            "appendChars",
            "checksumFileAlgorithm",
            "checksumWriteFile",
            "eagerDeleteTargetFile",
            "fileExist",
            "keepLastModified",
            "moveExisting",
            "moveExistingFileStrategy"
        }) {
            refused.put(name, WRITING);
        }
        refused.put("tempFileName", TEMPORARY);
        refused.put("tempPrefix", TEMPORARY);
        refused.put("bufferSize", "transfers choose their buffer themselves");
        refused.put("jailStartingDirectory", "names from the drive are always made safe");
        return Collections.unmodifiableMap(refused);
    }
}
