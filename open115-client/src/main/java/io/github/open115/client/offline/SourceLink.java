/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.offline;

import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Redaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A link that the cloud download is to fetch: HTTP(S), FTP, magnet or ed2k (docs/115-open-api.md E.3). */
record SourceLink(String url) {

    private static final Pattern BT_HASH =
            Pattern.compile("[?&]xt=urn:btih:([0-9a-f]{40})(?![0-9a-z])", Pattern.CASE_INSENSITIVE);
    // the path of a signed address is as secret as its query
    private static final Pattern ADDRESS = Pattern.compile(
            "((?:https?|s?ftp)://)(?:[^/?#@]*@)?([^/?#]*).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final String MAGNET = "magnet:?xt=urn:btih:";
    private static final int MAX_SHOWN = 120;

    /**
     * Checks links that are to be added.
     *
     * @throws IllegalArgumentException if there is none, or one that is empty or has a line break
     */
    static List<SourceLink> all(Collection<String> links) {
        List<SourceLink> all = new ArrayList<>();
        for (String link : links) {
            String number = "link " + (all.size() + 1);
            if (link == null || link.isBlank()) {
                throw new IllegalArgumentException("The " + number + " is empty: leave it out");
            }
            String url = link.strip();
            // the service takes each line for a link
            if (url.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("The " + number + " has a line break or another control character"
                        + " in it: give each link as an element of its own");
            }
            all.add(new SourceLink(url));
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("Nothing to download: give at least one link");
        }
        return all;
    }

    /** A link with the hash of a torrent. */
    static SourceLink ofTorrent(String infoHash) {
        return new SourceLink(MAGNET + infoHash);
    }

    /** The info hash in a magnet link, in lower case; empty for other links. */
    Optional<String> infoHash() {
        Matcher matcher = BT_HASH.matcher(url);
        return url.regionMatches(true, 0, "magnet:", 0, 7) && matcher.find()
                ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /** The link for messages: in one line, short, and without what may be a password or a signature. */
    String shown() {
        Matcher address = ADDRESS.matcher(url);
        String shown = infoHash()
                .map(hash -> MAGNET + hash)
                .orElseGet(() -> address.matches()
                        ? address.group(1) + address.group(2) + "/***"
                        : Redaction.excerpt(url, List.of()));
        return Open115Exception.oneLine(shown.length() <= MAX_SHOWN ? shown : shown.substring(0, MAX_SHOWN) + "…");
    }
}
