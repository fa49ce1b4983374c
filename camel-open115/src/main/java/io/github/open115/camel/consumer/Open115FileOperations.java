/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.consumer;

import io.github.open115.camel.Open115File;
import io.github.open115.camel.Open115RemoteFile;
import io.github.open115.camel.content.FileContents;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.camel.names.SafeNames;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.links.ReadAhead;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The operations by path that Camel's file engine wants. The consumer itself works by id; these serve done files and the
 * strategies that users bring. There is no current directory, because threads share the operations.
 */
public final class Open115FileOperations implements GenericFileOperations<Open115File> {

    private static final String NOT_RETRIEVED = "CamelOpen115NotRetrieved";

    // work files of exchanges that have not ended: of all routes, because they may share a directory
    private static final Set<String> WORK_FILES = ConcurrentHashMap.newKeySet();

    private final Supplier<FileContents> all;
    private final Supplier<DrivePaths> paths;
    private final Consumer<String> deletion;
    private final Map<String, String> idsByPath = new ConcurrentHashMap<>();
    private volatile FileContents contents;

    /**
     * The operations of an endpoint.
     *
     * @param contents makes bodies of files
     * @param paths finds files by their paths below {@code rootFolderId}
     * @param deletion deletes a file by id: Camel deletes done files by path
     */
    public Open115FileOperations(
            Supplier<FileContents> contents, Supplier<DrivePaths> paths, Consumer<String> deletion) {
        this.all = contents;
        this.paths = paths;
        this.deletion = deletion;
        this.contents = contents.get();
    }

    @Override
    public GenericFile<Open115File> newGenericFile() {
        return new Open115RemoteFile();
    }

    /** The endpoint is given to the constructor. */
    @Override
    public void setEndpoint(GenericFileEndpoint<Open115File> ignored) {}

    /**
     * The files that are retrieved from now on are those of one poll, whose links are asked for together.
     *
     * @param links requests the links
     * @param exchanges of the poll, in the order in which they are processed
     * @param most how many of them are processed; all of them when it is not positive
     */
    public void readTogether(ReadAhead links, Queue<Object> exchanges, int most) {
        List<String> pickCodes = exchanges.stream()
                .limit(most > 0 ? most : exchanges.size())
                .map(exchange ->
                        Open115RemoteFile.carriedBy((Exchange) exchange).getFile())
                .filter(file -> file.size() > 0 && file.pickCode() != null)
                .map(Open115File::pickCode)
                .toList();
        contents = all.get().linkedTogether(links.batch(pickCodes));
    }

    /**
     * Makes the content of the polled file the body: lazily, or as a verified file when there is a
     * {@code localWorkDirectory}. While another exchange has a work file of that path, the file id is in the name.
     */
    @Override
    public boolean retrieveFile(String name, Exchange exchange, long size) {
        Open115RemoteFile file = Open115RemoteFile.carriedBy(exchange);
        if (!contents.areLocalFiles()) {
            exchange.getIn().setBody(contents.lazily(file.getFile(), exchange).boundTo(exchange));
            return true;
        }
        String path = takeWorkFile(file);
        boolean retrieved = false;
        try {
            contents.toWorkDirectory(file.getFile(), path, exchange.getIn());
            retrieved = true;
        } finally {
            if (!retrieved) {
                exchange.setProperty(NOT_RETRIEVED, true);
                WORK_FILES.remove(workFile(path));
            }
        }
        // runs after the completion of Camel's file engine, which deletes the work file
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                WORK_FILES.remove(workFile(path));
            }
        });
        return true;
    }

    private String takeWorkFile(Open115RemoteFile file) {
        String path = file.getFileName();
        if (WORK_FILES.add(workFile(path))) {
            return path;
        }
        String folder = path.substring(0, path.length() - file.segment().length());
        return folder
                + SafeNames.unique(
                        file.getFile().name(),
                        file.getFile().id(),
                        segment -> WORK_FILES.add(workFile(folder + segment)));
    }

    private String workFile(String path) {
        return SafeNames.collisionKey(contents.workFile(path).toString());
    }

    /** Does nothing: a content ends its readings with the exchange. */
    @Override
    public void releaseRetrievedFileResources(Exchange exchange) {}

    /** Whether the content of the exchange's file could not be had. */
    public static boolean isNotRetrieved(Exchange exchange) {
        return exchange.getProperty(NOT_RETRIEVED, false, boolean.class);
    }

    /** Records the file at a path, for {@link #deleteFile}. */
    public void remember(String path, String fileId) {
        idsByPath.put(path, fileId);
    }

    @Override
    public boolean deleteFile(String path) {
        try {
            String seen = idsByPath.remove(path);
            deletion.accept(seen != null ? seen : paths.get().find(path).item().id());
            return true;
        } catch (NotFoundException absent) {
            return false;
        }
    }

    @Override
    public boolean existsFile(String path) {
        try {
            paths.get().find(path);
            return true;
        } catch (NotFoundException absent) {
            return false;
        }
    }

    @Override
    public boolean renameFile(String from, String to) {
        throw unsupported("rename by path; use the options move, preMove and moveFailed, which work by id");
    }

    @Override
    public boolean buildDirectory(String directory, boolean absolute) {
        throw unsupported("create folders by path; move options create their target folder");
    }

    @Override
    public boolean storeFile(String name, Exchange exchange, long size) {
        throw unsupported("write a file by path; use the producer's operation upload");
    }

    @Override
    public boolean storeFileDirectly(String name, String payload) {
        throw unsupported("write a file by path; use the producer's operation upload");
    }

    @Override
    public String getCurrentDirectory() {
        return "";
    }

    @Override
    public void changeCurrentDirectory(String path) {
        throw unsupported("change a current directory: there is none");
    }

    @Override
    public void changeToParentDirectory() {
        throw unsupported("change a current directory: there is none");
    }

    @Override
    public Open115File[] listFiles() {
        throw unsupported("list by path; use the producer's operation list");
    }

    @Override
    public Open115File[] listFiles(String path) {
        return listFiles();
    }

    private static GenericFileOperationFailedException unsupported(String what) {
        return new GenericFileOperationFailedException("open115 cannot " + what);
    }
}
