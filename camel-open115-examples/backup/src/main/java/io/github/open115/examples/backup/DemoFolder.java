/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A generated local folder: small files in many folders, one large file, and some files whose content occurs twice. */
final class DemoFolder {

    private static final int BLOCK = 1 << 16;

    private final Path top;

    DemoFolder(Path top) {
        this.top = top;
    }

    /**
     * How much there is.
     *
     * @param folders ordinary folders
     * @param filesInEach files in each of them
     * @param largeFileBytes size of the one large file
     */
    record Size(int folders, int filesInEach, long largeFileBytes) {

        /** What the program shows. */
        static final Size FULL = new Size(12, 15, 100_000_000);
    }

    void fill(Size size) throws IOException {
        for (int folder = 0; folder < size.folders(); folder++) {
            for (int file = 0; file < size.filesInEach(); file++) {
                int seed = folder * size.filesInEach() + file;
                write("photos/2026-" + (folder + 1) + "/image " + file + ".jpg", seed, 10_000 + 700L * seed);
            }
        }
        write("films/film.mkv", -1, size.largeFileBytes());
        // the service knows the content of the second one when the first is there
        write("copies/film again.mkv", -1, size.largeFileBytes());
        write("empty.txt", -2, 0);
        write("\u6587\u4ef6\u5939/\u6587\u4ef6 a+b & c%20d.txt", -3, 20_000);
    }

    /** Writes a file, or changes it. */
    void write(String path, long seed, long size) throws IOException {
        Path file = top.resolve(path);
        Files.createDirectories(file.getParent());
        Random random = new Random(seed);
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = size; left > 0; left -= BLOCK) {
                random.nextBytes(block);
                out.write(block, 0, (int) Math.min(left, BLOCK));
            }
        }
    }
}
