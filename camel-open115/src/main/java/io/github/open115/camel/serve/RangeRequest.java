/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.serve;

import io.github.open115.client.transfer.ByteRange;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a {@code Range} header asks for. As HTTP demands, a header that is not understood is passed
 * over, and so are several ranges in one, whose answer would be a multipart one: the whole file is an answer to both.
 *
 * @param satisfiable false when the part begins behind the end of the file
 * @param part null for the whole file, and when the part begins behind the end
 */
public record RangeRequest(boolean satisfiable, ByteRange part) {

    private static final Pattern ONE_RANGE = Pattern.compile("(?i:bytes)=\\s*(\\d*)-(\\d*)\\s*");
    private static final RangeRequest WHOLE = new RangeRequest(true, null);
    private static final RangeRequest BEYOND = new RangeRequest(false, null);

    /**
     * Reads a header.
     *
     * @param header null for none
     * @param size of the file in bytes
     */
    public static RangeRequest of(String header, long size) {
        Matcher matcher = ONE_RANGE.matcher(header == null ? "" : header);
        if (!matcher.matches()) {
            return WHOLE;
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? WHOLE : suffix(number(last), size);
        }
        long from = number(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : number(last);
        if (to < from) {
            return WHOLE;
        }
        return from >= size ? BEYOND : new RangeRequest(true, new ByteRange(from, Math.min(to, size - 1)));
    }

    /** Some players send the largest 64-bit number as the last byte: what is larger than a long is behind every end. */
    private static long number(String digits) {
        return new BigInteger(digits).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
    }

    private static RangeRequest suffix(long length, long size) {
        return length == 0 || size == 0
                ? BEYOND
                : new RangeRequest(true, new ByteRange(Math.max(0, size - length), size - 1));
    }
}
