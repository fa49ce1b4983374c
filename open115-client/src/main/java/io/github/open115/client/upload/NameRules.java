/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.files.EntryRules;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.RefusedException;
import java.util.function.Predicate;

/** Names of files that are uploaded or copied: which the service accepts (docs/115-open-api.md I.5), and which are free. */
public final class NameRules {

    private static final int MAX_COPIES = 10_000;

    private NameRules() {}

    /**
     * Checks the name of a file.
     *
     * @throws NameRefusedException if the service would refuse it
     */
    static void check(String name) {
        if (name.isEmpty()) {
            throw new NameRefusedException("the file to upload has no name", Failure.NONE, null);
        }
        try {
            EntryRules.checkCharacters(name);
        } catch (RefusedException e) {
            throw new NameRefusedException(e.getMessage() + ". Use another name", Failure.NONE, e);
        }
    }

    /** The first free name of {@code name (1).ext}, {@code name (2).ext} and so on. */
    public static String firstFree(String name, Predicate<String> isFree) {
        int dot = name.lastIndexOf('.');
        // a leading dot begins the name of a hidden file, not an extension
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String extension = dot > 0 ? name.substring(dot) : "";
        for (int copy = 1; copy <= MAX_COPIES; copy++) {
            String candidate = stem + " (" + copy + ")" + extension;
            if (isFree.test(candidate)) {
                return candidate;
            }
        }
        throw new UploadException(
                "the folder has " + MAX_COPIES + " files of the name '" + Open115Exception.oneLine(name)
                        + "' and its numbered copies",
                null,
                false);
    }
}
