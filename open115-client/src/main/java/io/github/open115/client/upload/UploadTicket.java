/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

/**
 * The right to send a content to the object storage, from {@code upload/init} or {@code upload/resume}
 * (docs/115-open-api.md D.3, D.4).
 *
 * @param pickCode key of the upload at the service
 * @param object where the content is stored
 * @param callback what the storage must tell the service afterwards
 */
record UploadTicket(String pickCode, StorageObject object, StorageCallback callback) {}
