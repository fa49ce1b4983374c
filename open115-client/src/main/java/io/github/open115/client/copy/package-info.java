/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Copies of files and folders within a drive: {@link io.github.open115.client.copy.Copies} looks at what the target has,
 * copies, and finds the copies.
 */
package io.github.open115.client.copy;
