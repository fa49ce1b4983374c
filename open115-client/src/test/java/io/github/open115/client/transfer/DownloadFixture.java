/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import io.github.open115.client.EmulatedClient;
import io.github.open115.client.links.DownloadLinks;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Open115Emulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;

/** Downloads from an emulator; pauses are recorded, not waited for. */
final class DownloadFixture {

    static final TransferLimits LIMITS = new TransferLimits(4, 1, Duration.ofSeconds(10), Duration.ofSeconds(50));

    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final Open115Emulator emulator;
    final DownloadLinks links;

    DownloadFixture(Open115Emulator emulator, Path state) {
        this.emulator = emulator;
        this.links = EmulatedClient.connect(emulator, state).links();
    }

    Downloads downloads(TransferLimits limits) {
        return downloads(limits, ProgressListener.NONE);
    }

    Downloads downloads(TransferLimits limits, ProgressListener listener) {
        return downloads(new OkHttpClient(), limits, listener);
    }

    Downloads downloads(OkHttpClient http, TransferLimits limits, ProgressListener listener) {
        return new Downloads(context(http, limits, listener), links);
    }

    /** A download of a file. */
    DownloadSession session(EmulatedFile file) {
        return new DownloadSession(source(file), links, context(new OkHttpClient(), LIMITS, ProgressListener.NONE));
    }

    private TransferContext context(OkHttpClient http, TransferLimits limits, ProgressListener listener) {
        return new TransferContext(
                http, limits, emulator.clock(), pauses::add, listener, task -> new Thread(task).start());
    }

    static ContentSource source(EmulatedFile file) {
        return new ContentSource(file.id(), file.pickCode(), file.name(), file.size(), file.sha1());
    }
}
