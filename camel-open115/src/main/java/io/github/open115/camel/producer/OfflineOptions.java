/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.client.offline.OfflineScope;
import io.github.open115.client.video.PushBy;

/**
 * The options of an endpoint that only the operations of cloud download and video read.
 *
 * @param failOnRejectedLink whether {@code offlineAdd} fails if one link is refused
 * @param scope which tasks {@code offlineClear} removes
 * @param deleteSourceFiles whether {@code offlineDelete} and {@code offlineClear} delete the files of the tasks, too
 * @param pushBy what pays for {@code videoPush}
 */
public record OfflineOptions(
        boolean failOnRejectedLink, OfflineScope scope, boolean deleteSourceFiles, PushBy pushBy) {}
