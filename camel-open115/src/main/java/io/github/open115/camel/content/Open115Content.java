/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.content;

import io.github.open115.camel.Open115File;
import io.github.open115.client.upload.UploadSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/**
 * The content of a file as a message body that costs nothing until it is read. It is no stream but gives streams, as the
 * body of Camel's file component does: each conversion to an {@link InputStream}, and through one to whatever Camel converts
 * streams to, is a reading of its own from the first byte to the last. So threads, branches and steps may share it. The
 * first read of a stream requests the link and opens the connection. The end is reported only after length and SHA-1 have
 * been verified.
 *
 * <p>It is a wrapped file and a stream cache, so that Camel passes it on as it is: the backlog tracer and stream caching
 * drain every other kind of lazy body, at one link call each. Where Camel copies a message, the copy belongs to the other
 * exchange. {@link CachedContent} decides whether a reading is a download.
 *
 * <p>Thread-safe; a stream is for one reader.
 */
public final class Open115Content implements WrappedFile<Open115Content>, StreamCache {

    /** Opens the content from its beginning. */
    @FunctionalInterface
    public interface Opener {

        InputStream open() throws IOException;

        /** The opener for a copy of the content in the message of another exchange. */
        default Opener sharedWith(Exchange exchange) {
            return this;
        }
    }

    private final Open115File file;
    private final long length;
    private final Opener opener;
    // null if it is a part
    private final Supplier<UploadSource> whole;
    private final ExchangeReadings readings = new ExchangeReadings(this, false);
    private final Map<Exchange, ExchangeReadings> byExchange = new ConcurrentHashMap<>();

    /**
     * @param length how many bytes will come
     * @param opener is called at the first read of each stream
     */
    public Open115Content(Open115File file, long length, Opener opener) {
        this(file, length, opener, null);
    }

    /** @param whole gives the content as a source of an upload, if it is all of the file; null if it is a part */
    Open115Content(Open115File file, long length, Opener opener, Supplier<UploadSource> whole) {
        this.file = Objects.requireNonNull(file);
        this.length = length;
        this.opener = Objects.requireNonNull(opener);
        this.whole = whole;
    }

    /**
     * The content as a source of an upload, which reads only what the upload needs; empty if this is a part of a file.
     *
     * @param uploader the exchange that uploads it; if it has written a local file before, that is checked now, because the
     *     upload sets the header that names the file
     */
    public Optional<UploadSource> asUploadSource(Exchange uploader) {
        byExchange.computeIfAbsent(uploader, this::readingsOf).checkProduct(uploader);
        return Optional.ofNullable(whole).map(Supplier::get);
    }

    /** A stream over all of the content, which opens nothing before it is read. */
    public ContentStream newStream() {
        return new ContentStream(this, readings);
    }

    /**
     * The same for an exchange. What is left open of it is closed at the end of the exchange, or of the one that this is
     * handed over to, which fails if the reading failed and no error handler was told.
     *
     * @param reader may be null
     */
    public ContentStream newStream(Exchange reader) {
        if (reader == null) {
            return newStream();
        }
        ExchangeReadings ofReader = byExchange.computeIfAbsent(reader, this::readingsOf);
        ofReader.checkProduct(reader);
        return new ContentStream(this, ofReader);
    }

    private ExchangeReadings readingsOf(Exchange reader) {
        ExchangeReadings added = new ExchangeReadings(this, true);
        reader.getExchangeExtension().addOnCompletion(added);
        return added;
    }

    void handOver(ExchangeReadings moved, Exchange target) {
        if (byExchange.values().remove(moved)) {
            byExchange.putIfAbsent(target, moved);
        }
    }

    void forget(ExchangeReadings ended) {
        byExchange.values().remove(ended);
    }

    InputStream open() throws IOException {
        return opener.open();
    }

    /** Does nothing: each reading has a stream of its own. */
    @Override
    public void reset() {}

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream in = newStream()) {
            in.transferTo(out);
        }
    }

    /** The same content for the message of another exchange, which is bound to it. */
    @Override
    public Open115Content copy(Exchange exchange) {
        return new Open115Content(file, length, opener.sharedWith(exchange), whole).boundTo(exchange);
    }

    /**
     * Binds the streams that were not made for a certain exchange to one, as {@link #newStream(Exchange)} does: those of
     * tokenizers and data formats, which Camel does not tell us the exchange of.
     */
    public Open115Content boundTo(Exchange exchange) {
        exchange.getExchangeExtension().addOnCompletion(readings);
        return this;
    }

    /** The file whose content it is. */
    public Open115File file() {
        return file;
    }

    /** This content, as there is no local file. */
    @Override
    public Open115Content getFile() {
        return this;
    }

    /** A new stream: tokenizers and data formats of Camel read what a wrapped file has here, never the file itself. */
    @Override
    public Object getBody() {
        return newStream();
    }

    @Override
    public long getFileLength() {
        return length;
    }

    @Override
    public boolean inMemory() {
        return false;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public long position() {
        return 0;
    }

    @Override
    public String toString() {
        return "Open115Content[" + file.name() + ", id " + file.id() + ", " + length + " bytes]";
    }
}
