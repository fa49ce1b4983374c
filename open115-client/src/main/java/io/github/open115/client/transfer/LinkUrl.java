package io.github.open115.client.transfer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * The address of a link in the form that OkHttp sends byte for byte. A link is signed, so that the CDN refuses any other
 * spelling; but OkHttp shortens the paths of files that are called {@code .} or {@code ..}, and encodes some characters.
 */
final class LinkUrl {

    private static final Pattern ADDRESS = Pattern.compile("https?://[^/?#\\\\]*(/[^?#]*)?(?:\\?([^#]*))?(?:#.*)?");

    /** What a request line can carry as it is. */
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]*");

    private LinkUrl() {}

    /** @throws IllegalArgumentException if it is no address of http or https */
    static HttpUrl of(String link) {
        HttpUrl url = HttpUrl.get(link);
        Matcher address = ADDRESS.matcher(link);
        if (!PRINTABLE.matcher(link).matches() || !address.matches()) {
            return url;
        }
        String path = address.group(1) == null ? "/" : address.group(1);
        String query = address.group(2);
        return path.equals(url.encodedPath()) && (query == null || query.equals(url.encodedQuery()))
                ? url
                : unchanged(url, path, query);
    }

    /**
     * Puts a path and a query into an address as they are. What is public of OkHttp cannot: these methods are internal to
     * its Kotlin code. They are the same in all versions 4 and 5, and a test sends such links.
     */
    private static HttpUrl unchanged(HttpUrl url, String path, String query) {
        HttpUrl.Builder builder = url.newBuilder().fragment(null).query(query);
        builder.getEncodedPathSegments$okhttp().clear();
        builder.getEncodedPathSegments$okhttp().add(path.substring(1));
        if (query != null) {
            builder.getEncodedQueryNamesAndValues$okhttp().clear();
            // a name without a value is written as it is
            builder.getEncodedQueryNamesAndValues$okhttp().add(query);
            builder.getEncodedQueryNamesAndValues$okhttp().add(null);
        }
        return builder.build();
    }
}
