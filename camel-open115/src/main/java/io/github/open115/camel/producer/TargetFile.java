package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.camel.names.SafePath;
import io.github.open115.camel.producer.FileReference.Kind;
import io.github.open115.client.files.FileDetails;
import io.github.open115.client.files.MaxAge;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.links.DownloadLink;
import java.util.function.Function;
import org.apache.camel.Exchange;

/**
 * The file or folder that a message means, with what is known of it. What the message brings, as its body, from the poll
 * it began with or from an earlier operation, is not asked for again. When the operation has succeeded, it leaves in the
 * headers what it has learnt, so that the next one acts on the same file.
 */
final class TargetFile {

    private final Exchange exchange;
    private final Open115Endpoint endpoint;
    private final FileReference reference;
    // what is known of the file so far, and where it is if it was looked up
    private Open115File found;
    private SafePath place;

    /** @throws IllegalArgumentException if the message names no file, or if nobody can tell which of two is meant */
    TargetFile(Exchange exchange, Open115Endpoint endpoint) {
        this.exchange = exchange;
        this.endpoint = endpoint;
        this.reference = FileReference.in(exchange, endpoint);
    }

    FileReference reference() {
        return reference;
    }

    /** To make the headers describe what was found, when the operation has succeeded. */
    FileHeaders headers() {
        return new FileHeaders(exchange, reference, found == null ? reference.known() : found, place);
    }

    /**
     * The entry: as the message brings it, else looked up with one call, or none where it is known and young enough. A
     * pick code costs a link, because nothing else tells the file behind it; the name is the one that the file had when
     * the link was made.
     */
    Open115File file(MaxAge maxAge) {
        return file(pickCode -> endpoint.client().links().link(pickCode, null), maxAge);
    }

    /** The same for an operation that needs no path: a file that is looked up is given without it. */
    Open115File fileWithoutPath(MaxAge maxAge) {
        if (reference.known() != null || reference.kind() == Kind.PICK_CODE) {
            return file(maxAge);
        }
        refuseDeleted();
        return Open115File.ofLookUp(details(maxAge).item(), null);
    }

    private Open115File file(Function<String, DownloadLink> byPickCode, MaxAge maxAge) {
        refuseDeleted();
        if (reference.known() != null) {
            found = reference.known();
        } else if (reference.kind() == Kind.PICK_CODE) {
            found = behind(byPickCode.apply(reference.value()));
        } else {
            lookedUp(maxAge);
        }
        return found;
    }

    /** The link of the file for an agent; the file itself is looked up only where nothing tells its pick code. */
    DownloadLink link(String agent, MaxAge maxAge) {
        if (reference.kind() != Kind.PICK_CODE) {
            return linkOfFile(agent, maxAge);
        }
        refuseDeleted();
        DownloadLink link = endpoint.client().links().link(reference.value(), agent);
        found = reference.known() == null ? behind(link) : reference.known();
        return link;
    }

    private DownloadLink linkOfFile(String agent, MaxAge maxAge) {
        String pickCode = pickCodeOf(file(maxAge));
        try {
            return endpoint.client().links().link(pickCode, agent);
        } catch (NotFoundException e) {
            // what was known of the file may be old: another one may have its name now
            String now = maxAge.mayAnswer() ? pickCodeOf(file(maxAge.askingAgain())) : pickCode;
            if (now.equals(pickCode)) {
                throw e;
            }
            return endpoint.client().links().link(now, agent);
        }
    }

    /** Where the entry is and what it is, according to the service. */
    LocatedFile lookedUp(MaxAge maxAge) {
        refuseDeleted();
        return located(
                reference.kind() == Kind.PICK_CODE
                        ? endpoint.client().files().info(file(maxAge).id(), maxAge)
                        : details(maxAge));
    }

    private LocatedFile located(FileDetails details) {
        LocatedFile located = LocatedFile.of(details, endpoint);
        found = located.file();
        place = located.place();
        return located;
    }

    /**
     * The entry, for an operation that changes the drive. What the message does not bring is asked for in any case: another
     * file may have the name by now.
     *
     * @throws IllegalArgumentException if the message names different files by id and by name, because one of them is
     *     not what the sender means
     */
    Open115File fileToChange() {
        if (reference.rival() != null) {
            throw reference.contradicts(reference.rival());
        }
        // a kept link has the name that the file had when it was made
        Open115File known = file(pickCode -> endpoint.client().links().fresh(pickCode, null), MaxAge.NONE);
        String path = reference.name();
        if (path == null) {
            return known;
        }
        // a link tells no place, which the comparison needs
        Open115File file = known.parentId() == null
                ? located(endpoint.client().files().info(known.id())).file()
                : known;
        if (!isNamedBy(path, file)) {
            throw FileReference.different(
                    file.id() + " is '" + file.name() + "'",
                    "the header " + Open115Constants.FILE_NAME + " says '" + path + "'");
        }
        return file;
    }

    /** The id of {@link #fileToChange}, without a call where nothing but the id is given. */
    String idToChange() {
        boolean byId = reference.kind() == Kind.ID || reference.kind() == Kind.BODY;
        return byId && reference.name() == null
                ? reference.value()
                : fileToChange().id();
    }

    private boolean isNamedBy(String path, Open115File file) {
        // the name of a file that the message brings is below the folder it was polled or listed from
        return SafePath.of(path).isEndOf(file.name(), file.id(), file.path())
                && (file.equals(reference.known()) || SafePath.of(path).isAllOf(file.name(), file.id(), file.path()));
    }

    /** A file that an operation before this one deleted may still be described for a while. */
    private void refuseDeleted() {
        if (reference.isDeleted()) {
            throw new NotFoundException("The file " + reference.value() + " of this message was deleted by an earlier"
                    + " operation of the route: to act on another one, set the option fileId or fileName, or the header "
                    + Open115Constants.FILE_ID + ", " + Open115Constants.PICK_CODE + " or "
                    + Open115Constants.FILE_NAME + " anew");
        }
    }

    /** What the service tells of the id or the path that the message has. */
    private FileDetails details(MaxAge maxAge) {
        if (reference.kind() != Kind.PATH) {
            return endpoint.client().files().info(reference.value(), maxAge);
        }
        String path = reference.value();
        String folder = endpoint.getConfiguration().getDirectory();
        if (DrivePaths.segments(path).isEmpty()) {
            throw new IllegalArgumentException(
                    "The path '" + path + "' names no file: give the path of one below the folder of the endpoint");
        }
        try {
            return endpoint.paths().find(folder + "/" + path, maxAge);
        } catch (NotFoundException e) {
            // the reply is told once, by the new failure
            String why = e.failure().isBlank() ? e.getMessage() : e.getMessage().replace(" " + e.failure(), "");
            throw new NotFoundException(
                    "The " + reference.source() + " names '" + path + "', which is looked for below the folder '/"
                            + folder + "' of the endpoint, and is not there: " + why,
                    e.failure(),
                    e);
        }
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
}
