/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.content;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.content.Open115Content.Opener;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.links.ReadAhead;
import io.github.open115.client.transfer.ByteRange;
import io.github.open115.client.transfer.ContentSource;
import io.github.open115.client.transfer.Downloads;
import io.github.open115.client.upload.UploadSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.file.GenericFileOperationFailedException;

/** Makes message bodies of files of the drive, the same way for the consumer and for the producer. */
public final class FileContents {

    private final Supplier<Downloads> downloads;
    private final String localWorkDirectory;
    private final Consumer<ContentSource> beforeReading;

    /**
     * @param downloads those of the account; asked for when content is read
     * @param localWorkDirectory where files are fetched to; null when they are not
     */
    public FileContents(Supplier<Downloads> downloads, String localWorkDirectory) {
        this(downloads, localWorkDirectory, source -> {});
    }

    private FileContents(
            Supplier<Downloads> downloads, String localWorkDirectory, Consumer<ContentSource> beforeReading) {
        this.downloads = downloads;
        this.localWorkDirectory = localWorkDirectory;
        this.beforeReading = beforeReading;
    }

    /** The same for the files of one batch, whose links are asked for together as they are read. */
    public FileContents linkedTogether(ReadAhead.Batch batch) {
        return new FileContents(downloads, localWorkDirectory, source -> {
            // an empty file needs no link
            if (source.size() > 0) {
                try {
                    batch.reading(source.pickCode());
                } catch (NotFoundException e) {
                    throw source.gone(e);
                }
            }
        });
    }

    /** Whether content is fetched into files below {@code localWorkDirectory}, rather than read lazily. */
    public boolean areLocalFiles() {
        return localWorkDirectory != null;
    }

    /** The whole content, fetched when it is first read, and at each further reading. */
    public Open115Content lazily(Open115File file) {
        return new Open115Content(file, file.size(), download(file), () -> asUploadSource(file));
    }

    /** The whole content, fetched when it is first read, and kept for further readings as stream caching wants it. */
    public Open115Content lazily(Open115File file, Exchange exchange) {
        Opener cached = CachedContent.of(file, download(file), exchange);
        return new Open115Content(file, file.size(), cached, () -> asUploadSource(file));
    }

    /**
     * The whole content as a source of an upload: its size and SHA-1 are known, and only what the upload needs is read.
     *
     * @throws IllegalArgumentException if it is a folder, or if its SHA-1 or pick code is not known
     */
    public UploadSource asUploadSource(Open115File file) {
        ContentSource source = source(file);
        return new LinkedSource(UploadSource.of(downloads.get(), source), () -> beforeReading.accept(source));
    }

    private Opener download(Open115File file) {
        ContentSource source = source(file);
        return () -> {
            beforeReading.accept(source);
            return downloads.get().open(source);
        };
    }

    /** A part of the content, fetched when it is first read, and at each further reading: it is never proved. */
    public Open115Content lazily(Open115File file, ByteRange range) {
        ContentSource source = source(file);
        return new Open115Content(
                file, range.last() - range.first() + 1, () -> downloads.get().open(source, range));
    }

    /**
     * Fetches the content, verified, into a file below {@code localWorkDirectory} and makes that file the body.
     *
     * @param safePath the path below that directory
     */
    public void toWorkDirectory(Open115File file, String safePath, Message message) {
        Path target = workFile(safePath);
        if (!target.startsWith(workFile(""))) {
            throw new GenericFileOperationFailedException(
                    "File " + file.id() + " would be written outside localWorkDirectory: " + target);
        }
        try {
            ContentSource source = source(file);
            beforeReading.accept(source);
            downloads.get().toFile(source, target);
        } catch (IOException e) {
            throw new GenericFileOperationFailedException(
                    "Cannot fetch file " + file.id() + " ('" + file.name() + "') to " + target + ": " + e.getMessage(),
                    e);
        }
        message.setHeader(Open115Constants.FILE_LOCAL_WORK_PATH, target.toString());
        message.setBody(target.toFile());
    }

    /** The file for a path below {@code localWorkDirectory}. */
    public Path workFile(String safePath) {
        return Path.of(localWorkDirectory)
                .toAbsolutePath()
                .normalize()
                .resolve(safePath)
                .normalize();
    }

    private static ContentSource source(Open115File file) {
        if (file.pickCode() == null || file.sha1() == null || file.folder()) {
            throw new IllegalArgumentException((file.folder() ? "Folder " : "File ") + file.id() + " ('" + file.name()
                    + "') has no content that could be fetched and verified"
                    + (file.folder() ? "" : ": its upload may not be complete"));
        }
        return new ContentSource(file.id(), file.pickCode(), file.name(), file.size(), file.sha1());
    }

    /** A file of a drive that is uploaded, whose link is requested together with those of the other files of its poll. */
    private record LinkedSource(UploadSource file, Runnable beforeReading) implements UploadSource {

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public String sha1() {
            return file.sha1();
        }

        @Override
        public InputStream open(long first) throws IOException {
            beforeReading.run();
            return file.open(first);
        }

        @Override
        public InputStream open(long first, long length) throws IOException {
            beforeReading.run();
            return file.open(first, length);
        }

        @Override
        public String fingerprint() {
            return file.fingerprint();
        }

        @Override
        public void verifyUnchanged() throws IOException {
            file.verifyUnchanged();
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }
}
