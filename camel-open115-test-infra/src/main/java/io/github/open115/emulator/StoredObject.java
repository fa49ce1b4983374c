/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.util.Optional;

/**
 * An object that is complete in the object storage.
 *
 * @param sha1 empty where it was not computed, because the parts did not have to come in order
 * @param content null where the SHA-1 is not known
 * @param crc empty where it was not computed
 */
record StoredObject(String tag, long size, Optional<String> sha1, String crc, Content content) {}
