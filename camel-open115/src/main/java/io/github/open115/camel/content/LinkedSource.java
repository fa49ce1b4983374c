/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.content;

import io.github.open115.client.upload.UploadSource;
import java.io.IOException;
import java.io.InputStream;

/** A file of a drive that is uploaded, whose link is requested together with those of the other files of its poll. */
final class LinkedSource implements UploadSource {

    private final UploadSource file;
    private final Runnable beforeReading;

    LinkedSource(UploadSource file, Runnable beforeReading) {
        this.file = file;
        this.beforeReading = beforeReading;
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public String sha1() {
        return file.sha1();
    }

    @Override
    public InputStream open(long first) throws IOException {
        beforeReading.run();
        return file.open(first);
    }

    @Override
    public InputStream open(long first, long length) throws IOException {
        beforeReading.run();
        return file.open(first, length);
    }

    @Override
    public String fingerprint() {
        return file.fingerprint();
    }

    @Override
    public void verifyUnchanged() throws IOException {
        file.verifyUnchanged();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
