/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.ingest;

import io.github.open115.emulator.Content;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Fills the folder that the demo ingests, with what a real drive may hold. No two files have the same content. */
final class DemoTree {

    /** The polled folder, as a path on the drive. */
    static final String FOLDER = "/演示 demo";

    private static final int MAX_ORDINARY_BYTES = 300_000;
    private static final int AWKWARD_BYTES = 2_000;

    private static final List<String> AWKWARD_NAMES = List.of(
            "..",
            "...",
            "../escape.txt",
            "..\\escape.txt",
            "/etc/escape.txt",
            "a/b.txt",
            "a\\b.txt",
            "line\nbreak.txt",
            "tab\there.txt",
            "bell\u0007.txt",
            " leading blank.txt",
            "trailing blank ",
            "   ",
            ".hidden",
            "no extension",
            "two  blanks.txt",
            "100%25 sure?.txt",
            "a&b=c#d+e;f.txt",
            "${header.CamelFileName}.txt",
            "quote\"s'.txt",
            "CON.txt",
            "family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD83C\uDF89.jpg",
            "\u202Etxt.exe",
            "电影.mkv",
            "x".repeat(251) + ".txt",
            "长".repeat(100) + ".txt");

    /** Names that are one and the same to some file systems. */
    private static final List<String> TWINS = List.of(
            "report.pdf", "report.pdf", "report.pdf", "Report.pdf", "REPORT.PDF", "caf\u00E9.txt", "cafe\u0301.txt");

    private static final List<String> AWKWARD_FOLDERS = List.of(
            "..", "../up", "dots...", "a/b", "a\\b", "twin", "twin", "TWIN", " blank ", "\uD83D\uDCC1", "report.pdf");

    private final EmulatedDrive drive;
    private final String folderId;
    private final Instant newest;
    private long seed;
    private EmulatedFile unfinished;

    /** @param now when the last of the files that there are was uploaded */
    DemoTree(EmulatedDrive drive, Instant now) {
        this.drive = drive;
        this.folderId = drive.folder(FOLDER);
        this.newest = now;
    }

    /** The id of the polled folder. */
    String folderId() {
        return folderId;
    }

    /**
     * Adds the files that there are from the start, and some beside the folder that are not to be ingested.
     *
     * @param bigFileBytes size of the one big file
     */
    void addFirstFiles(int folders, int filesInEach, long bigFileBytes) {
        add(drive.folder("/elsewhere"), "not wanted.txt", AWKWARD_BYTES);
        for (int folder = 0; folder < folders; folder++) {
            String id = drive.folder(FOLDER + "/20" + (20 + folder / 12) + "/" + (1 + folder % 12));
            for (int file = 0; file < filesInEach; file++) {
                add(id, "image-" + file + ".jpg", seed * 7919 % MAX_ORDINARY_BYTES);
            }
        }
        add(folderId, "film.mkv", bigFileBytes);
        add(folderId, "empty.txt", 0);
        AWKWARD_NAMES.forEach(name -> add(drive.folder(FOLDER + "/awkward"), name, AWKWARD_BYTES));
        TWINS.forEach(name -> add(drive.folder(FOLDER + "/twins"), name, AWKWARD_BYTES));
        for (String name : AWKWARD_FOLDERS) {
            add(drive.createFolder(drive.folder(FOLDER + "/twins"), name), "same.txt", AWKWARD_BYTES);
        }
        unfinished = add(folderId, "upload under way.bin", AWKWARD_BYTES);
        drive.setUploadState(unfinished.id(), 0);
    }

    /** Adds what comes while the ingest runs, and ends the upload that was under way. */
    void addLateFiles(int files) {
        for (int file = 0; file < files; file++) {
            add(drive.folder(FOLDER + "/2020/1"), "late-" + file + ".jpg", MAX_ORDINARY_BYTES);
        }
        add(drive.folder(FOLDER + "/twins"), "report.pdf", AWKWARD_BYTES);
        add(drive.folder(FOLDER + "/late folder"), "late.txt", AWKWARD_BYTES);
        drive.setUploadState(unfinished.id(), 1);
    }

    private EmulatedFile add(String parentId, String name, long size) {
        seed++;
        // a second apart from each other, so that there is an order
        Instant uploaded = newest.minus(Duration.ofHours(1)).plusSeconds(seed);
        return drive.addFile(parentId, name, Content.generated(seed, size), uploaded);
    }
}
