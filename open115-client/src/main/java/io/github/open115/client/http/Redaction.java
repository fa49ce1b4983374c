/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import java.util.Collection;
import java.util.regex.Pattern;

/** Masks secrets in text that a person may read. */
public final class Redaction {

    private static final int EXCERPT_LENGTH = 200;
    // more text than is shown is masked, so that a secret at the end of the excerpt is recognized
    private static final int LOOKED_AT = 8 * 1024;
    private static final String MASK = "***";

    private static final Pattern SECRET_MEMBER = Pattern.compile(
            "(\"(?:[a-z_-]*token|accesskey(?:id|secrett?)|[a-z_]*secret|sign|sign_key|sign_val|code_verifier|authorization"
                    + "|(?:x-oss-)?callback[a-z_-]*)\"\\s*:\\s*\")"
                    + "(?:[^\"\\\\]|\\\\.)*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET_PARAMETER = Pattern.compile(
            "\\b([a-z_-]*token|[a-z_]*secret|sign|signature|(?:x-oss-)?credential|(?:oss)?accesskeyid|code_verifier)"
                    + "=[^&\\s\"<>,]+",
            Pattern.CASE_INSENSITIVE);
    // the headers and the error documents of the object storage (docs/115-open-api.md D.5)
    private static final Pattern SECRET_HEADER = Pattern.compile(
            "\\b(authorization|x-oss-security-token|x-oss-callback(?:-var)?)\\s*:\\s*[^\\r\\n\"<]+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET_ELEMENT = Pattern.compile(
            "<((?:oss)?accesskeyid|accesskeysecret|securitytoken|signatureprovided|stringtosign|canonicalrequest)>[^<]*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BEARER = Pattern.compile("(Bearer\\s+)[^\\s\"<>,]+", Pattern.CASE_INSENSITIVE);
    // the path of a download link is as secret as its query: both are part of the signature (docs/115-open-api.md G.1)
    private static final Pattern LINK =
            Pattern.compile("(https?:(?:\\\\?/){2}[^/\\\\\\s\"<>?]+)[/\\\\?][^\\s\"<>]*", Pattern.CASE_INSENSITIVE);

    // a reply may quote a token of another call
    private static final Pattern LONG_AND_OPAQUE = Pattern.compile("[A-Za-z0-9_.~+=-]{32,}");

    private Redaction() {}

    /** The first 200 characters, masked, also all {@code secrets}. */
    public static String excerpt(String text, Collection<String> secrets) {
        String start = text.length() <= LOOKED_AT ? text : text.substring(0, LOOKED_AT);
        String masked = mask(start, secrets);
        return masked.length() <= EXCERPT_LENGTH ? masked : masked.substring(0, EXCERPT_LENGTH);
    }

    private static String mask(String text, Collection<String> secrets) {
        String masked = text;
        for (String secret : secrets) {
            masked = secret == null || secret.isEmpty() ? masked : masked.replace(secret, MASK);
        }
        masked = SECRET_MEMBER.matcher(masked).replaceAll("$1" + MASK);
        masked = SECRET_PARAMETER.matcher(masked).replaceAll("$1=" + MASK);
        masked = SECRET_HEADER.matcher(masked).replaceAll("$1: " + MASK);
        masked = SECRET_ELEMENT.matcher(masked).replaceAll("<$1>" + MASK);
        masked = BEARER.matcher(masked).replaceAll("$1" + MASK);
        masked = LINK.matcher(masked).replaceAll("$1/" + MASK);
        return LONG_AND_OPAQUE.matcher(masked).replaceAll(MASK);
    }
}
