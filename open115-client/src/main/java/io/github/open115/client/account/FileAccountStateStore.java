/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import io.github.open115.client.internal.AccountFileNames;
import io.github.open115.client.internal.FileFailure;
import io.github.open115.client.internal.LockedFile;
import io.github.open115.client.internal.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Keeps the state of each account in a small file, guarded by a file lock that holds between processes. A file is
 * replaced as a whole but not flushed to the disk: a killed process loses nothing, a power cut may cost a few counts.
 */
public final class FileAccountStateStore implements AccountStateStore {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Path directory;

    /** @param directory contains the files; created for its owner alone when missing */
    public FileAccountStateStore(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    @Override
    public String location() {
        return directory.toString();
    }

    /** The file that holds the account's state; it need not exist. */
    public Path file(String account) {
        return directory.resolve(AccountFileNames.of(account) + ".state");
    }

    @Override
    public String load(String account) {
        return read(file(account));
    }

    @Override
    public String update(String account, UnaryOperator<String> change) {
        Path file = file(account);
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        // a channel is closed for good when its thread is interrupted; the flag is put back below
        boolean interrupted = Thread.interrupted();
        try {
            // for its owner alone, since tokens may be put there too
            OwnerOnlyFiles.createDirectory(directory);
            return LockedFile.exclusively(lockFile, LONGEST_WAIT, () -> {
                String before = read(file);
                String after = change.apply(before);
                if (!after.equals(before)) {
                    OwnerOnlyFiles.replace(file, after, false);
                }
                return after;
            });
        } catch (LockedFile.HeldException e) {
            throw unusable(lockFile, e.getMessage(), e);
        } catch (IOException e) {
            throw unusable(file, FileFailure.writing(file, e), e);
        } catch (InterruptedException e) {
            interrupted = true;
            throw unusable(lockFile, "the waiting thread was interrupted", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String read(Path file) {
        try {
            // any bytes: the parser detects what is no state, and the count starts again
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw unusable(file, FileFailure.reading(file, e), e);
        }
    }

    private static AccountStateException unusable(Path file, String reason, Throwable cause) {
        return new AccountStateException(
                "cannot use " + file + ", where the budget of the account is kept: " + reason, cause);
    }
}
