/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.camel.names.SafePath;
import io.github.open115.camel.producer.FileReference.Kind;
import io.github.open115.client.files.FileDetails;
import io.github.open115.client.files.FolderPath;
import io.github.open115.client.files.MaxAge;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.links.DownloadLink;
import io.github.open115.client.links.DownloadLinks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.camel.Exchange;

/**
 * The file or folder that a message means, with what is known of it. Nothing is looked up that the message brings in its
 * body, from its poll or from an earlier operation. After the operation has succeeded, {@link #headers()} leave what was
 * found for the next one.
 */
final class TargetFile {

    private final FileReference reference;
    private final Exchange exchange;
    private final OperationContext context;
    // what is known so far; null before
    private Open115File found;
    // where the file is, once it has been looked up
    private SafePath place;
    private List<String> exactPath;

    TargetFile(FileReference reference, Exchange exchange, OperationContext context) {
        this.reference = reference;
        this.exchange = exchange;
        this.context = context;
    }

    FileReference reference() {
        return reference;
    }

    /** Writes the headers after the operation has succeeded. */
    FileHeaders headers() {
        return new FileHeaders(exchange, reference, found == null ? reference.known() : found, place);
    }

    /**
     * The file or folder as the message brings it, else looked up. Behind a pick code it costs a link, because no other
     * call takes a pick code; the name is then the one that the file had when the link was requested.
     */
    Open115File file(MaxAge maxAge) {
        return file(pickCode -> links().link(pickCode, null), maxAge);
    }

    /** The same without the path, which a look-up then need not determine. */
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
            found = located(details(maxAge));
        }
        return found;
    }

    /** The pick code of the file. The file is looked up only where its pick code is not known. */
    String pickCode(MaxAge maxAge) {
        if (reference.kind() != Kind.PICK_CODE) {
            return pickCodeOf(file(maxAge));
        }
        refuseDeleted();
        return reference.value();
    }

    /** Writes the headers after an operation that needed only the pick code; the file need not be known. */
    void foundByPickCode() {
        if (found == null && reference.known() == null) {
            FileHeaders.seen(exchange);
        } else {
            headers().found();
        }
    }

    /** The link of the file for an agent. The file is looked up only where its pick code is not known. */
    DownloadLink link(String agent, MaxAge maxAge) {
        if (reference.kind() != Kind.PICK_CODE) {
            return linkOfFile(agent, maxAge);
        }
        refuseDeleted();
        DownloadLink link = links().link(reference.value(), agent);
        found = reference.known() == null ? behind(link) : reference.known();
        return link;
    }

    private DownloadLink linkOfFile(String agent, MaxAge maxAge) {
        String pickCode = pickCodeOf(file(maxAge));
        try {
            return links().link(pickCode, agent);
        } catch (NotFoundException e) {
            // the cached look-up may be out of date: another file may have the name now
            String present = maxAge.mayAnswer() ? pickCodeOf(file(maxAge.askingAgain())) : pickCode;
            if (present.equals(pickCode)) {
                throw e;
            }
            return links().link(present, agent);
        }
    }

    /** The file or folder as the service describes it, with its path below the folder of the endpoint. */
    Open115File lookUp(MaxAge maxAge) {
        refuseDeleted();
        FileDetails details = reference.kind() == Kind.PICK_CODE
                ? context.client().files().info(file(maxAge).id(), maxAge)
                : details(maxAge);
        found = located(details);
        return found;
    }

    /** The exact names from below {@code rootFolderId} downwards; null before a look-up, or if it is not below that folder. */
    List<String> exactPath() {
        return exactPath;
    }

    private Open115File located(FileDetails details) {
        OperationContext.Options options = context.options();
        List<FolderPath.Element> above =
                details.parent() == null ? null : details.parent().below(options.rootFolderId());
        List<String> names = new ArrayList<>();
        if (above != null) {
            above.forEach(folder -> names.add(folder.name()));
        }
        names.add(details.item().name());
        exactPath = above == null ? null : List.copyOf(names);
        place = SafePath.ofNames(names);
        SafePath path = above == null ? null : place.below(SafePath.of(options.directory()));
        return Open115File.ofLookUp(details.item(), path == null ? null : path.toString());
    }

    /**
     * The file or folder, for an operation that changes the drive. What the message does not bring is looked up without a
     * cache, because another file may have the name by now.
     *
     * @throws IllegalArgumentException if the message names different files by id and by name, because the sender means
     *     only one of them; or if a path ends with a slash, because an expression may have no value for the name
     */
    Open115File fileToChange() {
        if (reference.rival() != null) {
            throw reference.contradicts(reference.rival());
        }
        if (reference.kind() == Kind.PATH && reference.value().endsWith("/")) {
            throw new IllegalArgumentException("The " + reference.source() + "='" + reference.value()
                    + "' ends with a /: if the name after it is missing, the whole folder would be changed. Add the name,"
                    + " or give the path of a folder without the / at its end");
        }
        // a cached link has the name that the file had when it was requested
        Open115File known = file(pickCode -> links().fresh(pickCode, null), MaxAge.NONE);
        String path = reference.name();
        if (path == null) {
            return known;
        }
        // a link does not say where the file is, which the comparison needs
        if (known.parentId() == null) {
            found = located(context.client().files().info(known.id()));
        }
        if (!isNamedBy(SafePath.of(path), found)) {
            throw FileReference.different(
                    found.id() + " is '" + found.name() + "'",
                    "the header " + Open115Constants.FILE_NAME + " says '" + path + "'");
        }
        return found;
    }

    /** The id of {@link #fileToChange}, without a call where only the id is given. */
    String idToChange() {
        boolean byId = reference.kind() == Kind.ID || reference.kind() == Kind.BODY;
        return byId && reference.name() == null
                ? reference.value()
                : fileToChange().id();
    }

    private boolean isNamedBy(SafePath path, Open115File file) {
        // the path of a file that the message brings is below the folder that it was polled or listed from
        return file.equals(reference.known())
                ? path.isEndOf(file.name(), file.id(), file.path())
                : path.isAllOf(file.name(), file.id(), file.path());
    }

    /** What an earlier operation of the route deleted may still be visible for a while. */
    private void refuseDeleted() {
        if (reference.isDeleted()) {
            throw new NotFoundException("The file " + reference.value() + " of this message was deleted by an earlier"
                    + " operation of the route: to act on another one, set the option fileId or fileName, or the header "
                    + Open115Constants.FILE_ID + ", " + Open115Constants.PICK_CODE + " or "
                    + Open115Constants.FILE_NAME + " anew");
        }
    }

    /** Looks up the id or the path that the message gives. */
    private FileDetails details(MaxAge maxAge) {
        if (reference.kind() != Kind.PATH) {
            return context.client().files().info(reference.value(), maxAge);
        }
        String path = reference.value();
        String folder = context.options().directory();
        if (DrivePaths.segments(path).isEmpty()) {
            throw new IllegalArgumentException(
                    "The path '" + path + "' names no file: give the path of one below the folder of the endpoint");
        }
        try {
            return context.paths().find(folder + "/" + path, maxAge);
        } catch (NotFoundException e) {
            // the new message must not say the service's reply twice
            String why = e.failure().isBlank() ? e.getMessage() : e.getMessage().replace(" " + e.failure(), "");
            throw new NotFoundException(
                    "The " + reference.source() + " names '" + path + "', which is looked for below the folder '/"
                            + folder + "' of the endpoint, and is not there: " + why,
                    e.failure(),
                    e);
        }
    }

    private DownloadLinks links() {
        return context.client().links();
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
