package io.github.open115.camel.operation;

import io.github.open115.camel.DrivePaths;
import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.operation.FileReference.Kind;
import io.github.open115.client.links.DownloadLink;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;

/**
 * The file or folder that a message names, with what is known of it. What the message brings, as its body or from the
 * poll it began with, is not asked for again.
 */
final class MessageFile {

    private final Exchange exchange;
    private final Open115Endpoint endpoint;
    private final FileReference reference;

    /** @throws IllegalArgumentException if the message names no file */
    MessageFile(Exchange exchange, Open115Endpoint endpoint) {
        this.exchange = exchange;
        this.endpoint = endpoint;
        this.reference = FileReference.in(exchange, endpoint);
    }

    /**
     * The entry: as the message brings it, else looked up with one call. A pick code costs a link, because nothing else
     * tells the file behind it; the name is the one that the file had when the link was made.
     */
    Open115File file() {
        return file(pickCode -> endpoint.client().links().link(pickCode, null));
    }

    private Open115File file(Function<String, DownloadLink> byPickCode) {
        return switch (reference.kind()) {
            case ID ->
                brought(file -> file.id().equals(reference.value())).orElseGet(() -> lookUpId(reference.value()));
            case PICK_CODE ->
                brought(file -> reference.value().equals(file.pickCode()))
                        .orElseGet(() -> behind(byPickCode.apply(reference.value())));
            case PATH -> lookUpPath().file();
            case BODY -> body().orElseThrow();
        };
    }

    /** The pick code, with a call only where neither the reference nor the message tells it. */
    String pickCode() {
        return reference.kind() == Kind.PICK_CODE ? reference.value() : pickCodeOf(file());
    }

    /** Where the entry is and what it is now, according to the service. */
    LocatedFile lookedUp() {
        return switch (reference.kind()) {
            case PATH -> lookUpPath();
            case ID -> located(reference.value());
            case PICK_CODE, BODY -> located(file().id());
        };
    }

    /**
     * The entry, for an operation that changes the drive.
     *
     * @throws IllegalArgumentException if the message names different files by id and by name, because one of them is
     *     not what the sender means
     */
    Open115File fileToChange() {
        // a kept link has the name that the file had when it was made
        Open115File known = file(pickCode -> endpoint.client().links().fresh(pickCode, null));
        // a link tells no place, which the comparison needs
        Open115File file = known.parentId() == null && header().isPresent() ? lookUpId(known.id()) : known;
        if (reference.isHeader(Kind.PATH)) {
            body().filter(other -> !other.id().equals(file.id())).ifPresent(other -> {
                throw different(file.id(), "the body is the file " + other.id() + " ('" + other.name() + "')");
            });
        }
        header().filter(path -> !isNamedBy(path, file)).ifPresent(path -> {
            throw different(
                    file.id() + " is '" + file.name() + "'",
                    "the header " + Open115Constants.FILE_NAME + " says '" + path + "'");
        });
        return file;
    }

    /** The id of {@link #fileToChange}, without a call where nothing but the id is given. */
    String idToChange() {
        return reference.kind() == Kind.ID && header().isEmpty()
                ? reference.value()
                : fileToChange().id();
    }

    /** {@code CamelFileName}, where a header that comes before it has named the file. */
    private Optional<String> header() {
        return reference.isHeader(Kind.ID) || reference.isHeader(Kind.PICK_CODE)
                ? Optional.ofNullable(exchange.getMessage().getHeader(Open115Constants.FILE_NAME, String.class))
                : Optional.empty();
    }

    private boolean isNamedBy(String path, Open115File file) {
        // the name of a file that the message brings is below the folder it was polled or listed from
        return SafePath.of(path).isEndOf(file)
                && (brought(file::equals).isPresent() || SafePath.of(path).isAllOf(file));
    }

    private static IllegalArgumentException different(String one, String other) {
        return new IllegalArgumentException("The message names different files: " + one + ", but " + other
                + ". Say which one with the option fileId or fileName, or remove what is wrong");
    }

    private Optional<Open115File> body() {
        return FileReference.fileIn(exchange.getMessage().getBody());
    }

    private Optional<Open115File> brought(Predicate<Open115File> wanted) {
        Object polled = exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE);
        return Stream.of(body(), FileReference.fileIn(polled))
                .flatMap(Optional::stream)
                .filter(wanted)
                .findFirst();
    }

    private Open115File lookUpId(String id) {
        return located(id).file();
    }

    private LocatedFile located(String id) {
        return LocatedFile.of(endpoint.client().files().info(id), endpoint);
    }

    private LocatedFile lookUpPath() {
        if (DrivePaths.segments(reference.value()).isEmpty()) {
            throw new IllegalArgumentException("The path '" + reference.value()
                    + "' names no file: give the path of one below the folder of the endpoint");
        }
        return LocatedFile.of(
                endpoint.paths().find(endpoint.getConfiguration().getDirectory() + "/" + reference.value()), endpoint);
    }

    private static Open115File behind(DownloadLink link) {
        return new Open115File(
                link.fileId(),
                null,
                link.name(),
                null,
                false,
                link.size(),
                link.sha1(),
                link.pickCode(),
                null,
                null,
                null,
                null);
    }

    /**
     * The pick code of a file.
     *
     * @throws IllegalArgumentException if it is a folder, or has no content yet
     */
    static String pickCodeOf(Open115File file) {
        if (file.folder() || file.pickCode() == null) {
            throw new IllegalArgumentException((file.folder() ? "Folder '" : "File '") + file.name() + "' (id "
                    + file.id() + ") has no content that could be linked");
        }
        return file.pickCode();
    }

    /**
     * Brings the headers that the message has about a file up to date after it was changed, so that they go on naming
     * it. Headers about another file stay.
     */
    static void refreshHeaders(Message message, Open115File changed) {
        if (!changed.id().equals(message.getHeader(Open115Constants.FILE_ID, String.class))) {
            return;
        }
        message.setHeader(Open115Constants.NAME, changed.name());
        message.setHeader(Open115Constants.PARENT_ID, changed.parentId());
        String path = message.getHeader(Open115Constants.FILE_NAME, String.class);
        if (path != null) {
            message.setHeader(Open115Constants.FILE_NAME, SafePath.of(path).withLast(changed.name()));
        }
    }
}
