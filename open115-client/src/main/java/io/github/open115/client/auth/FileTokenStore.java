/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import io.github.open115.client.internal.FileFailure;
import io.github.open115.client.internal.LockedFile;
import io.github.open115.client.internal.OwnerOnlyFiles;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the authorization of each account in one JSON file that only its owner can read. A file is replaced as a whole
 * and flushed to the disk, so that a crash leaves the old or the new one.
 */
public final class FileTokenStore implements TokenStore {

    private static final Logger LOG = LoggerFactory.getLogger(FileTokenStore.class);

    private static final String SUFFIX = ".json";
    private static final String PREFIX = "account-";
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789_-.";
    private static final int LONGEST_NAME = 120;
    private static final Pattern WHOLE_NAME = Pattern.compile(PREFIX + "(?:[a-z0-9_.-]|%[0-9a-f]{2})+");

    private final Path directory;

    /** Files whose permissions have been checked; once for each file. */
    private final Set<Path> protectedFiles = ConcurrentHashMap.newKeySet();

    /** @param directory contains the files; created for its owner alone when missing */
    public FileTokenStore(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    @Override
    public String location() {
        return directory.toString();
    }

    /** The file that holds the account's authorization; it need not exist. */
    public Path file(String account) {
        return directory.resolve(fileName(account) + SUFFIX);
    }

    /**
     * The accounts that have a file here, in alphabetical order; without accounts whose name is too long for a file
     * name.
     */
    public List<String> accounts() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> accountOf(name.substring(0, name.length() - SUFFIX.length())))
                    .flatMap(Optional::stream)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new TokenStoreException("cannot read " + directory + ": " + FileFailure.reading(directory, e), e);
        }
    }

    @Override
    public StoredAuthorization load(String account) {
        Path file = file(account);
        if (protectedFiles.add(file)) {
            OwnerOnlyFiles.protect(file).ifPresent(LOG::warn);
        }
        try {
            return AuthorizationFormat.read(Files.readString(file));
        } catch (NoSuchFileException e) {
            return StoredAuthorization.NONE;
        } catch (IllegalArgumentException e) {
            throw new TokenStoreException(damaged(file, e.getMessage()), null);
        } catch (IOException e) {
            throw new TokenStoreException(unreadable(file, e), e);
        }
    }

    @Override
    public String version(String account) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file(account), BasicFileAttributes.class);
            return attributes.lastModifiedTime() + "/" + attributes.size() + "/" + attributes.fileKey();
        } catch (IOException e) {
            return "none";
        }
    }

    @Override
    public <T> T exclusively(String account, Function<Slot, T> work) {
        Path lockFile = directory.resolve(fileName(account) + ".lock");
        try {
            OwnerOnlyFiles.createDirectory(directory);
            return LockedFile.exclusively(lockFile, () -> work.apply(new LockedSlot(account)));
        } catch (LockedFile.HeldException e) {
            throw new TokenStoreException("cannot lock " + lockFile + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new TokenStoreException("cannot lock " + lockFile + ": " + FileFailure.writing(lockFile, e), e);
        }
    }

    /**
     * The file name of an account, without suffix: different for different accounts on every file system. Capitals are
     * encoded too, since some file systems ignore case; the prefix takes the meaning from names like {@code con} and
     * {@code ..}.
     */
    private static String fileName(String account) {
        if (account == null || account.isBlank()) {
            throw new IllegalArgumentException("account must not be empty");
        }
        StringBuilder name = new StringBuilder(PREFIX);
        for (byte b : account.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (PLAIN.indexOf(c) >= 0) {
                name.append(c);
            } else {
                name.append('%').append(String.format("%02x", (int) c));
            }
        }
        return name.length() <= LONGEST_NAME
                ? name.toString()
                : name.substring(0, LONGEST_NAME / 2) + "%" + TokenPair.hashOf(account);
    }

    /** The account of a file name without suffix; empty for another file, and for a name that was shortened. */
    private static Optional<String> accountOf(String fileName) {
        if (!WHOLE_NAME.matcher(fileName).matches()) {
            return Optional.empty();
        }
        String account = URLDecoder.decode(fileName.substring(PREFIX.length()), StandardCharsets.UTF_8);
        return !account.isBlank() && fileName(account).equals(fileName) ? Optional.of(account) : Optional.empty();
    }

    @Override
    public <T> T shareWith(Companion<T> other) {
        return other.inDirectory(directory);
    }

    private static String unreadable(Path file, IOException e) {
        return FileFailure.isAccessDenied(e)
                ? "cannot read the authorization in " + file + ": " + FileFailure.reading(file, e)
                : damaged(file, FileFailure.reading(file, e));
    }

    private static String damaged(Path file, String reason) {
        return "cannot read the authorization in " + file + " (" + reason
                + "). It was left as it is: repair it, or move it away and authorize again";
    }

    private final class LockedSlot implements Slot {

        private final String account;
        private final Path replyFile;

        LockedSlot(String account) {
            this.account = account;
            this.replyFile = directory.resolve(fileName(account) + ".reply");
        }

        @Override
        public StoredAuthorization load() {
            return FileTokenStore.this.load(account);
        }

        @Override
        public void save(StoredAuthorization authorization) {
            Path file = file(account);
            try {
                OwnerOnlyFiles.replace(file, AuthorizationFormat.write(authorization), true);
                Files.deleteIfExists(replyFile);
            } catch (IOException e) {
                throw unwritable(file, e);
            }
        }

        @Override
        public void keepReply(String reply) {
            try {
                OwnerOnlyFiles.write(replyFile, reply, true);
            } catch (IOException e) {
                throw unwritable(replyFile, e);
            }
        }

        @Override
        public String keptReply() {
            try {
                return Files.readString(replyFile);
            } catch (NoSuchFileException e) {
                return null;
            } catch (IOException e) {
                throw new TokenStoreException(unreadable(replyFile, e), e);
            }
        }

        private static TokenStoreException unwritable(Path file, IOException e) {
            return new TokenStoreException("cannot write " + file + ": " + FileFailure.writing(file, e), e);
        }
    }
}
