/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.offline;

import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.TextTime;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * How many cloud downloads the account may still add (docs/115-open-api.md E.1).
 *
 * @param total tasks in all
 * @param used tasks that were added
 * @param remaining tasks that may still be added
 * @param packages what the quota is made of; empty if the reply did not say, never null
 */
public record OfflineQuota(long total, long used, long remaining, List<QuotaPackage> packages) implements Serializable {

    public OfflineQuota {
        packages = packages == null ? List.of() : List.copyOf(packages);
    }

    /**
     * A part of the quota, for instance that of the month.
     *
     * @param name name of the part, as the service writes it; null if the reply had none
     * @param total tasks in all
     * @param used tasks that were added
     * @param remaining tasks that may still be added
     * @param expirations when what remains expires; empty if it does not, never null
     */
    public record QuotaPackage(String name, long total, long used, long remaining, List<Expiration> expirations)
            implements Serializable {

        public QuotaPackage {
            expirations = expirations == null ? List.of() : List.copyOf(expirations);
        }
    }

    /**
     * The end of a part of a package.
     *
     * @param remaining tasks that expire then
     * @param expiresAt when; null if the reply did not say
     */
    public record Expiration(long remaining, @TextTime Instant expiresAt) implements Serializable {}

    static OfflineQuota of(JsonObject data) {
        return new OfflineQuota(
                data.number("count", 0),
                data.number("used", 0),
                remaining(data),
                data.list("package").stream()
                        .map(part -> new QuotaPackage(
                                part.text("name"),
                                part.number("count", 0),
                                part.number("used", 0),
                                remaining(part),
                                part.list("expire_info").stream()
                                        .map(end -> new Expiration(end.number("surplus", 0), end.time("expire_time")))
                                        .toList()))
                        .toList());
    }

    private static long remaining(JsonObject part) {
        return part.number("surplus", Math.max(0, part.number("count", 0) - part.number("used", 0)));
    }
}
