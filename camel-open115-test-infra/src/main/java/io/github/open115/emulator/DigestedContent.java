/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.InputStream;

/** Content of which only the size, the SHA-1 and a sample were kept. Reading another part of it fails. */
final class DigestedContent extends Content {

    static final String NOT_KEPT =
            "the emulator did not keep the content of this upload; see uploadsKeptUpTo of its builder";

    private final long size;
    private final Sample sample;

    DigestedContent(long size, String sha1, Sample sample) {
        super(sha1);
        this.size = size;
        this.sample = sample;
    }

    Sample sample() {
        return sample;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open(long offset) {
        return sample.open(offset);
    }
}
