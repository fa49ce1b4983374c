/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import io.github.open115.client.files.FileItem;

/** Why a file of the polled folder is not delivered now. */
public enum SetAsideReason {
    UNFINISHED('u', "not completely uploaded yet"),
    DELETED('d', "in the recycle bin"),
    BANNED('b', "banned by the service"),
    MASKED('m', "its name is hidden by the service"),
    IMPOSSIBLE('x', "its row has an impossible id, pick code, size or time"),
    HIDDEN('h', "its name starts with a dot"),
    INCLUDE('i', "not included by include"),
    EXCLUDE('e', "excluded by exclude"),
    INCLUDE_EXT('I', "not included by includeExt"),
    EXCLUDE_EXT('E', "excluded by excludeExt"),
    FILTER_FILE('F', "refused by filterFile"),
    FILE_NAME('n', "not called fileName"),
    DONE_FILE('D', "a done file"),
    /** Not a constant filter: its answer may change though the file does not. */
    FILTER('f', "refused by a filter that looks at it again");

    private final char code;
    private final String text;

    SetAsideReason(char code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The reason as part of a sentence. */
    public String text() {
        return text;
    }

    /** The code of the reason in a durable state. */
    String code() {
        return String.valueOf(code);
    }

    static SetAsideReason ofCode(String code) {
        for (SetAsideReason reason : values()) {
            if (reason.code().equals(code)) {
                return reason;
            }
        }
        throw new IllegalArgumentException("no reason has the code " + code);
    }

    /** The reason that follows from the entry alone; null when it is ready. */
    static SetAsideReason of(FileItem.State state) {
        return switch (state) {
            case READY -> null;
            case UNFINISHED -> UNFINISHED;
            case DELETED -> DELETED;
            case BANNED -> BANNED;
            case MASKED -> MASKED;
            case IMPOSSIBLE -> IMPOSSIBLE;
        };
    }
}
