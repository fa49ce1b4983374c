/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link that cloud download takes: HTTP(S), FTP, magnet or ed2k (docs/115-open-api.md E.3).
 *
 * @param infoHash 40 lower-case hexadecimal digits: that of a magnet link, or the SHA-1 of another link
 * @param name what the link says of the name
 */
record OfflineLink(String url, String infoHash, String name) {

    private static final Set<String> SCHEMES = Set.of("http", "https", "ftp");
    private static final Pattern HASH =
            Pattern.compile("[?&]xt=urn:btih:([0-9a-f]{40}|[a-z2-7]{32})(?=&|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern MAGNET_NAME = Pattern.compile("[?&]dn=([^&]+)");
    private static final Pattern ED2K =
            Pattern.compile("ed2k://\\|file\\|([^|]+)\\|\\d+\\|[0-9a-f]{32}\\|.*", Pattern.CASE_INSENSITIVE);
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

    /** The link that a text is; empty for a bad one. */
    static Optional<OfflineLink> parse(String url) {
        Matcher ed2k = ED2K.matcher(url);
        if (ed2k.matches()) {
            return Optional.of(new OfflineLink(url, hashOf(url), decoded(ed2k.group(1))));
        }
        if (url.toLowerCase(Locale.ROOT).startsWith("magnet:")) {
            return magnet(url);
        }
        try {
            URI uri = new URI(url);
            if (uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null) {
                String path = uri.getPath();
                String last = path.substring(path.lastIndexOf('/') + 1);
                return Optional.of(new OfflineLink(url, hashOf(url), last.isEmpty() ? uri.getHost() : last));
            }
        } catch (URISyntaxException bad) {
            // as one of another scheme
        }
        return Optional.empty();
    }

    /** A link that stands for a torrent file. */
    static OfflineLink of(Torrent torrent) {
        return new OfflineLink("magnet:?xt=urn:btih:" + torrent.infoHash(), torrent.infoHash(), torrent.name());
    }

    private static Optional<OfflineLink> magnet(String url) {
        Matcher hash = HASH.matcher(url);
        if (!hash.find()) {
            return Optional.empty();
        }
        String digits = hash.group(1).toLowerCase(Locale.ROOT);
        String infoHash = digits.length() == 40 ? digits : hexadecimal(digits);
        Matcher name = MAGNET_NAME.matcher(url);
        return Optional.of(new OfflineLink(url, infoHash, name.find() ? decoded(name.group(1)) : infoHash));
    }

    private static String hexadecimal(String base32) {
        BigInteger number = BigInteger.ZERO;
        for (char digit : base32.toCharArray()) {
            number = number.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(digit)));
        }
        return String.format("%040x", number);
    }

    private static String hashOf(String url) {
        return Torrent.sha1(url.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return name;
        }
    }
}
