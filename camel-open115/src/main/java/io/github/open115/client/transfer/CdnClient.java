package io.github.open115.client.transfer;

import io.github.open115.client.http.Sleeper;
import io.github.open115.client.links.DownloadLink;
import io.github.open115.client.links.DownloadLinks;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.CookieJar;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens connections to the content of files, by links that it asks for itself (section G). */
final class CdnClient {

    private static final Logger LOG = LoggerFactory.getLogger(CdnClient.class);

    /** What a link answers that is expired, used by another agent, or whose file is gone (section G.5). */
    private static final Set<Integer> LINK_IS_DEAD = Set.of(401, 403, 404, 410);

    private static final List<Duration> PAUSES_WHILE_OVERLOADED =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

    private static final int EXCERPT_BYTES = 800;
    private static final int EXCERPT_CHARACTERS = 200;
    private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)https?:[^\\s\"'<>]*");

    private final OkHttpClient http;
    private final DownloadLinks links;
    private final ConnectionPermits permits;
    private final Sleeper sleeper;

    CdnClient(
            OkHttpClient http, DownloadLinks links, ConnectionPermits permits, TransferLimits limits, Sleeper sleeper) {
        this.http = http.newBuilder()
                .callTimeout(Duration.ZERO)
                .readTimeout(limits.readTimeout())
                .retryOnConnectionFailure(true)
                .cache(null)
                .cookieJar(CookieJar.NO_COOKIES)
                .authenticator(Authenticator.NONE)
                .build();
        this.links = links;
        this.permits = permits;
        this.sleeper = sleeper;
    }

    /**
     * Opens the whole content, or a part of it.
     *
     * @param range null for the whole
     */
    CdnConnection open(ContentSource source, ByteRange range) throws IOException {
        DownloadLink link = links.link(source.pickCode(), null);
        boolean renewed = false;
        int retries = 0;
        while (true) {
            Answer answer = request(source, range, link);
            if (answer.connection != null) {
                return answer.connection;
            }
            if (LINK_IS_DEAD.contains(answer.status) && !renewed) {
                LOG.debug("{}: HTTP {} from the CDN, asking for a new link", source.label(), answer.status);
                renewed = true;
                link = links.fresh(link);
            } else if (isOverload(answer.status) && retries < PAUSES_WHILE_OVERLOADED.size()) {
                pause(source, PAUSES_WHILE_OVERLOADED.get(retries++));
            } else {
                throw new TransferException(
                        source,
                        "the CDN answered HTTP " + answer.status + (renewed ? " again with a new link" : "")
                                + (answer.excerpt.isEmpty() ? "" : ": " + answer.excerpt),
                        answer.status,
                        null);
            }
        }
    }

    private Answer request(ContentSource source, ByteRange range, DownloadLink link) throws IOException {
        ConnectionPermits.Permit permit = permits.acquire(source, link.url());
        Call call = http.newCall(request(range, link));
        CdnConnection connection = null;
        boolean handedOver = false;
        try {
            Response response = call.execute();
            connection = new CdnConnection(call, response, permit);
            if (response.code() >= 400) {
                return new Answer(null, response.code(), excerpt(response));
            }
            ExpectedAnswer.check(response, source, range);
            handedOver = true;
            return new Answer(connection, response.code(), "");
        } catch (TransferException e) {
            throw e;
        } catch (IOException e) {
            throw new TransferException(source, "no answer from the CDN: " + e.getMessage(), 0, e);
        } finally {
            if (!handedOver) {
                if (connection != null) {
                    connection.abort();
                }
                permit.close();
            }
        }
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
        return new Request.Builder().url(link.url()).headers(headers.build()).build();
    }

    private static boolean isOverload(int status) {
        return status == 429 || status >= 500;
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

    private void pause(ContentSource source, Duration duration) throws IOException {
        try {
            sleeper.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(source.label() + ": interrupted while the CDN is overloaded");
        }
    }

    /** Either a connection or a refusal. */
    private record Answer(CdnConnection connection, int status, String excerpt) {}
}
