/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.ingest;

import io.github.open115.emulator.EmulatedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares a local folder with what it shall be a copy of: each file there once, byte by byte, files of one folder
 * together, nothing else, and no two names that are the same to a file system that ignores case or composition.
 */
final class LocalCopy {

    private static final int BUFFER = 64 * 1024;

    private final Path folder;
    private final List<String> differences = new ArrayList<>();

    LocalCopy(Path folder) {
        this.folder = folder;
    }

    /**
     * Compares.
     *
     * @param expected files of the drive, no two of which have the same content
     * @return what differs, one line each; empty when the copy is right
     */
    List<String> differencesFrom(List<EmulatedFile> expected) throws IOException {
        differences.clear();
        Map<String, EmulatedFile> missing = new HashMap<>();
        expected.forEach(file -> missing.put(file.sha1(), file));
        Map<String, Path> places = new HashMap<>();
        Map<Path, String> folderIds = new HashMap<>();
        Set<String> keys = new HashSet<>();
        for (Path local : files()) {
            if (!keys.add(
                    Normalizer.normalize(local.toString(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT))) {
                differences.add(local + " has the name of another file to some file systems");
            }
            EmulatedFile file = missing.remove(sha1(local));
            if (file == null) {
                differences.add(local + " is no file of the drive, or is there twice");
            } else if (!local.getParent().equals(places.computeIfAbsent(file.folderId(), id -> local.getParent()))
                    || !file.folderId().equals(folderIds.computeIfAbsent(local.getParent(), at -> file.folderId()))) {
                differences.add(local + " is not together with the other files of its folder");
            }
        }
        missing.values().forEach(file -> differences.add(file + " is missing"));
        return List.copyOf(differences);
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            return entries.filter(entry -> !Files.isDirectory(entry)).toList();
        }
    }

    private static String sha1(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest()).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
