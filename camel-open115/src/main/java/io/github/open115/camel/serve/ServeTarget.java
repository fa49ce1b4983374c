/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.serve;

import io.github.open115.camel.Open115File;
import io.github.open115.client.files.MaxAge;
import java.util.List;

/** The file that a request asks for, by what the message gives to find it. */
public interface ServeTarget {

    /** The id, if the message names the file by it; else null. */
    String fileId();

    /** The pick code, if it is known without a call; else null. */
    String pickCode();

    /** The file as the message brings it, else looked up; without its path. */
    Found find(MaxAge maxAge);

    /** The file looked up, with its path. */
    Found locate(MaxAge maxAge);

    /**
     * A file that was found.
     *
     * @param path its exact names from below {@code rootFolderId} downwards; null if that is not known, or the file is not
     *     below that folder
     */
    record Found(Open115File file, List<String> path) {}
}
