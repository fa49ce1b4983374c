/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.content.Open115Content;
import io.github.open115.camel.names.SafePath;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Expression;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;

/**
 * The file that a message means. The first of these decides: the options {@code fileId} and {@code fileName};
 * {@code CamelOverruleFileName}; a header that the route has set since the poll or the last operation; a file as the body; a
 * header that the poll or the last operation set.
 *
 * @param kind the kind of the value
 * @param value an id, a pick code or a path below the folder of the endpoint; the id if the body is the file
 * @param source the option, header or body that gave the value, for messages
 * @param isAimed whether an option or {@code CamelOverruleFileName} aims at another file than the message's own
 * @param known the file as the message brings it, which saves a look-up; null if it does not
 * @param name {@code CamelFileName}, if the route has set it too; else null
 * @param rival a file that the message brings although {@code CamelFileName} names another one; null for none
 * @param isDeleted whether an earlier operation deleted the file
 */
record FileReference(
        Kind kind,
        String value,
        String source,
        boolean isAimed,
        Open115File known,
        String name,
        Open115File rival,
        boolean isDeleted) {

    enum Kind {
        ID,
        PICK_CODE,
        PATH,
        BODY
    }

    private FileReference(Kind kind, String value, String source, boolean isAimed) {
        this(kind, value, source, isAimed, null, null, null, false);
    }

    /**
     * The reference of a message. Evaluates expressions, and makes no call.
     *
     * @throws IllegalArgumentException if the message has none, one without a value, or two of which either may be meant
     */
    static FileReference in(Exchange exchange, OperationContext.Options options) {
        return byOption(exchange, options)
                .or(() -> overruling(exchange))
                .orElseGet(() -> new Sources(exchange).newest());
    }

    /** The reference that the options of the endpoint give for a message; evaluates their expressions. */
    static Optional<FileReference> byOption(Exchange exchange, OperationContext.Options options) {
        if (options.fileId() != null) {
            return Optional.of(aimed(Kind.ID, "option fileId", evaluated(options.fileId(), exchange), exchange));
        }
        if (options.fileName() != null) {
            String path = options.fileName().evaluate(exchange, String.class);
            return Optional.of(aimed(Kind.PATH, "option fileName", path, exchange));
        }
        return Optional.empty();
    }

    /** As with the other file components, an expression is a value, too. */
    private static Optional<FileReference> overruling(Exchange exchange) {
        return Optional.ofNullable(text(exchange, Open115Constants.OVERRULE_FILE_NAME))
                .map(path -> aimed(Kind.PATH, "header " + Open115Constants.OVERRULE_FILE_NAME, path, exchange));
    }

    /** The text of a header, which may be an expression; null if it is missing. */
    static String text(Exchange exchange, String header) {
        Message message = exchange.getMessage();
        return message.getHeader(header) instanceof Expression expression
                ? expression.evaluate(exchange, String.class)
                : message.getHeader(header, String.class);
    }

    private static FileReference aimed(Kind kind, String source, String value, Exchange exchange) {
        FileReference plain = new FileReference(kind, required(source, value), source, true);
        return kind == Kind.ID ? new Sources(exchange).described(plain) : plain;
    }

    /** The file that an object represents: the record itself, or a polled or downloaded file. */
    static Optional<Open115File> fileIn(Object body) {
        if (body instanceof Open115File file) {
            return Optional.of(file);
        }
        if (body instanceof Open115Content content) {
            return Optional.of(content.file());
        }
        return body instanceof WrappedFile<?> wrapped && wrapped.getFile() instanceof Open115File file
                ? Optional.of(file)
                : Optional.empty();
    }

    /** The reference that a header gives; empty if the header is missing. */
    static Optional<FileReference> byHeader(Message message, String name, Kind kind) {
        // a header without a value is a mistake of the route: the next source would be another file
        return Optional.ofNullable(message.getHeader(name))
                .map(set -> new FileReference(
                        kind,
                        required("header " + name, message.getHeader(name, String.class)),
                        "header " + name,
                        false));
    }

    private static String evaluated(String expression, Exchange exchange) {
        return expression.contains("$")
                ? exchange.getContext()
                        .resolveLanguage("file")
                        .createExpression(expression)
                        .evaluate(exchange, String.class)
                : expression;
    }

    static String required(String where, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "The " + where + " has no value in this message: set it to what names a file, or leave it out");
        }
        return value;
    }

    /** After success, removes {@code CamelOverruleFileName}, which counts for one operation. */
    void used(Message message) {
        if (isAimed && source.endsWith(Open115Constants.OVERRULE_FILE_NAME)) {
            message.removeHeader(Open115Constants.OVERRULE_FILE_NAME);
        }
    }

    /** The failure for a message that brings another file too, and does not say which of the two it means. */
    IllegalArgumentException contradicts(Open115File brought) {
        return different(
                "the " + source + " says '" + value + "'",
                "it brings the file " + brought.id() + " ('" + brought.name() + "')");
    }

    static IllegalArgumentException different(String one, String other) {
        return new IllegalArgumentException("The message names different files: " + one + ", but " + other
                + ". Say which one with the option fileId or fileName, or remove what is wrong");
    }

    private boolean isOf(Open115File file) {
        return value.equals(kind == Kind.PICK_CODE ? file.pickCode() : file.id());
    }

    /** The same reference with what is known of its file. */
    private FileReference of(Open115File file, String alsoNamed, Open115File other, boolean gone) {
        return new FileReference(kind, value, source, isAimed, file, alsoNamed, other, gone);
    }

    /** What a message says about its file: three headers, the body, and the state that the last operation left. */
    private static final class Sources {

        private final Exchange exchange;
        private final Message message;
        private final LastFile last;
        private final Optional<Open115File> body;

        Sources(Exchange exchange) {
            this.exchange = exchange;
            this.message = exchange.getMessage();
            this.last = LastFile.of(exchange);
            this.body = fileIn(message.getBody());
        }

        FileReference newest() {
            if (isSet(Open115Constants.FILE_ID)) {
                return described(header(Open115Constants.FILE_ID, Kind.ID));
            }
            if (isSet(Open115Constants.PICK_CODE)) {
                return described(header(Open115Constants.PICK_CODE, Kind.PICK_CODE));
            }
            if (isSet(Open115Constants.FILE_NAME)) {
                return byName();
            }
            return ownBody()
                    .map(this::byBody)
                    .or(this::left)
                    .or(() -> body.map(this::byBody))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "The message names no file: set the option fileId or fileName, the"
                                    + " header " + Open115Constants.FILE_ID + ", " + Open115Constants.PICK_CODE + " or "
                                    + Open115Constants.FILE_NAME + ", or send an Open115File as the body"));
        }

        /** The reference by a name that the route has set. It may mean the file that the message has, or another one. */
        private FileReference byName() {
            FileReference named = header(Open115Constants.FILE_NAME, Kind.PATH);
            Optional<Open115File> own = ownBody().or(this::leftFile);
            if (own.isEmpty() || last.byName() && own.get().id().equals(last.id())) {
                return named;
            }
            Open115File file = own.get();
            if (SafePath.of(named.value()).isEndOf(file.name(), file.id(), file.path())) {
                return ownBody().map(this::byBody).or(this::left).orElseThrow();
            }
            if (!last.isKnown()) {
                throw named.contradicts(file);
            }
            return named.of(null, null, file, false);
        }

        /** The reference by the headers that the poll or the last operation set. */
        private Optional<FileReference> left() {
            return byHeader(message, Open115Constants.FILE_ID, Kind.ID)
                    .or(() -> byHeader(message, Open115Constants.PICK_CODE, Kind.PICK_CODE))
                    .or(() -> byHeader(message, Open115Constants.FILE_NAME, Kind.PATH)
                            .map(this::asFound))
                    .map(reference -> reference.kind() == Kind.PATH ? reference : described(reference));
        }

        /** If the name is still that of the file that was found, it means that file, not another one of the same name. */
        private FileReference asFound(FileReference named) {
            return last.file() != null
                            && SafePath.of(named.value())
                                    .isEndOf(
                                            last.file().name(),
                                            last.file().id(),
                                            last.file().path())
                    ? new FileReference(Kind.ID, last.file().id(), named.source(), false)
                    : named;
        }

        private FileReference byBody(Open115File file) {
            return described(new FileReference(Kind.BODY, file.id(), "body", false));
        }

        /** A reference by id or pick code, with the file as far as the message brings it. */
        private FileReference described(FileReference reference) {
            Open115File known = body.filter(reference::isOf)
                    .or(() -> Optional.ofNullable(last.file()).filter(reference::isOf))
                    .or(() -> fileIn(exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE))
                            .filter(reference::isOf))
                    .orElse(null);
            if (reference.isAimed()) {
                return reference.of(known, null, null, false);
            }
            String name = isSet(Open115Constants.FILE_NAME)
                    ? header(Open115Constants.FILE_NAME, Kind.PATH).value()
                    : null;
            boolean gone = last.deleted()
                    && reference.value().equals(reference.kind() == Kind.PICK_CODE ? last.pickCode() : last.id());
            return reference.of(known, name, null, gone);
        }

        private Optional<Open115File> ownBody() {
            return body.filter(file -> file != last.otherFileInBody());
        }

        /** The file that the headers describe, as long as they name it. */
        private Optional<Open115File> leftFile() {
            return Optional.ofNullable(last.file())
                    .filter(file -> !last.deleted())
                    .filter(file -> message.getHeader(Open115Constants.FILE_ID) != null
                            || message.getHeader(Open115Constants.PICK_CODE) != null);
        }

        private boolean isSet(String name) {
            return last.isSetSince(message, name);
        }

        private FileReference header(String name, Kind kind) {
            return byHeader(message, name, kind).orElseThrow();
        }
    }
}
