package io.github.open115.client.http;

import java.util.regex.Pattern;

/**
 * Anything that went wrong with the 115 service. The subclasses say what a caller can do about it. The message is one line:
 * it may quote a name of a file, or what a caller asked for, and goes into logs.
 */
public class Open115Exception extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

    private final Failure failure;

    public Open115Exception(String message, Failure failure, Throwable cause) {
        super(oneLine(failure == null || failure.isBlank() ? message : message + " " + failure), cause);
        this.failure = failure == null ? Failure.NONE : failure;
    }

    public Open115Exception(String message, Throwable cause) {
        this(message, Failure.NONE, cause);
    }

    public Open115Exception(String message) {
        this(message, Failure.NONE, null);
    }

    /** A text, or null, with a question mark in place of each character that would end a line or control a terminal. */
    public static String oneLine(String text) {
        return text == null ? null : CONTROL.matcher(text).replaceAll("?");
    }

    /** What the service replied; {@link Failure#NONE} when there was no reply. Never null. */
    public Failure failure() {
        return failure;
    }
}
