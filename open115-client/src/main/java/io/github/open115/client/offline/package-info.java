/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
/** Cloud download: the service fetches links and torrents into the drive (docs/115-open-api.md E). */
package io.github.open115.client.offline;
