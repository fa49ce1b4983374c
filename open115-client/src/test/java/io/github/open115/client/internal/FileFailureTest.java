/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFailureTest {

    private static final String USER = System.getProperty("user.name");

    @TempDir
    Path directory;

    @AfterEach
    void restore() {
        System.setProperty("user.name", USER);
    }

    @Test
    void namesBothUsersWhereTheFileBelongsToAnother() throws IOException {
        String owner = Files.getOwner(directory).getName();
        System.setProperty("user.name", "camel");

        // neither the file nor its directory is there to look at
        Path file = directory.resolve("tokens").resolve("account-default.json");
        assertThat(FileFailure.reading(file, new AccessDeniedException(file.toString())))
                .isEqualTo("it is not readable for user 'camel', it belongs to '" + owner + "'. Run the process as '"
                        + owner + "', or give the directory and its files to 'camel'");
        assertThat(FileFailure.writing(file, new AccessDeniedException(file.toString())))
                .startsWith("it is not writable for user 'camel'");
    }

    @Test
    void saysThatRightsAreMissingWhereTheFileIsOurs() throws IOException {
        String owner = Files.getOwner(directory).getName();
        System.setProperty("user.name", owner);

        assertThat(FileFailure.reading(directory, new AccessDeniedException("x")))
                .isEqualTo("it is not readable for user '" + owner + "'. Give this user the rights");
    }

    @Test
    void elseSaysWhatTheSystemSays() {
        assertThat(FileFailure.writing(directory, new IOException("No space left on device")))
                .isEqualTo("IOException, No space left on device");
        assertThat(FileFailure.writing(directory, new FileSystemException("f", null, "Read-only file system")))
                .isEqualTo("FileSystemException, Read-only file system");
        assertThat(FileFailure.reading(directory, new NotDirectoryException("f")))
                .isEqualTo("NotDirectoryException");
    }
}
