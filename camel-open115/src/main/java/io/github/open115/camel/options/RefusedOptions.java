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
    private static final String TEMPORARY =
            "a file of this service is not there before it is complete, so a temporary name would only cost calls";
    private static final String EXISTING =
            "an older file goes to the recycle bin; conflictPolicy says what happens to a" + " file of the same name";
    private static final String CHECKSUM =
            "the header CamelOpen115Sha1 has the SHA-1 of each file, which the service has proved";
    private static final String PERMISSIONS = "files of this service have no permissions";

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
        refused.put("appendChars", "the service cannot append to a file: upload the whole content again");
        refused.put("checksumFileAlgorithm", CHECKSUM);
        refused.put("checksumWriteFile", CHECKSUM);
        refused.put("chmod", PERMISSIONS);
        refused.put("chmodDirectory", PERMISSIONS);
        refused.put("copyAndDeleteOnRenameFail", TEMPORARY);
        refused.put(
                "eagerDeleteTargetFile", "an older file goes to the bin when the new one is complete, never before");
        refused.put("forceWrites", "an upload has succeeded only when the service has shown that it has the file");
        refused.put("keepLastModified", "the service sets the time of an upload itself");
        refused.put("moveExisting", EXISTING);
        refused.put("moveExistingFileStrategy", EXISTING);
        refused.put("renameUsingCopy", TEMPORARY);
        refused.put("tempFileName", TEMPORARY);
        refused.put("tempPrefix", TEMPORARY);
        refused.put("bufferSize", "transfers choose their buffer themselves");
        refused.put("jailStartingDirectory", "names from the drive are always made safe");
        return Collections.unmodifiableMap(refused);
    }
}
