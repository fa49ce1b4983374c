package io.github.open115.client.auth;

import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.HttpSettings;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.RawReply;
import io.github.open115.client.http.Transport;
import io.github.open115.client.http.UnreadableReplyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import okhttp3.OkHttpClient;

/** {@code POST /open/refreshToken} (docs/115-open-api.md B.7). */
final class RefreshEndpoint {

    /** The endpoint can be slow, and giving up early loses the reply (docs/115-open-api.md B.7, practice). */
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final Transport transport;

    RefreshEndpoint(HttpSettings settings, OkHttpClient base, Clock clock) {
        this.transport = Transport.unpooled(settings.withTimeouts(TIMEOUT, TIMEOUT), base, clock);
    }

    /** Sends the token, once. */
    RawReply send(String refreshToken) {
        return transport.exchange(call(refreshToken), null);
    }

    /**
     * The pair in a reply.
     *
     * @throws Open115Exception when there is none; {@link UnreadableReplyException} for a success without both tokens,
     *     which counts as a failure (docs/115-open-api.md B.4)
     */
    TokenPair read(String refreshToken, RawReply reply, Instant startedAt) {
        return TokenReply.pair(transport.read(call(refreshToken), null, reply), startedAt);
    }

    /** Requests sent, by method and path. */
    Map<String, Long> callCounts() {
        return transport.callCounts();
    }

    private static ApiCall call(String refreshToken) {
        return ApiCall.post("/open/refreshToken")
                .on(ApiCall.Host.AUTH)
                .parameter("refresh_token", refreshToken)
                .build();
    }
}
