/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.http.Sleeper;
import io.github.open115.client.transfer.TransferContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import okhttp3.OkHttpClient;

/**
 * What the uploads of an account need from their client.
 *
 * @param limits of all uploads together
 * @param http its proxy, TLS settings and connections are used
 * @param userAgent the {@code User-Agent} of requests to the object storage
 * @param stateDirectory the journal is in its folder {@code uploads}
 * @param transfers gets the progress
 * @param clock the time
 * @param sleeper waits
 */
public record UploadEnvironment(
        UploadLimits limits,
        OkHttpClient http,
        String userAgent,
        Path stateDirectory,
        TransferContext transfers,
        Clock clock,
        Sleeper sleeper) {

    public UploadEnvironment {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(userAgent, "userAgent");
        Objects.requireNonNull(stateDirectory, "stateDirectory");
        Objects.requireNonNull(transfers, "transfers");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(sleeper, "sleeper");
    }
}
