/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

/**
 * The place that the service gave an upload in its object storage (docs/115-open-api.md D.3).
 *
 * @param bucket name of the bucket
 * @param name name of the object; may contain any character
 */
record StorageObject(String bucket, String name) {}
