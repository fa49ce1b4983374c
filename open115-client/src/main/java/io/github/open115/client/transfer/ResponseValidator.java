package io.github.open115.client.transfer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Response;

/**
 * Tells the answer that was asked for from one that stands in for it. The content type is no evidence: a file may be a
 * web page or JSON itself.
 */
final class ResponseValidator {

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");

    private ResponseValidator() {}

    /**
     * Checks status, length and range as far as the header tells them.
     *
     * @param range null when the whole content was asked for
     */
    static void check(Response response, ContentSource source, ByteRange range) throws TransferException {
        int expectedStatus = range == null ? 200 : 206;
        if (response.code() != expectedStatus) {
            throw new TransferException(
                    source,
                    "the CDN answered HTTP " + response.code() + " in place of " + expectedStatus,
                    response.code(),
                    null);
        }
        if (range != null) {
            checkRange(response, source, range);
        }
        long expected = range == null ? source.size() : range.length();
        long announced = response.body().contentLength();
        if (announced >= 0 && announced != expected) {
            throw new WrongAnswerException(
                    source, "expected " + expected + " bytes, but the CDN announces " + announced);
        }
    }

    private static void checkRange(Response response, ContentSource source, ByteRange range) throws TransferException {
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
}
