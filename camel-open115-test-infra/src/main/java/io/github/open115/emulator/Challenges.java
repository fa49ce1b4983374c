/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Asks a client to prove that it has the content: it must send the SHA-1 of a range (docs/115-open-api.md D.3).
 * Guarded by the lock of the drive.
 */
final class Challenges {

    private static final int LONGEST_RANGE = 1000;

    /** @param last the position of the last byte, which belongs to the range */
    record Challenge(String key, Content content, long first, long last) {

        String range() {
            return first + "-" + last;
        }

        boolean isAnsweredBy(String sha1) {
            try (InputStream in = content.open(first)) {
                MessageDigest digest = ObjectDigest.digest("SHA-1");
                digest.update(in.readNBytes((int) (last - first + 1)));
                return ObjectDigest.hex(digest).equals(sha1);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final Random random = new Random(115);
    private final Map<String, Challenge> open = new HashMap<>();

    Challenge issue(Content content) {
        String key = "%08x".formatted(random.nextInt());
        Challenge challenge = content instanceof DigestedContent digested
                ? rangeOf(
                        key,
                        content,
                        digested.sample().first(),
                        digested.sample().length())
                : rangeOf(key, content, 0, content.size());
        open.put(key, challenge);
        return challenge;
    }

    /** Whether the answer to a challenge of this key proves possession of this content. */
    boolean isAnswered(String key, Content content, String answer) {
        Challenge challenge = open.get(key);
        return challenge != null
                && challenge.content.size() == content.size()
                && challenge.content.sha1().equals(content.sha1())
                && challenge.isAnsweredBy(answer);
    }

    private Challenge rangeOf(String key, Content content, long from, long length) {
        long size = Math.min(length, 1 + random.nextInt(LONGEST_RANGE));
        long first = from + random.nextLong(length - size + 1);
        return new Challenge(key, content, first, first + size - 1);
    }
}
