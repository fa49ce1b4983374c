/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.content.FileContents;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.camel.names.TargetFolders;
import io.github.open115.camel.serve.Serving;
import io.github.open115.client.Open115Client;
import io.github.open115.client.offline.OfflineScope;
import io.github.open115.client.video.PushBy;
import java.time.Duration;
import org.apache.camel.Expression;

/** What an operation uses of the endpoint that it is performed for. */
public interface OperationContext {

    /** The client of the endpoint's account. */
    Open115Client client();

    /** Paths below {@code rootFolderId}. */
    DrivePaths paths();

    /** Makes message bodies of files. */
    FileContents contents();

    /** Answers HTTP requests with files. */
    Serving serving();

    /** The folders that files are written into. */
    TargetFolders folders();

    /** The options of the endpoint that operations read. */
    Options options();

    /** The options of the endpoint that only uploads read. */
    UploadOptions uploadOptions();

    /** The options of the endpoint that only the operations of cloud download and video read. */
    OfflineAndVideoOptions offlineAndVideoOptions();

    /**
     * The options of an endpoint that operations read.
     *
     * @param rootFolderId id of the folder that paths start from
     * @param directory path of the endpoint's folder below {@code rootFolderId}; empty for that folder itself
     * @param fileId id of a file, or an expression for it; null when the option is not given
     * @param fileName path of a file below {@code directory}; null when the option is not given
     * @param recursive whether {@code list} includes the folders below
     * @param listAsIterator whether {@code list} returns an iterator over pages
     * @param listPaths whether a recursive {@code list} looks up the path of each file
     * @param pageSize rows of one page of a listing
     * @param listMaxAge how old a listing or a look-up may be that costs no call
     * @param autoCreate whether missing target folders of {@code move} and {@code copy} are created
     * @param flatten whether a file is written into the folder of the endpoint, whatever folders its name has
     * @param wholeRecycleBin whether {@code recycleBinDelete} deletes everything, whatever the message names
     */
    record Options(
            String rootFolderId,
            String directory,
            String fileId,
            Expression fileName,
            boolean recursive,
            boolean listAsIterator,
            boolean listPaths,
            int pageSize,
            Duration listMaxAge,
            boolean autoCreate,
            boolean flatten,
            boolean wholeRecycleBin) {

        /** Whether options name the file, whatever the message says. */
        boolean nameFile() {
            return fileId != null || fileName != null;
        }
    }

    /**
     * The options of an endpoint that only the operations of cloud download and video read.
     *
     * @param failOnRejectedLink whether {@code offlineAdd} fails if one link is refused
     * @param scope which tasks {@code offlineClear} removes
     * @param deleteSourceFiles whether {@code offlineDelete} and {@code offlineClear} delete the files of the tasks, too
     * @param pushBy what pays for {@code videoPush}
     */
    record OfflineAndVideoOptions(
            boolean failOnRejectedLink, OfflineScope scope, boolean deleteSourceFiles, PushBy pushBy) {}
}
