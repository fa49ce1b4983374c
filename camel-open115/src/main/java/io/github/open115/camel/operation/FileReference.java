package io.github.open115.camel.operation;

import io.github.open115.camel.Open115Configuration;
import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.content.Open115Content;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;

/**
 * How a message names the file to act on. The first of these that is there decides: the options {@code fileId} and
 * {@code fileName}, the headers {@code CamelOpen115FileId}, {@code CamelOpen115PickCode} and {@code CamelFileName}, a
 * file as the body.
 *
 * @param kind what the value is
 * @param value an id, a pick code or a path below the folder of the endpoint; empty for a body
 * @param byOption whether the endpoint says it, and so aims at another file than the message's own
 */
record FileReference(Kind kind, String value, boolean byOption) {

    enum Kind {
        ID,
        PICK_CODE,
        PATH,
        BODY
    }

    /**
     * The reference that a message has.
     *
     * @throws IllegalArgumentException if it has none, or one without a value
     */
    static FileReference in(Exchange exchange, Open115Endpoint endpoint) {
        Message message = exchange.getMessage();
        return byOption(exchange, endpoint)
                .or(() -> byHeader(message, Open115Constants.FILE_ID, Kind.ID))
                .or(() -> byHeader(message, Open115Constants.PICK_CODE, Kind.PICK_CODE))
                .or(() -> byHeader(message, Open115Constants.FILE_NAME, Kind.PATH))
                .or(() -> fileIn(message.getBody()).map(file -> new FileReference(Kind.BODY, "", false)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "The message names no file: set the option fileId or fileName, the header "
                                + Open115Constants.FILE_ID + ", " + Open115Constants.PICK_CODE + " or "
                                + Open115Constants.FILE_NAME + ", or send an Open115File as the body"));
    }

    /** The reference that the options of the endpoint give for a message. */
    static Optional<FileReference> byOption(Exchange exchange, Open115Endpoint endpoint) {
        Open115Configuration options = endpoint.getConfiguration();
        if (options.getFileId() != null) {
            return Optional.of(new FileReference(
                    Kind.ID, required("option fileId", evaluated(options.getFileId(), exchange)), true));
        }
        if (endpoint.getFileName() != null) {
            String path = endpoint.getFileName().evaluate(exchange, String.class);
            return Optional.of(new FileReference(Kind.PATH, required("option fileName", path), true));
        }
        return Optional.empty();
    }

    /** The file that an object stands for: the record itself, or a polled or downloaded file. */
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

    /** Whether a header, and nothing that comes before it, says this. */
    boolean isHeader(Kind wanted) {
        return kind == wanted && !byOption;
    }

    static Optional<FileReference> byHeader(Message message, String name, Kind kind) {
        // one without a value is a mistake of the route: what comes after it would be another file
        return Optional.ofNullable(message.getHeader(name))
                .map(set -> new FileReference(
                        kind, required("header " + name, message.getHeader(name, String.class)), false));
    }

    private static String evaluated(String expression, Exchange exchange) {
        return expression.contains("$")
                ? exchange.getContext()
                        .resolveLanguage("file")
                        .createExpression(expression)
                        .evaluate(exchange, String.class)
                : expression;
    }

    private static String required(String where, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "The " + where + " has no value in this message: set it to what names a file, or leave it out");
        }
        return value;
    }
}
