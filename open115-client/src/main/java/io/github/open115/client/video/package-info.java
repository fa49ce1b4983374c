/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
/** Video: streams, audio tracks, subtitles and the position of the last viewing (docs/115-open-api.md F.1 to F.5). */
package io.github.open115.client.video;
