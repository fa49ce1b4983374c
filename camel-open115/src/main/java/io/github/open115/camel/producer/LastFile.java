/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.names.DrivePaths;
import java.io.Serializable;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Expression;
import org.apache.camel.Message;
import org.apache.camel.component.file.GenericFile;

/**
 * The headers that name a file, as the last poll or operation set them. A header that differs now was set by the route since
 * then, and means another file. Kept in a property of the exchange, which copies of the exchange share; immutable.
 *
 * @param id {@code CamelOpen115FileId} as it was set; null for none
 * @param pickCode {@code CamelOpen115PickCode}; null for none
 * @param name {@code CamelFileName}, the identical object, because the route may set the same name again for another file; null
 *     for none
 * @param file the file that these headers describe; null if it is not known
 * @param byName whether the route named that file by {@code CamelFileName}
 * @param deleted whether that file was deleted by an operation
 * @param otherFileInBody the file in the body, if an option aimed at it, so that it is not the message's own; null for none
 * @param poll identifies the poll that the exchange came from; null for none
 */
record LastFile(
        String id,
        String pickCode,
        String name,
        Open115File file,
        boolean byName,
        boolean deleted,
        Open115File otherFileInBody,
        String poll)
        implements Serializable {

    private static final String PROPERTY = "CamelOpen115LastFile";

    private static final LastFile NONE = new LastFile(null, null, null, null, false, false, null, null);

    /** The state of an exchange, whatever its message says now; never null. */
    static LastFile of(Exchange exchange) {
        GenericFile<?> polled = exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE, GenericFile.class);
        LastFile noted = exchange.getProperty(PROPERTY, LastFile.class);
        if (polled == null) {
            return noted == null ? NONE : noted;
        }
        // a poll in the middle of the route (pollEnrich) is newer than the state from before it
        String poll = pollOf(polled);
        return noted != null && poll.equals(noted.poll) ? noted : ofPoll(polled, poll, exchange.getMessage());
    }

    /** The consumers of all file components set {@code CamelFileName}; ours sets the other two, too. */
    private static LastFile ofPoll(GenericFile<?> polled, String poll, Message message) {
        String path = polled.getFileName();
        String header = message.getHeader(Open115Constants.FILE_NAME, String.class);
        boolean left = path != null
                && (path.equals(header) || DrivePaths.lastSegment(path).equals(header));
        Open115File file = FileReference.fileIn(polled).orElse(null);
        return new LastFile(
                file == null ? null : file.id(),
                file == null ? null : file.pickCode(),
                left ? header : path,
                file,
                false,
                false,
                null,
                poll);
    }

    private static String pollOf(GenericFile<?> polled) {
        return FileReference.fileIn(polled).map(Open115File::id).orElseGet(polled::getAbsoluteFilePath);
    }

    /** Whether a poll or an operation has set the headers; otherwise their origin is not known. */
    boolean isKnown() {
        return this != NONE;
    }

    /** Whether the route has set a header since the last poll or operation. */
    boolean isSetSince(Message message, String header) {
        Object value = message.getHeader(header);
        return value != null
                && switch (header) {
                    case Open115Constants.FILE_ID -> !value.toString().equals(id);
                    case Open115Constants.PICK_CODE -> !value.toString().equals(pickCode);
                    default -> value != name;
                };
    }

    /** The state with the headers as they are now, for an operation that did not change them. */
    LastFile seen(Message message, Open115File bodyAside) {
        String idNow = message.getHeader(Open115Constants.FILE_ID, String.class);
        boolean same = id != null && id.equals(idNow);
        return new LastFile(
                idNow,
                message.getHeader(Open115Constants.PICK_CODE, String.class),
                replaceNameHeader(message),
                same ? file : null,
                same && byName,
                same && deleted,
                bodyAside,
                poll);
    }

    /** The state after the headers were set to describe a file. */
    LastFile left(Message message, Open115File described, boolean namedByName, boolean isDeleted) {
        return new LastFile(
                message.getHeader(Open115Constants.FILE_ID, String.class),
                message.getHeader(Open115Constants.PICK_CODE, String.class),
                replaceNameHeader(message),
                described,
                namedByName,
                isDeleted,
                null,
                poll);
    }

    /**
     * The state after an upload.
     *
     * @param bodyAside the file in the body that was uploaded from, which is not the message's own any more; null for none
     */
    LastFile uploaded(Message message, Open115File uploaded, Open115File bodyAside) {
        return new LastFile(
                message.getHeader(Open115Constants.FILE_ID, String.class),
                message.getHeader(Open115Constants.PICK_CODE, String.class),
                replaceNameHeader(message),
                uploaded,
                true,
                false,
                bodyAside,
                poll);
    }

    /** Replaces the name in the header by an equal object that the route does not have; null if there is no name. */
    private static String replaceNameHeader(Message message) {
        // the file component evaluates an expression itself; other values must become text, or they would look newly
        // set
        if (message.getHeader(Open115Constants.FILE_NAME) instanceof Expression) {
            return null;
        }
        String name = message.getHeader(Open115Constants.FILE_NAME, String.class);
        if (name == null) {
            return null;
        }
        String own = new String(name);
        message.setHeader(Open115Constants.FILE_NAME, own);
        return own;
    }

    void keepIn(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }
}
