/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.serve;

import io.github.open115.camel.Open115File;
import io.github.open115.camel.content.ContentStream;
import io.github.open115.camel.content.FileContents;
import io.github.open115.camel.content.Open115Content;
import io.github.open115.client.transfer.ByteRange;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.util.IOHelper;
import org.apache.camel.util.MimeTypeHelper;

/** Answers with the content of a file that comes through this machine: whole, or the one range that was asked for. */
final class ContentAnswer {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final FileContents contents;

    ContentAnswer(FileContents contents) {
        this.contents = contents;
    }

    /**
     * The answer. Its first byte is there when this returns, so that what fails at once does so with a status of its own.
     *
     * @throws IOException if the content cannot be fetched
     */
    HttpAnswer to(HttpRequestView request, Open115File file) throws IOException {
        if (file.sha1() == null || file.pickCode() == null) {
            return HttpAnswer.text(503, "The content of this file is not ready yet.")
                    .with("Retry-After", "10");
        }
        if (isKnown(request.header("If-None-Match"), file)) {
            return describe(HttpAnswer.of(304), file);
        }
        RangeRequest range = RangeRequest.of(isSame(request, file) ? request.header("Range") : null, file.size());
        if (request.isHead()) {
            // HTTP defines ranges for GET alone
            return length(describe(HttpAnswer.of(200), file), file.size());
        }
        if (!range.satisfiable()) {
            return HttpAnswer.text(416, "The file ends before the range.")
                    .with("Content-Range", "bytes */" + file.size());
        }
        return range.part() == null ? whole(file, HttpAnswer.of(200)) : part(file, range.part());
    }

    private HttpAnswer whole(Open115File file, HttpAnswer answer) throws IOException {
        describe(length(answer, file.size()), file);
        return file.size() == 0 ? answer : answer.withBody(begun(contents.lazily(file)));
    }

    private HttpAnswer part(Open115File file, ByteRange part) throws IOException {
        HttpAnswer answer = HttpAnswer.of(206)
                .with("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + file.size());
        if (part.length() == file.size()) {
            // all of it can be proved, a part cannot
            return whole(file, answer);
        }
        return describe(length(answer, part.length()), file).withBody(begun(contents.lazily(file, part)));
    }

    private static ContentStream begun(Open115Content content) throws IOException {
        ContentStream stream = content.newStream();
        try {
            stream.begin();
            return stream;
        } catch (IOException | RuntimeException e) {
            IOHelper.close(stream);
            throw e;
        }
    }

    private static HttpAnswer length(HttpAnswer answer, long bytes) {
        return answer.with("Content-Length", Long.toString(bytes));
    }

    private static HttpAnswer describe(HttpAnswer answer, Open115File file) {
        MediaType type = MediaType.of(file.name());
        answer.with("Content-Type", type.name())
                .with(
                        "Content-Disposition",
                        (type.shown() ? "inline" : "attachment") + "; filename*=UTF-8''"
                                + PercentEncoding.parameter(file.name()))
                .with("X-Content-Type-Options", "nosniff")
                .with("Accept-Ranges", "bytes")
                .with("ETag", tag(file))
                // may be kept by the caller, who asks each time whether it is still that file
                .with("Cache-Control", "private, no-cache");
        return file.updatedAt() == null ? answer : answer.with("Last-Modified", date(file.updatedAt()));
    }

    private static boolean isKnown(String ifNoneMatch, Open115File file) {
        return ifNoneMatch != null
                && List.of(ifNoneMatch.trim().split("\\s*,\\s*")).contains(tag(file));
    }

    /** Whether a range is of the file that the caller has the rest of: by tag, or by the very date it was told. */
    private static boolean isSame(HttpRequestView request, Open115File file) {
        String condition = request.header("If-Range");
        return condition == null
                || condition.equals(tag(file))
                || file.updatedAt() != null && condition.equals(date(file.updatedAt()));
    }

    private static String tag(Open115File file) {
        return '"' + file.sha1() + '"';
    }

    private static String date(Instant instant) {
        return HTTP_DATE.format(instant);
    }

    /**
     * The type that a browser is told. Only a file that it plays or shows without running anything keeps its type: a web page from
     * the drive must not run as a page of the server.
     *
     * @param name of the type, for the header {@code Content-Type}
     * @param shown whether a browser may show the file rather than store it
     */
    private record MediaType(String name, boolean shown) {

        private static final Set<String> PLAYED = Set.of("video", "audio", "image");
        private static final Set<String> SHOWN = Set.of("application/pdf", "text/plain", "text/vtt");
        private static final Set<String> RUN = Set.of("image/svg+xml");
        private static final MediaType STORED = new MediaType("application/octet-stream", false);

        /** The type that the extension of a file name stands for. */
        static MediaType of(String fileName) {
            String type = MimeTypeHelper.probeMimeType(fileName);
            if (type == null || RUN.contains(type)) {
                return STORED;
            }
            boolean played = PLAYED.contains(type.substring(0, Math.max(0, type.indexOf('/'))));
            return played || SHOWN.contains(type) ? new MediaType(type, true) : STORED;
        }
    }
}
