/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Explains to a person why a file cannot be used: missing rights, with the names of both users, or the system's reason. */
public final class FileFailure {

    private FileFailure() {}

    /**
     * Why a file cannot be read.
     *
     * @return part of a sentence, to stand after a colon; contains nothing of the content
     */
    public static String reading(Path file, IOException failure) {
        return why("readable", file, failure);
    }

    /**
     * Why a file cannot be created, locked or written.
     *
     * @return part of a sentence, to stand after a colon
     */
    public static String writing(Path file, IOException failure) {
        return why("writable", file, failure);
    }

    /** Whether missing rights are the reason. */
    public static boolean isAccessDenied(IOException failure) {
        return failure instanceof AccessDeniedException;
    }

    private static String why(String use, Path file, IOException failure) {
        if (!isAccessDenied(failure)) {
            return whatTheSystemSays(failure);
        }
        String user = System.getProperty("user.name");
        String owner = owner(file);
        return "it is not " + use + " for user '" + user + "'"
                + (owner == null || owner.equals(user)
                        ? ". Give this user the rights"
                        : ", it belongs to '" + owner + "'. Run the process as '" + owner
                                + "', or give the directory and its files to '" + user + "'");
    }

    private static String whatTheSystemSays(IOException failure) {
        String kind = failure.getClass().getSimpleName();
        // the message of a FileSystemException is little more than the path
        String text = failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
        return text == null ? kind : kind + ", " + text;
    }

    /** The owner of the file, or of the nearest directory above it that can be read; null if unknown. */
    private static String owner(Path file) {
        for (Path path = file.toAbsolutePath(); path != null; path = path.getParent()) {
            try {
                return Files.getOwner(path).getName();
            } catch (IOException | UnsupportedOperationException e) {
                // missing, or in a directory of another user: ask the directory above
                continue;
            }
        }
        return null;
    }
}
