package io.github.open115.client.transfer;

import io.github.open115.client.http.NetworkFailure;
import io.github.open115.client.links.DownloadLink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.Authenticator;
import okhttp3.CookieJar;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/** Sends one request for content to the CDN and sees whether the answer is the right one (docs/115-open-api.md G). */
final class CdnClient {

    private static final int EXCERPT_BYTES = 800;
    private static final int EXCERPT_CHARACTERS = 200;
    private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)https?:[^\\s\"'<>]*");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,4}");

    private final OkHttpClient http;
    private final TransferLimits limits;

    CdnClient(OkHttpClient http, TransferLimits limits) {
        this.limits = limits;
        this.http = http.newBuilder()
                // HTTP/2 would put all transfers on one connection, and its streams have no socket of their own to time
                // out
                .protocols(List.of(Protocol.HTTP_1_1))
                .callTimeout(Duration.ZERO)
                .readTimeout(limits.readTimeout())
                .retryOnConnectionFailure(true)
                .cache(null)
                .cookieJar(CookieJar.NO_COOKIES)
                .authenticator(Authenticator.NONE)
                .build();
    }

    /**
     * Makes a connection to a content, or to a part of it, that is not open yet. It takes the permit over.
     *
     * @param range null for the whole
     */
    CdnConnection prepare(ByteRange range, DownloadLink link, ConnectionPermits.Permit permit) {
        return new CdnConnection(
                http.newCall(request(range, link)), permit, new StallWatch(limits.minimumRate(), window()));
    }

    /**
     * Opens the connection. After a failure the caller aborts it.
     *
     * @param range what was asked for; null for the whole
     * @throws CdnRefusal if the CDN refuses
     * @throws TransferException if there is no answer, or one that is not the content that was asked for
     */
    void connect(CdnConnection connection, DownloadSession content, ByteRange range) throws IOException {
        try {
            Response response = connection.connect();
            if (response.code() >= 400) {
                throw new CdnRefusal(content.source(), response.code(), excerpt(response), retryAfter(response));
            }
            ResponseValidator.check(response, content.source(), range);
            content.entity().check(response.header("ETag"));
        } catch (TransferException e) {
            throw e;
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted(content.source(), e);
            }
            throw new TransferException(
                    content.source(), "no answer " + NetworkFailure.describe(connection.host(), e), 0, e);
        }
    }

    /** Half of it, so that a connection with a byte now and then is noticed by the second of them. */
    private Duration window() {
        return limits.readTimeout().dividedBy(2);
    }

    private static InterruptedIOException interrupted(ContentSource source, IOException cause) {
        InterruptedIOException e = new InterruptedIOException(source.label() + ": interrupted");
        e.initCause(cause);
        return e;
    }

    private static Request request(ByteRange range, DownloadLink link) {
        Headers.Builder headers = new Headers.Builder();
        // an agent may be any text that a player sent
        link.headers().forEach(headers::addUnsafeNonAscii);
        // content that was compressed on the way could not be counted
        headers.set("Accept-Encoding", "identity");
        if (range != null) {
            headers.set("Range", "bytes=" + range.first() + "-" + range.last());
        }
        return new Request.Builder()
                .url(LinkUrl.of(link.url()))
                .headers(headers.build())
                .build();
    }

    private static Duration retryAfter(Response response) {
        String seconds = response.header("Retry-After", "");
        return SECONDS.matcher(seconds).matches() ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }

    private static String excerpt(Response response) {
        try {
            String text = response.peekBody(EXCERPT_BYTES).string();
            text = WEB_ADDRESS
                    .matcher(text)
                    .replaceAll("[address]")
                    .replaceAll("\\p{Cntrl}+", " ")
                    .trim();
            return text.length() <= EXCERPT_CHARACTERS ? text : text.substring(0, EXCERPT_CHARACTERS);
        } catch (IOException e) {
            return "";
        }
    }
}
