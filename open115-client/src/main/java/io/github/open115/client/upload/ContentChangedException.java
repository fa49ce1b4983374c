/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

/**
 * The source changed while it was hashed or sent. Nothing of it is in the drive. Upload it again when nothing writes to it
 * any more; an {@link UploadSource} describes the content at the time when it was made, so make a new one.
 */
public class ContentChangedException extends UploadException {

    private static final long serialVersionUID = 1L;

    /** What changed and how; {@code null} if only the message says it. */
    private final transient Change change;

    private record Change(String source, String how) {}

    public ContentChangedException(String message) {
        super(message, null, false);
        this.change = null;
    }

    private ContentChangedException(String doing, Change change) {
        super(change.source + doing + change.how, null, false);
        this.change = change;
    }

    /** A change that was found before a byte was sent. */
    static ContentChangedException whileHashed(Object source, String how) {
        return whileHashed(new Change(source.toString(), how));
    }

    private static ContentChangedException whileHashed(Change change) {
        return new ContentChangedException(" changed while it was hashed: ", change);
    }

    /** A change that was found when bytes may have been sent. */
    static ContentChangedException whileUploaded(Object source, String how) {
        return new ContentChangedException(" changed while it was uploaded: ", new Change(source.toString(), how));
    }

    /** The same change, found before a byte was sent. A source does not know what it is read for. */
    ContentChangedException whileHashed() {
        if (change == null) {
            return this;
        }
        ContentChangedException hashed = whileHashed(change);
        hashed.setStackTrace(getStackTrace());
        return hashed;
    }
}
