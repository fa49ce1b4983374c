/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Writing files to the drive: hashed, instant where the service knows the content, in parts, resumed after a restart, and
 * proved. The way in is {@link io.github.open115.client.upload.Uploads}.
 */
package io.github.open115.client.upload;
