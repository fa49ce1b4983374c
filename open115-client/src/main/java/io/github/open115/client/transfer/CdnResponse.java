/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.transfer;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Response;

/**
 * Validates the head of an answer of the CDN (docs/115-open-api.md G.4, G.5). The content type proves nothing: a file may
 * itself be a web page or JSON.
 */
final class CdnResponse {

    /** The CDN answered with an error status. */
    static final class RefusedException extends TransferException {

        private static final long serialVersionUID = 1L;

        /** Answers to a link that has expired, that is used by another agent, or whose file is gone. */
        private static final Set<Integer> LINK_IS_DEAD = Set.of(401, 403, 404, 410);

        private final String answer;
        private final String excerpt;
        private final Duration retryAfter;

        private RefusedException(ContentSource source, Response response) {
            this(
                    source,
                    response.code(),
                    "the CDN answered HTTP " + response.code(),
                    excerpt(response),
                    CdnResponse.retryAfter(response),
                    null);
        }

        private RefusedException(
                ContentSource source, int status, String answer, String excerpt, Duration retryAfter, Throwable cause) {
            super(source, excerpt.isEmpty() ? answer : answer + ": " + excerpt, status, cause);
            this.answer = answer;
            this.excerpt = excerpt;
            this.retryAfter = retryAfter;
        }

        /** The exception for a link that was refused although it had just replaced another one. */
        RefusedException ofNewLink(ContentSource source) {
            return new RefusedException(
                    source, httpStatus(), answer + " again with a new link", excerpt, retryAfter, this);
        }

        /** How long the CDN asks to wait; zero if it does not say. */
        Duration retryAfter() {
            return retryAfter;
        }

        /** Whether a new link may help. */
        boolean isAboutTheLink() {
            return LINK_IS_DEAD.contains(httpStatus());
        }

        /** Whether the link may only have too many connections, which the CDN answers with the same status. */
        boolean mayMeanTooManyConnections() {
            return httpStatus() == 403;
        }

        /** Whether a later request may help. */
        boolean isOverload() {
            return httpStatus() == 429 || httpStatus() >= 500;
        }
    }

    /** The CDN delivers other content than was requested: the length, the range or the entity tag differs. */
    static final class WrongAnswerException extends TransferException {

        private static final long serialVersionUID = 1L;

        private WrongAnswerException(ContentSource source, String problem) {
            super(source, problem);
        }
    }

    private static final int EXCERPT_BYTES = 800;
    private static final int EXCERPT_CHARACTERS = 200;
    private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)https?:[^\\s\"'<>]*");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,4}");
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");

    private CdnResponse() {}

    /**
     * Checks status, length, range and entity tag, as far as the head contains them.
     *
     * @param range what was requested; null for the whole content
     * @throws RefusedException if the CDN refuses
     * @throws TransferException if the answer is not the requested content
     */
    static void validate(Response response, DownloadSession session, ByteRange range) throws TransferException {
        ContentSource source = session.source();
        if (response.code() >= 400) {
            throw new RefusedException(source, response);
        }
        int expectedStatus = range == null ? 200 : 206;
        if (response.code() != expectedStatus) {
            throw new TransferException(
                    source,
                    "the CDN answered HTTP " + response.code() + " in place of " + expectedStatus,
                    response.code(),
                    null);
        }
        if (range != null) {
            validateRange(response, source, range);
        }
        long expected = range == null ? source.size() : range.length();
        long announced = response.body().contentLength();
        if (announced >= 0 && announced != expected) {
            throw new WrongAnswerException(
                    source, "expected " + expected + " bytes, but the CDN announces " + announced);
        }
        if (!session.matchesEntityTag(response.header("ETag"))) {
            throw new WrongAnswerException(source, "the CDN delivers another content than before");
        }
    }

    private static void validateRange(Response response, ContentSource source, ByteRange range)
            throws WrongAnswerException {
        String header = response.header("Content-Range", "");
        Matcher matcher = CONTENT_RANGE.matcher(header);
        boolean matches = matcher.matches()
                && matcher.group(1).equals(Long.toString(range.first()))
                && matcher.group(2).equals(Long.toString(range.last()))
                && (matcher.group(3).equals("*") || matcher.group(3).equals(Long.toString(source.size())));
        if (!matches) {
            throw new WrongAnswerException(
                    source,
                    "expected bytes " + range.first() + "-" + range.last() + " of " + source.size()
                            + ", but the CDN sends '" + header + "'");
        }
    }

    private static Duration retryAfter(Response response) {
        String seconds = response.header("Retry-After", "");
        return SECONDS.matcher(seconds).matches() ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }

    /** The beginning of the text, without links. */
    private static String excerpt(Response response) {
        try {
            String text = response.peekBody(EXCERPT_BYTES).string();
            text = WEB_ADDRESS
                    .matcher(text)
                    .replaceAll("[address]")
                    .replaceAll("\\p{Cntrl}+", " ")
                    .trim();
            return text.length() <= EXCERPT_CHARACTERS ? text : text.substring(0, EXCERPT_CHARACTERS);
        } catch (IOException e) {
            return "";
        }
    }
}
