/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import io.github.open115.camel.Open115File;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.support.ExpressionAdapter;

/**
 * The default {@code idempotentKey}: file id and SHA-1. The id stays when a file is renamed or moved, and a file that
 * takes the place of another under its name has another id (docs/115-open-api.md I.2).
 */
public final class FileIdentity extends ExpressionAdapter {

    /** The key of a file. */
    public static String keyOf(String fileId, String sha1) {
        return keyPrefix(fileId) + sha1;
    }

    /** The prefix of all keys of a file. */
    static String keyPrefix(String fileId) {
        return fileId + ":";
    }

    /** The file id in a key. */
    static String fileIdOf(String key) {
        int colon = key.indexOf(':');
        return colon < 0 ? key : key.substring(0, colon);
    }

    @Override
    public Object evaluate(Exchange exchange) {
        GenericFile<?> polled = exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE, GenericFile.class);
        Open115File file = (Open115File) polled.getFile();
        return keyOf(file.id(), file.sha1());
    }

    @Override
    public String toString() {
        return "file id and SHA-1";
    }
}
