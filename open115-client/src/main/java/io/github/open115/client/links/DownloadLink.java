package io.github.open115.client.links;

import io.github.open115.client.http.TextTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A link to the content of one file. It works for the {@code User-Agent} it was asked with, byte for byte, and for no
 * other (section G.3), until it expires (G.2), for two connections at most (G.4).
 *
 * @param fileId file id
 * @param pickCode pick code
 * @param name exact name
 * @param size bytes, -1 when the reply did not say
 * @param sha1 upper-case hex, null when the reply did not say
 * @param url the link itself: as good as the content, so it is kept out of {@link #toString()}
 * @param userAgent the agent that the link works for
 * @param expiresAt end of its life
 */
public record DownloadLink(
        String fileId,
        String pickCode,
        String name,
        long size,
        String sha1,
        String url,
        String userAgent,
        @TextTime Instant expiresAt) {

    public DownloadLink {
        Objects.requireNonNull(pickCode, "pickCode");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(userAgent, "userAgent");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    /** The request headers that the link needs; never empty. */
    public Map<String, String> headers() {
        return Map.of("User-Agent", userAgent);
    }

    @Override
    public String toString() {
        return "DownloadLink[fileId=" + fileId + ", expiresAt=" + expiresAt + "]";
    }
}
