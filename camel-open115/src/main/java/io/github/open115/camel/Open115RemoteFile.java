/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import io.github.open115.camel.names.DrivePaths;
import io.github.open115.camel.names.FilePlace;
import io.github.open115.camel.names.FolderPlace;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderPath;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.component.file.FileConstants;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileMessage;

/**
 * A polled file, as Camel's file engine sees it: paths are safe ones, for keys, filters and expressions; operations on
 * the file use the id in {@link #getFile()}.
 */
public final class Open115RemoteFile extends GenericFile<Open115File> {

    private static final char SEPARATOR = '/';

    private List<String> safeFolder = List.of();
    private FolderPath folder = FolderPath.ROOT;

    /** An empty file, to be filled by {@link #copyFrom}. */
    public Open115RemoteFile() {}

    /**
     * A file of a listing.
     *
     * @param directory the polled folder, as the endpoint names it
     * @param place where the file is below that folder
     */
    public static Open115RemoteFile of(Open115File file, String directory, FilePlace place) {
        Open115RemoteFile remote = new Open115RemoteFile();
        remote.setFile(file);
        remote.setEndpointPath(directory);
        remote.setAbsolute(false);
        remote.setDirectory(file.folder());
        remote.setFileLength(file.size());
        remote.setLastModified(epochMilli(file.updatedAt()));
        String path = place.path();
        remote.setFileName(path);
        remote.setFileNameOnly(file.name());
        remote.setRelativeFilePath(path);
        remote.setAbsoluteFilePath(directory.isEmpty() ? path : directory + SEPARATOR + path);
        remote.safeFolder = remote.parentSegments();
        remote.folder = place.folder().path();
        return remote;
    }

    /** A file as it was listed, at its place. */
    public static Open115RemoteFile of(FileItem file, String directory, FilePlace place) {
        return of(Open115File.of(file, place.path()), directory, place);
    }

    /** A folder on the way to a file, for the filters that look at folders. */
    public static Open115RemoteFile ofFolder(String directory, FolderPlace place) {
        FolderPath.Element folder =
                place.path().elements().get(place.path().elements().size() - 1);
        FolderPath.Element parent =
                place.path().elements().get(place.path().elements().size() - 2);
        Open115File file = new Open115File(
                folder.id(),
                parent.id(),
                folder.name(),
                String.join("/", place.safe()),
                true,
                0,
                null,
                null,
                null,
                null,
                null,
                null);
        FolderPlace above = new FolderPlace(
                new FolderPath(place.path()
                        .elements()
                        .subList(0, place.path().elements().size() - 1)),
                place.safe().subList(0, place.depth() - 1));
        return of(file, directory, new FilePlace(above, place.safe().get(place.depth() - 1)));
    }

    /** The polled file that an exchange carries; null when it carries none. */
    public static Open115RemoteFile carriedBy(Exchange exchange) {
        return exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE, Open115RemoteFile.class);
    }

    /** The folder that the file is in, in safe segments from {@code rootFolderId} downwards. */
    public List<String> safeFolder() {
        return safeFolder;
    }

    /** The same folder with its ancestors, by id and exact name. */
    public FolderPath folder() {
        return folder;
    }

    /** The safe and unique name of the file in its folder. */
    public String segment() {
        return getFileName().substring(getFileName().lastIndexOf(SEPARATOR) + 1);
    }

    /**
     * Takes the place that the file was moved to. {@code CamelFileName} stays as it was polled: it is unique there, and
     * routes name the files that they write after it.
     */
    public void moved(FolderPath newFolder, List<String> newSafeFolder, String newName) {
        setFile(getFile().movedTo(newFolder.folderId(), newName));
        folder = newFolder;
        safeFolder = List.copyOf(newSafeFolder);
        setFileNameOnly(newName);
        String path = String.join("/", safeFolder);
        path = path.isEmpty() ? segment() : path + SEPARATOR + segment();
        setAbsoluteFilePath(path);
        setRelativeFilePath(
                path.startsWith(getEndpointPath() + SEPARATOR)
                        ? path.substring(getEndpointPath().length() + 1)
                        : path);
    }

    private List<String> parentSegments() {
        return DrivePaths.segments(getParent());
    }

    @Override
    public char getFileSeparator() {
        return SEPARATOR;
    }

    @Override
    public String getParent() {
        String path = getAbsoluteFilePath();
        int last = path.lastIndexOf(SEPARATOR);
        return last < 0 ? "" : path.substring(0, last);
    }

    @Override
    public void copyFromPopulateAdditional(GenericFile<Open115File> source, GenericFile<Open115File> result) {
        Open115RemoteFile from = (Open115RemoteFile) source;
        Open115RemoteFile to = (Open115RemoteFile) result;
        to.safeFolder = from.safeFolder;
        to.folder = from.folder;
    }

    @Override
    public void populateHeaders(GenericFileMessage<Open115File> message, boolean probeContentType) {
        super.populateHeaders(message, false);
        if (message != null) {
            // Camel begins it with a separator when the root folder is polled
            message.setHeader(FileConstants.FILE_PATH, getAbsoluteFilePath());
            setHeaders(message, getFile());
        }
    }

    /** Sets the component's own headers of a file. */
    public static void setHeaders(Message message, Open115File file) {
        message.setHeader(Open115Constants.NAME, file.name());
        message.setHeader(Open115Constants.FILE_ID, file.id());
        setIfKnown(message, Open115Constants.PARENT_ID, file.parentId());
        setIfKnown(message, Open115Constants.PICK_CODE, file.pickCode());
        setIfKnown(message, Open115Constants.SHA1, file.sha1());
        if (file.uploadedAt() != null) {
            message.setHeader(Open115Constants.UPLOAD_TIME, epochMilli(file.uploadedAt()));
        }
        if (file.updatedAt() != null) {
            message.setHeader(Open115Constants.UPDATE_TIME, epochMilli(file.updatedAt()));
        }
    }

    private static void setIfKnown(Message message, String header, String value) {
        if (value != null) {
            message.setHeader(header, value);
        }
    }

    private static long epochMilli(Instant time) {
        return time == null ? 0 : time.toEpochMilli();
    }

    @Override
    public String toString() {
        return "Open115RemoteFile[" + getAbsoluteFilePath() + ", id "
                + getFile().id() + "]";
    }
}
