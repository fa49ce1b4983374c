/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.Open115RemoteFile;
import io.github.open115.camel.names.SafeNames;
import io.github.open115.camel.names.SafePath;
import io.github.open115.camel.producer.FileReference.Kind;
import io.github.open115.client.upload.UploadOutcome;
import io.github.open115.client.upload.UploadResult;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Sets the headers that describe the file of a message, after an operation has succeeded and its result is the body. They
 * then describe the file that the operation found, and {@link LastFile} records that. If an option aimed at another file than
 * the message's own, they continue to describe the message's own.
 */
final class FileHeaders {

    private static final List<String> PLACE = List.of(
            Open115Constants.FILE_ABSOLUTE_PATH,
            Open115Constants.FILE_PATH,
            Open115Constants.FILE_RELATIVE_PATH,
            Open115Constants.FILE_PARENT);

    private static final List<String> NOT_ALWAYS_KNOWN = List.of(
            Open115Constants.PARENT_ID,
            Open115Constants.PICK_CODE,
            Open115Constants.SHA1,
            Open115Constants.UPLOAD_TIME,
            Open115Constants.UPDATE_TIME,
            Open115Constants.FILE_LENGTH,
            Open115Constants.FILE_LAST_MODIFIED);

    private final Exchange exchange;
    private final Message message;
    private final FileReference reference;
    private final LastFile last;
    private final Open115File file;
    private final SafePath place;

    /**
     * @param file the file; null if only its id is known
     * @param place its path below {@code rootFolderId}; null if it was not looked up
     */
    FileHeaders(Exchange exchange, FileReference reference, Open115File file, SafePath place) {
        this.exchange = exchange;
        this.message = exchange.getMessage();
        this.reference = reference;
        this.last = LastFile.of(exchange);
        this.file = file;
        this.place = place;
    }

    /** After an operation on a folder: records the headers, so that those which the route sets later are newer. */
    static void seen(Exchange exchange) {
        LastFile.of(exchange).seen(exchange.getMessage(), null).keepIn(exchange);
    }

    /**
     * After an upload: the headers name the file in the drive, which the next operation acts upon. {@code CamelFileName} and the
     * headers of a local file stay as they are.
     */
    static void uploaded(Exchange exchange, NewFile target, UploadResult result) {
        Message message = exchange.getMessage();
        message.setHeader(Open115Constants.UPLOAD_RESULT, result.outcome().name());
        message.removeHeader(Open115Constants.OVERRULE_FILE_NAME);
        if (result.outcome() == UploadOutcome.skipped) {
            message.removeHeader(Open115Constants.FILE_NAME_PRODUCED);
            seen(exchange);
            return;
        }
        SafePath path = SafePath.of(target.path());
        Open115File file = new Open115File(
                result.id(),
                result.parentId(),
                result.name(),
                path.withLast(result.name()),
                result.sha1() == null,
                Math.max(0, result.size()),
                result.sha1(),
                result.pickCode(),
                null,
                null,
                null,
                null);
        NOT_ALWAYS_KNOWN.stream()
                .filter(header -> header.startsWith("CamelOpen115"))
                .forEach(message::removeHeader);
        Open115RemoteFile.setHeaders(message, file);
        String folder = target.folder().isEmpty() ? "" : target.folder() + "/";
        message.setHeader(Open115Constants.FILE_NAME_PRODUCED, folder + result.name());
        Open115File body = FileReference.fileIn(message.getBody()).orElse(null);
        LastFile.of(exchange).uploaded(message, file, body).keepIn(exchange);
    }

    /** After an operation has made a file or folder: the headers name it, and the next operation acts upon it. */
    static void made(Exchange exchange, Open115File file) {
        Message message = exchange.getMessage();
        message.removeHeader(Open115Constants.OVERRULE_FILE_NAME);
        PLACE.forEach(message::removeHeader);
        NOT_ALWAYS_KNOWN.forEach(message::removeHeader);
        Open115RemoteFile.setHeaders(message, file);
        message.setHeader(Open115Constants.FILE_NAME_ONLY, file.name());
        LastFile.of(exchange).left(message, file, true, false).keepIn(exchange);
    }

    /** After files were taken out of the recycle bin: one that an earlier operation deleted is there again. */
    static void restored(Exchange exchange, List<String> ids) {
        Message message = exchange.getMessage();
        LastFile last = LastFile.of(exchange);
        if (last.deleted() && ids.contains(last.id())) {
            last.left(message, last.file(), last.byName(), false).keepIn(exchange);
        } else {
            seen(exchange);
        }
    }

    /**
     * After the file was copied: the headers name the copy. If it was not found they name nothing, so that no later operation
     * takes the original for it.
     *
     * @param copy null if it was not found
     */
    void copied(String originalId, Open115File copy) {
        if (isAnotherFile(originalId)) {
            recordOtherFile();
        } else if (copy != null) {
            made(exchange, copy);
        } else {
            PLACE.forEach(message::removeHeader);
            NOT_ALWAYS_KNOWN.forEach(message::removeHeader);
            List.of(Open115Constants.FILE_ID, Open115Constants.NAME, Open115Constants.FILE_NAME)
                    .forEach(message::removeHeader);
            last.left(message, null, false, false).keepIn(exchange);
        }
    }

    /** After {@code info}: its result is the headers, so they describe the file in any case. */
    void lookedUp() {
        describe();
        message.setHeader(Open115Constants.FILE_NAME, path());
        note(file, false);
    }

    /** After an operation that left the file as it is. */
    void found() {
        if (isAnotherFile(file.id())) {
            recordOtherFile();
        } else {
            describe();
            note(file, false);
        }
    }

    /** After the file was given another name. */
    void renamed(Open115File after) {
        if (isAnotherFile(file.id())) {
            recordOtherFile();
            return;
        }
        describe();
        message.setHeader(Open115Constants.NAME, after.name());
        message.setHeader(Open115Constants.FILE_NAME_ONLY, after.name());
        rename(Open115Constants.FILE_NAME, after.name());
        PLACE.stream()
                .filter(header -> !header.equals(Open115Constants.FILE_PARENT))
                .forEach(header -> rename(header, after.name()));
        note(after, false);
    }

    /** After the file was moved. {@code CamelFileName} stays, because routes name the files that they write by it. */
    void moved(Open115File after) {
        if (isAnotherFile(file.id())) {
            recordOtherFile();
            return;
        }
        describe();
        message.setHeader(Open115Constants.PARENT_ID, after.parentId());
        PLACE.forEach(message::removeHeader);
        note(after, false);
    }

    /** After the file was deleted: the headers still describe it, for a log or for a retry of the operation. */
    void deleted(String id) {
        if (isAnotherFile(id)) {
            recordOtherFile();
            return;
        }
        if (file == null) {
            message.setHeader(Open115Constants.FILE_ID, id);
        } else {
            describe();
        }
        note(file, true);
    }

    /** Whether an option aimed at another file than the one that the headers describe. */
    private boolean isAnotherFile(String id) {
        String own = message.getHeader(Open115Constants.FILE_ID, String.class);
        boolean named = own != null
                || message.getHeader(Open115Constants.PICK_CODE) != null
                || message.getHeader(Open115Constants.FILE_NAME) != null;
        return reference.isAimed() && named && !id.equals(own);
    }

    private void describe() {
        boolean same = file.id().equals(last.id());
        if (last.id() != null && !same) {
            PLACE.forEach(message::removeHeader);
            NOT_ALWAYS_KNOWN.forEach(message::removeHeader);
        }
        Open115RemoteFile.setHeaders(message, file);
        message.setHeader(Open115Constants.FILE_NAME_ONLY, file.name());
        if (file.size() >= 0) {
            message.setHeader(Open115Constants.FILE_LENGTH, file.size());
        }
        if (file.updatedAt() != null) {
            message.setHeader(
                    Open115Constants.FILE_LAST_MODIFIED, file.updatedAt().toEpochMilli());
        }
        if (place != null) {
            message.setHeader(Open115Constants.FILE_RELATIVE_PATH, path());
            message.setHeader(Open115Constants.FILE_ABSOLUTE_PATH, place.toString());
            message.setHeader(Open115Constants.FILE_PARENT, place.parent().toString());
        }
        // a name that the route has set stays: the content may be written under it
        boolean named = reference.kind() == Kind.PATH && !reference.isAimed()
                || last.isSetSince(message, Open115Constants.FILE_NAME)
                || same && message.getHeader(Open115Constants.FILE_NAME) != null;
        if (!named) {
            message.setHeader(Open115Constants.FILE_NAME, path());
        }
    }

    /** The name alone if the file is not below the folder of the endpoint, because a relative path must not lead out of it. */
    private String path() {
        return file.path() == null ? SafeNames.segment(file.name()) : file.path();
    }

    private void rename(String header, String name) {
        String path = message.getHeader(header, String.class);
        if (path != null) {
            message.setHeader(header, SafePath.of(path).withLast(name));
        }
    }

    private void note(Open115File left, boolean deleted) {
        boolean byName = reference.kind() == Kind.PATH && !reference.isAimed()
                || last.byName() && left != null && left.id().equals(last.id());
        reference.used(message);
        last.left(message, left, byName, deleted).keepIn(exchange);
    }

    private void recordOtherFile() {
        reference.used(message);
        Open115File body = FileReference.fileIn(message.getBody()).orElse(null);
        last.seen(message, body).keepIn(exchange);
    }
}
