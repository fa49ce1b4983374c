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

    private static final String KEYS = "accesskey(?:id|secrett?)|[a-z_-]*token|[a-z_]*secret";
    private static final String MEMBERS =
            KEYS + "|sign|sign_key|sign_val|signature|code_verifier|authorization|(?:x-oss-)?callback[a-z_-]*";

    // JSON in a string of JSON has a backslash before its quotes, JSON in that three of them: a quote that ends the
    // value
    // has as many as the one that begins it, and a quote within the value has more
    private static final Pattern SECRET_MEMBER = ignoringCase(
            "((\\\\*+)\"(?:" + MEMBERS + ")\\2\"\\s*:\\s*\\2\")" + "(?:[^\"\\\\]++|\\\\++(?!\")|\\2\\\\++\")*+");
    // JSON in a web page, in the query of a URL, or as a script writes it
    private static final Pattern ENCODED_MEMBER = ignoringCase("((&quot;|&#34;|%22|')(?:" + MEMBERS
            + ")\\2(?:\\s|\\+|%20)*(?::|%3A)(?:\\s|\\+|%20)*\\2)" + "(?:(?!\\2).)*+");
    private static final Pattern SECRET_PARAMETER = ignoringCase(
            "\\b(" + KEYS + "|sign|signature|(?:x-oss-)?credential|ossaccesskeyid|code_verifier|callback(?:-var)?)"
                    + "=[^&\\s\"<>,]+");
    // the headers and the error documents of the object storage (docs/115-open-api.md D.5)
    private static final Pattern SECRET_HEADER = ignoringCase(
            "\\b(authorization|x-oss-security-token|x-oss-callback(?:-var)?|securitytoken|accesskey(?:id|secrett?))"
                    + "\\s*:\\s*[^\\r\\n\"<]+");
    private static final Pattern SECRET_ELEMENT = ignoringCase("((?:<|&lt;)(?:\\w+:)?(?:(?:oss)?" + KEYS
            + "|signatureprovided|(?:stringtosign|canonicalrequest)(?:bytes)?|callback[a-z_-]*)(?:\\s[^>]*)?(?:>|&gt;))"
            + "(?:<!\\[CDATA\\[(?:(?!]]>).)*+|(?!&lt;)[^<])++");
    private static final Pattern BEARER = ignoringCase("(Bearer\\s+)[^\\s\"<>,]+");
    // the path of a download link is as secret as its query: both are part of the signature (docs/115-open-api.md G.1)
    private static final Pattern LINK = ignoringCase("(https?:(?:\\\\?/){2}[^/\\\\\\s\"<>?]+)[/\\\\?][^\\s\"<>]*");

    // a reply may quote a token of another call
    private static final Pattern LONG_AND_OPAQUE = Pattern.compile("[A-Za-z0-9_.~+=-]{32,}");

    private Redaction() {}

    private static Pattern ignoringCase(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

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
        masked = ENCODED_MEMBER.matcher(masked).replaceAll("$1" + MASK);
        masked = SECRET_PARAMETER.matcher(masked).replaceAll("$1=" + MASK);
        masked = SECRET_HEADER.matcher(masked).replaceAll("$1: " + MASK);
        masked = SECRET_ELEMENT.matcher(masked).replaceAll("$1" + MASK);
        masked = BEARER.matcher(masked).replaceAll("$1" + MASK);
        masked = LINK.matcher(masked).replaceAll("$1/" + MASK);
        return LONG_AND_OPAQUE.matcher(masked).replaceAll(MASK);
    }
}
