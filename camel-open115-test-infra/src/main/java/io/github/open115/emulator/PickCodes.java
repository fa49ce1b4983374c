/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

/**
 * The pick codes of the drive: 17 lower-case letters and digits, unlike the id but derived from it. A file's begins
 * with one of a to e, a folder's with fa to fe; the last four characters are the same for all of one user
 * (docs/115-open-api.md I.2).
 */
final class PickCodes {

    private static final String OWNER = "7kq2";
    private static final long FILE_MASK = (1L << 61) - 1;
    private static final long FOLDER_MASK = (1L << 56) - 1;
    private static final long ODD = 0x5DEECE66DL;

    private PickCodes() {}

    static String of(long id, boolean folder) {
        // multiplying by an odd number modulo a power of two maps different ids to different codes
        long scrambled = (id * ODD) & (folder ? FOLDER_MASK : FILE_MASK);
        char letter = (char) ('a' + scrambled % 5);
        int width = folder ? 11 : 12;
        String digits = Long.toString(scrambled, 36);
        return (folder ? "f" : "") + letter + "0".repeat(width - digits.length()) + digits + OWNER;
    }
}
