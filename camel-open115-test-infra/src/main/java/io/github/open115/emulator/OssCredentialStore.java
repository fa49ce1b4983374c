/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The credentials for the object storage that were handed out. Thread-safe. */
final class OssCredentialStore {

    private final EmulatorClock clock;
    private final Map<String, OssCredentials> issued = new HashMap<>();

    OssCredentialStore(EmulatorClock clock) {
        this.clock = clock;
    }

    synchronized OssCredentials issue(Duration lifetime) {
        OssCredentials credentials = new OssCredentials(
                "STS." + random(),
                random(),
                random() + random(),
                clock.instant().plus(lifetime));
        issued.put(credentials.accessKeyId(), credentials);
        return credentials;
    }

    synchronized Optional<OssCredentials> find(String accessKeyId) {
        return Optional.ofNullable(issued.get(accessKeyId));
    }

    boolean isExpired(OssCredentials credentials) {
        return !clock.instant().isBefore(credentials.expiration());
    }

    /** Lets all credentials end now. */
    synchronized void endAll() {
        issued.replaceAll((id, credentials) ->
                new OssCredentials(id, credentials.accessKeySecret(), credentials.securityToken(), Instant.EPOCH));
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
