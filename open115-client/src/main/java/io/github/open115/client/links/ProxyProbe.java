package io.github.open115.client.links;

import io.github.open115.client.http.ErrorReply;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.ServiceUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Finds out whether a download proxy answers, with one unsigned request that costs the drive nothing. Thread-safe.
 *
 * <p>A proxy checks the sign before anything else, so this sees a proxy that is down, or whose front fails, and not one
 * that cannot get links or content: that is known only to whoever asks for a file.
 */
public final class ProxyProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final OkHttpClient http;

    /** @param base its proxy and TLS settings are taken over; null for plain ones */
    public ProxyProbe(OkHttpClient base) {
        this.http = (base == null ? new OkHttpClient() : base)
                .newBuilder()
                .callTimeout(PATIENCE)
                .followRedirects(false)
                .cookieJar(CookieJar.NO_COOKIES)
                .build();
    }

    /**
     * Returns when the proxy answers. It refuses the request, which has no sign; that refusal, told with whatever status,
     * is what one that works answers.
     *
     * @param url base URL of the proxy
     * @throws NoReplyException if there is no answer within three seconds
     * @throws ServiceUnavailableException if the answer is a failure of the proxy, also one told with HTTP 200
     */
    public void check(String url) {
        Request request = new Request.Builder().url(url).build();
        try (Response response = http.newCall(request).execute()) {
            String contentType = response.header("Content-Type");
            String body = response.peekBody(ErrorReply.MAX_BYTES).string();
            Optional<Failure> told = ErrorReply.in(response.code(), contentType, body);
            if (response.code() >= 500 || told.isPresent() && told.get().code() >= 500) {
                throw new ServiceUnavailableException(
                        "the download proxy " + url + " fails",
                        told.orElse(new Failure(response.code(), contentType, 0, "", "")));
            }
        } catch (IOException e) {
            throw new NoReplyException("the download proxy " + url + " does not answer", true, e);
        }
    }
}
