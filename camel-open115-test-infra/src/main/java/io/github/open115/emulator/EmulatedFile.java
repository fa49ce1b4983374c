/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.time.Instant;

/**
 * A file of the emulated drive as it was when it was looked up. Its id, pick code and content never change
 * (docs/115-open-api.md I.2).
 */
public final class EmulatedFile {

    private final String id;
    private final String pickCode;
    private final String folderId;
    private final String name;
    private final Content content;
    private final Instant uploadTime;
    private final Instant updateTime;

    EmulatedFile(Entry entry) {
        this.id = Long.toString(entry.id);
        this.pickCode = entry.pickCode;
        this.folderId = Long.toString(entry.parent.id);
        this.name = entry.name;
        this.content = entry.content;
        this.uploadTime = Instant.ofEpochSecond(entry.uploadTime);
        this.updateTime = Instant.ofEpochSecond(entry.updateTime);
    }

    /** The file id: 19 decimal digits. */
    public String id() {
        return id;
    }

    /** The handle that download links are asked for with. */
    public String pickCode() {
        return pickCode;
    }

    /** The id of the folder that the file is in, or was in before it went to the recycle bin. */
    public String folderId() {
        return folderId;
    }

    /** The name with its extension. */
    public String name() {
        return name;
    }

    /** The size in bytes. */
    public long size() {
        return content.size();
    }

    /** The SHA-1 of the content in upper-case hexadecimal digits, also when the service does not tell it. */
    public String sha1() {
        return content.sha1();
    }

    /** What the file consists of. */
    public Content content() {
        return content;
    }

    /** When the file came into the drive, in whole seconds ({@code uppt}). */
    public Instant uploadTime() {
        return uploadTime;
    }

    /** When the file was created or got its name, in whole seconds ({@code upt}). */
    public Instant updateTime() {
        return updateTime;
    }

    @Override
    public String toString() {
        return "EmulatedFile[" + id + " " + name + "]";
    }
}
