package io.github.open115.camel.operation;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.poll.SafeNames;
import io.github.open115.client.files.FileDetails;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.apache.camel.spi.Language;

/**
 * The file or folder that a message names, by the order that the reference documents: the options {@code fileId} and
 * {@code fileName}, the headers {@code CamelOpen115FileId}, {@code CamelOpen115PickCode} and {@code CamelFileName}, the
 * body. What is named first wins; what is known of it is not asked for again.
 */
final class FileReference {

    private final Exchange exchange;
    private final Open115Endpoint endpoint;

    FileReference(Exchange exchange, Open115Endpoint endpoint) {
        this.exchange = exchange;
        this.endpoint = endpoint;
    }

    /** The id that the option or the header gives. */
    Optional<String> id() {
        String option = endpoint.getConfiguration().getFileId();
        if (option != null) {
            return Optional.of(required("fileId", evaluated(option)));
        }
        return endpoint.getFileName() != null ? Optional.empty() : header(Open115Constants.FILE_ID);
    }

    /** The path that the option {@code fileName} gives, below the folder of the endpoint. */
    Optional<String> pathOption() {
        if (endpoint.getConfiguration().getFileId() != null || endpoint.getFileName() == null) {
            return Optional.empty();
        }
        return Optional.of(required("fileName", endpoint.getFileName().evaluate(exchange, String.class)));
    }

    /** The pick code that the header gives, when nothing before it names a file. */
    Optional<String> pickCode() {
        return id().isPresent() || pathOption().isPresent() ? Optional.empty() : header(Open115Constants.PICK_CODE);
    }

    /**
     * The entry with what is known of it; looked up, with one call, unless the message brings it.
     *
     * @throws IllegalArgumentException when the message names none
     */
    Open115File file() {
        Optional<Open115File> brought = brought();
        Optional<String> id = id();
        if (id.isPresent()) {
            return brought.filter(file -> file.id().equals(id.get())).orElseGet(() -> lookUpId(id.get()));
        }
        Optional<String> path = pathOption();
        if (path.isEmpty() && pickCode().isPresent()) {
            throw new IllegalArgumentException("A pick code serves the operations resolveLink and download only: give"
                    + " the header " + Open115Constants.FILE_ID + " as well");
        }
        if (path.isEmpty()) {
            path = header(Open115Constants.FILE_NAME);
        }
        if (path.isPresent()) {
            return lookUpPath(path.get());
        }
        return brought.orElseThrow(() -> new IllegalArgumentException(
                "The message names no file: set the option fileId or fileName, the header " + Open115Constants.FILE_ID
                        + " or " + Open115Constants.FILE_NAME + ", or send an Open115File as the body"));
    }

    /**
     * The same for an operation that changes the drive: refused when the id and {@code CamelFileName} name different
     * files, because one of them is not what the sender means.
     */
    Open115File fileToChange() {
        Open115File file = file();
        boolean byHeader = endpoint.getConfiguration().getFileId() == null && endpoint.getFileName() == null;
        Optional<String> path = header(Open115Constants.FILE_NAME);
        if (byHeader && path.isPresent() && header(Open115Constants.FILE_ID).isPresent()) {
            String segment = path.get().substring(path.get().lastIndexOf('/') + 1);
            if (!segment.equals(file.name())
                    && !segment.equals(SafeNames.segment(file.name()))
                    && !segment.equals(SafeNames.segment(file.name(), file.id()))) {
                throw new IllegalArgumentException("The headers name different files: " + Open115Constants.FILE_ID + " "
                        + file.id() + " is '" + file.name() + "', but " + Open115Constants.FILE_NAME + " says '"
                        + path.get() + "'. Say which one with the option fileId or fileName, or remove a header");
            }
        }
        return file;
    }

    /**
     * The id of {@link #fileToChange}, without a call where nothing but the id is given.
     */
    String idToChange() {
        Optional<String> id = id();
        boolean nothingElse = endpoint.getConfiguration().getFileId() != null
                || header(Open115Constants.FILE_NAME).isEmpty();
        return id.isPresent() && nothingElse ? id.get() : fileToChange().id();
    }

    /** The entry as the service knows it now; always a call. */
    Open115File lookedUp() {
        Optional<String> id = id();
        if (id.isPresent()) {
            return lookUpId(id.get());
        }
        Open115File file = file();
        return brought().filter(file::equals).map(known -> lookUpId(known.id())).orElse(file);
    }

    /** The entry that the body is, or that the exchange was polled with. */
    private Optional<Open115File> brought() {
        Optional<Open115File> inBody = inBody(exchange.getMessage().getBody());
        if (inBody.isPresent()) {
            return inBody;
        }
        return inBody(exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE));
    }

    /** The entry that an object stands for: the record itself, or a polled or downloaded file. */
    static Optional<Open115File> inBody(Object body) {
        if (body instanceof Open115File file) {
            return Optional.of(file);
        }
        return body instanceof WrappedFile<?> wrapped && wrapped.getFile() instanceof Open115File file
                ? Optional.of(file)
                : Optional.empty();
    }

    private Open115File lookUpId(String id) {
        return seen(endpoint.client().files().info(id), null);
    }

    private Open115File lookUpPath(String path) {
        return seen(endpoint.paths().find(endpoint.getConfiguration().getDirectory() + "/" + path), path);
    }

    private static Open115File seen(FileDetails details, String path) {
        return Open115File.of(details.item(), path);
    }

    private Optional<String> header(String name) {
        Message message = exchange.getMessage();
        return Optional.ofNullable(message.getHeader(name, String.class)).filter(value -> !value.isBlank());
    }

    private String evaluated(String expression) {
        if (!expression.contains("$")) {
            return expression;
        }
        Language language = exchange.getContext().resolveLanguage("file");
        return language.createExpression(expression).evaluate(exchange, String.class);
    }

    private static String required(String option, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The option " + option + " gives no value for this message");
        }
        return value;
    }
}
