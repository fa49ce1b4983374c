/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.state;

import java.nio.file.Path;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.StringDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The maps as of the last checkpoint, as trees of H2 MVStore in one file. Nothing is written between checkpoints, and each
 * checkpoint is on the disk before the next one begins. So the space of an older checkpoint can be reused at once, and a
 * power cut at any moment leaves one complete checkpoint.
 */
final class TreeFile {

    private static final Logger LOG = LoggerFactory.getLogger(TreeFile.class);

    /** For the upper levels of the trees; entries of old files are often read only once. */
    private static final int CACHE_MEGABYTES = 4;

    private static final int MAX_COMPACTION_MILLIS = 200;

    private final MVStore store;

    private TreeFile(MVStore store) {
        this.store = store;
    }

    /** Opens the file, or creates it. */
    static TreeFile open(Path file) {
        try {
            return new TreeFile(prepare(builder(file)));
        } catch (MVStoreException damaged) {
            if (isLocked(damaged)) {
                throw damaged;
            }
            LOG.warn("State file {} is damaged, trying to recover it", file, damaged);
            return new TreeFile(prepare(builder(file).recoveryMode()));
        }
    }

    static boolean isLocked(MVStoreException failure) {
        return failure.getErrorCode() == org.h2.mvstore.DataUtils.ERROR_FILE_LOCKED;
    }

    private static MVStore.Builder builder(Path file) {
        return new MVStore.Builder()
                .fileName(UninterruptibleFilePath.nameOf(file.toString()))
                .autoCommitDisabled()
                .cacheSize(CACHE_MEGABYTES);
    }

    private static MVStore prepare(MVStore.Builder builder) {
        MVStore store = builder.open();
        store.setVersionsToKeep(0);
        store.setRetentionTime(0);
        return store;
    }

    MVMap<String, String> map(String name) {
        return store.openMap(
                name,
                new MVMap.Builder<String, String>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(StringDataType.INSTANCE));
    }

    /** Brings all changes to the disk. */
    void checkpoint() {
        store.commit();
        store.sync();
    }

    /** The number of the last checkpoint; 0 for a new file. */
    long lastCheckpoint() {
        return store.getCurrentVersion();
    }

    /** The number of reads and writes of the file so far. */
    long accesses() {
        FileStore<?> file = store.getFileStore();
        return file.getReadCount() + file.getWriteCount();
    }

    /** Compacts the file for a limited time, and closes it. */
    void close() {
        store.close(MAX_COMPACTION_MILLIS);
    }

    /** Closes the file, and gives its lock back, without writing anything. */
    void abandon() {
        store.closeImmediately();
    }
}
