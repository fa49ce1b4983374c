/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115File;
import io.github.open115.camel.content.Open115Content;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.internal.FileFailure;
import io.github.open115.client.upload.UploadSource;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PushbackInputStream;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.support.ExchangeHelper;

/**
 * The body of a message as content to upload. Files, texts, bytes and files of a drive are read as they are. A stream is
 * written to a temporary file first ({@link SpoolOutput}), which then takes its place in the message, so that the route can
 * go on with it.
 */
final class UploadBody {

    private static final ConsumedStreams CONSUMED = new ConsumedStreams();

    private final Exchange exchange;
    private final Message message;
    private final OperationContext context;
    private final UploadOptions options;

    UploadBody(Exchange exchange, OperationContext context) {
        this.exchange = exchange;
        this.message = exchange.getMessage();
        this.context = context;
        this.options = context.uploadOptions();
    }

    /**
     * The content. Makes no call, unless the body is an {@link Open115File} without SHA-1 or pick code, which is looked up.
     *
     * @throws IllegalArgumentException if the body is nothing that can be uploaded
     * @throws GenericFileOperationFailedException if a local file cannot be read or written
     */
    UploadSource source() {
        try {
            return of(message.getBody(), message::setBody);
        } catch (IOException e) {
            throw new GenericFileOperationFailedException("The body cannot be read to upload it: " + reason(e), e);
        }
    }

    /** @param replace takes what takes the place of a stream that was read */
    private UploadSource of(Object body, Consumer<Object> replace) throws IOException {
        if (body == null) {
            return ofNothing();
        }
        if (body instanceof byte[] bytes) {
            return UploadSource.of(bytes);
        }
        if (body instanceof CharSequence text) {
            return UploadSource.of(encoded(text));
        }
        if (body instanceof ByteBuffer buffer) {
            return UploadSource.of(bytesOf(buffer));
        }
        if (body instanceof File file) {
            return ofFile(file.toPath());
        }
        if (body instanceof Path file) {
            return ofFile(file);
        }
        if (body instanceof Spooled spooled) {
            return spooled.source();
        }
        if (body instanceof Open115File file) {
            return ofDriveFile(file);
        }
        if (body instanceof Open115Content content) {
            Optional<UploadSource> whole = content.asUploadSource(exchange);
            return whole.isPresent() ? whole.get() : spooled(content::writeTo).source();
        }
        if (body instanceof WrappedFile<?> wrapped) {
            return ofWrapped(wrapped);
        }
        return ofStream(body, replace);
    }

    private UploadSource ofNothing() {
        if (!options.allowNullBody()) {
            throw new IllegalArgumentException("The message has no body to upload: give it one, or set"
                    + " allowNullBody=true to upload an empty file");
        }
        return UploadSource.of(new byte[0]);
    }

    private static UploadSource ofFile(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(
                    "The body is the directory " + file
                            + ", but only a file can be uploaded: poll the directory with file: and recursive=true, or split it");
        }
        if (!Files.exists(file)) {
            throw new GenericFileOperationFailedException(
                    "The body is the file " + file + ", which does not exist (any more)");
        }
        return UploadSource.of(file);
    }

    private UploadSource ofDriveFile(Open115File file) {
        Open115File known = file;
        if (!file.folder() && (file.sha1() == null || file.pickCode() == null)) {
            FileItem item = context.client().files().info(file.id()).item();
            known = Open115File.ofLookUp(item, file.path());
        }
        return context.contents().asUploadSource(known);
    }

    /** A polled file: of the file system, of a drive, or of another component, which has fetched its content. */
    private UploadSource ofWrapped(WrappedFile<?> wrapped) throws IOException {
        Object file = wrapped.getFile();
        if (wrapped.getBody() instanceof Open115Content content) {
            return of(content, content::equals);
        }
        if (file instanceof File || file instanceof Path || file instanceof Open115File) {
            return of(file, file::equals);
        }
        if (wrapped instanceof GenericFile<?> generic && generic.getBinding() != null) {
            generic.getBinding().loadContent(exchange, generic);
        }
        Object content = wrapped.getBody();
        if (content == null || content == file || content == wrapped) {
            throw new IllegalArgumentException("The body " + wrapped + " has no content to upload: let the consumer of"
                    + " the route fetch it (download=true)");
        }
        return of(content, read -> replaceContent(wrapped, read));
    }

    private static void replaceContent(WrappedFile<?> wrapped, Object content) {
        if (wrapped instanceof GenericFile<?> generic) {
            generic.setBody(content);
        }
    }

    private UploadSource ofStream(Object body, Consumer<Object> replace) throws IOException {
        if (body instanceof StreamCache cache) {
            return ofCache(cache, replace);
        }
        boolean once = body instanceof InputStream || body instanceof Reader;
        if (!once) {
            return converted(body).source();
        }
        SpoolOutput.Result earlier = CONSUMED.begin(body);
        Object unread = earlier == null ? body : next(body);
        if (unread != null) {
            SpoolOutput.Result content = read(body, unread);
            replace.accept(content.body());
            return content.source();
        }
        if (!earlier.isThere()) {
            throw ConsumedStreams.readAlready("");
        }
        replace.accept(earlier.body().copy(exchange));
        return earlier.source();
    }

    /** @param unread the same stream, or one that has its rest */
    private SpoolOutput.Result read(Object stream, Object unread) throws IOException {
        try {
            SpoolOutput.Result content = unread instanceof Reader text ? ofText(text) : converted(unread);
            CONSUMED.read(stream, content);
            return content;
        } catch (IOException | RuntimeException e) {
            CONSUMED.failed(stream, e);
            throw e;
        }
    }

    /**
     * What a stream has after its end: a program may have moved it to the next entry of an archive, or reset it.
     *
     * @return null if it is still at its end, or closed
     * @throws IllegalArgumentException if it fails otherwise: what it had before may not be what it has now
     */
    private static Object next(Object consumed) {
        try {
            int first = consumed instanceof Reader text ? text.read() : ((InputStream) consumed).read();
            if (first < 0) {
                return null;
            }
            CONSUMED.beginNext(consumed);
            if (consumed instanceof Reader text) {
                PushbackReader whole = new PushbackReader(text);
                whole.unread(first);
                return whole;
            }
            PushbackInputStream whole = new PushbackInputStream((InputStream) consumed);
            whole.unread(first);
            return whole;
        } catch (IOException | IllegalStateException e) {
            if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("closed")) {
                return null;
            }
            throw ConsumedStreams.readAlready(". It fails now: " + e.getMessage());
        }
    }

    private UploadSource ofCache(StreamCache cache, Consumer<Object> replace) throws IOException {
        cache.reset();
        SpoolOutput.Result copied =
                cache instanceof Reader text ? spooled(out -> encode(text, out)) : spooled(cache::writeTo);
        cache.reset();
        // a copy that is in a file knows its hash, for the next upload
        if (copied.body() instanceof Spooled && !(cache instanceof Reader)) {
            replace.accept(copied.body());
        }
        return copied.source();
    }

    private SpoolOutput.Result ofText(Reader text) throws IOException {
        try (text) {
            return spooled(out -> encode(text, out));
        }
    }

    private SpoolOutput.Result converted(Object body) throws IOException {
        try (InputStream in = exchange.getContext().getTypeConverter().convertTo(InputStream.class, exchange, body)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "The body is a " + body.getClass().getTypeName()
                                + ", which cannot be uploaded: convert it to a file, a stream, bytes or a text");
            }
            return spooled(in::transferTo);
        }
    }

    private SpoolOutput.Result spooled(Writing content) throws IOException {
        try (SpoolOutput spool = new SpoolOutput(spoolDirectory(), spoolCipher())) {
            content.writeTo(spool);
            return spool.finish(exchange);
        }
    }

    private Path spoolDirectory() {
        if (options.spoolDirectory() != null) {
            return Path.of(options.spoolDirectory());
        }
        // null unless stream caching spools to the disk
        File camel = exchange.getContext().getStreamCachingStrategy().getSpoolDirectory();
        return camel == null ? null : camel.toPath();
    }

    /** That of stream caching, unless a directory is chosen for the files of this endpoint. */
    private String spoolCipher() {
        return options.spoolDirectory() != null
                ? null
                : exchange.getContext().getStreamCachingStrategy().getSpoolCipher();
    }

    /**
     * A failure to find the content, with a hint if that is the likely reason: the pick code of a file is one of its own
     * account, which an {@link Open115File} does not tell.
     */
    NotFoundException explained(NotFoundException failure) {
        return message.getBody() instanceof Open115File
                ? new NotFoundException(
                        failure.getMessage()
                                + " An Open115File is read from the account that uploads: if it is a file of"
                                + " another account, use operation=download of that account before the upload",
                        failure.failure(),
                        failure)
                : failure;
    }

    /** The bytes of a text. A character that the character set does not have would be a wrong file. */
    private byte[] encoded(CharSequence text) {
        try {
            return bytesOf(charset().newEncoder().encode(CharBuffer.wrap(text)));
        } catch (CharacterCodingException e) {
            throw notInCharset(e);
        }
    }

    /** Leaves the position. Camel's converters read a buffer to its end, so one without a rest is read from its beginning. */
    private static byte[] bytesOf(ByteBuffer buffer) {
        ByteBuffer rest =
                buffer.hasRemaining() ? buffer.duplicate() : buffer.duplicate().rewind();
        byte[] bytes = new byte[rest.remaining()];
        rest.get(bytes);
        return bytes;
    }

    private void encode(Reader text, OutputStream out) throws IOException {
        // the last bytes are written when the writer is closed, which must not close the spool
        try (Writer writer = new OutputStreamWriter(new Unclosed(out), charset().newEncoder())) {
            text.transferTo(writer);
        } catch (CharacterCodingException e) {
            throw notInCharset(e);
        }
    }

    private Charset charset() {
        return options.charset() == null ? ExchangeHelper.getCharset(exchange) : Charset.forName(options.charset());
    }

    private IllegalArgumentException notInCharset(CharacterCodingException e) {
        return new IllegalArgumentException(
                "The body has a character that the character set " + charset()
                        + " does not have: set the option charset to UTF-8, or to another one that has it",
                e);
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException named && named.getFile() != null) {
            return named.getFile() + ": " + FileFailure.reading(Path.of(named.getFile()), named);
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static final class Unclosed extends OutputStream {

        private final OutputStream out;

        Unclosed(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void writeTo(OutputStream out) throws IOException;
    }
}
