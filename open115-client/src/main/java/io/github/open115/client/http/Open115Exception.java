/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import io.github.open115.client.http.ErrorCodes.Kind;
import java.util.regex.Pattern;

/**
 * A failure of the 115 service, or of the client on the way to it. {@link #kind()} and the subclasses say what a caller can
 * do about it. The message is one line without secrets; it may quote the name of a file.
 */
public class Open115Exception extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

    private static final int SERVER_ERROR = 500;

    private final Failure failure;
    private final Kind kind;

    /** The kind is that of the code in {@code failure}; without a code it is {@link Kind#NONE}. */
    public Open115Exception(String message, Failure failure, Throwable cause) {
        this(
                failure == null || failure.code() == 0 ? Kind.NONE : ErrorCodes.kind(failure.code()),
                message,
                failure,
                cause);
    }

    /** @param failure what the service replied; null for nothing */
    public Open115Exception(Kind kind, String message, Failure failure, Throwable cause) {
        super(oneLine(failure == null || failure.isBlank() ? message : message + " " + failure), cause);
        this.failure = failure == null ? Failure.NONE : failure;
        this.kind = kind;
    }

    public Open115Exception(String message, Throwable cause) {
        this(message, Failure.NONE, cause);
    }

    public Open115Exception(String message) {
        this(message, Failure.NONE, null);
    }

    /** Replaces each character that would end a line or control a terminal by a question mark; null for null. */
    public static String oneLine(String text) {
        return text == null ? null : CONTROL.matcher(text).replaceAll("?");
    }

    /** What went wrong, by what a caller can do about it. Never null. */
    public Kind kind() {
        return kind;
    }

    /**
     * Whether the service may have done what the call asked for, although no reply says so: the reply was lost, cut off or
     * unreadable, or a server error. A call that changes something must then not be repeated before its effect was looked
     * for.
     */
    public boolean isOutcomeUnknown() {
        return kind == Kind.UNREADABLE || failure.httpStatus() >= SERVER_ERROR;
    }

    /** The reply of the service; {@link Failure#NONE} when there was none. Never null. */
    public Failure failure() {
        return failure;
    }
}
