package io.github.open115.client.auth;

import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.HttpSettings;
import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.http.Transport;
import io.github.open115.client.http.UnreadableReplyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import okhttp3.OkHttpClient;

/** The three calls of a log-in by QR code (sections B.2 to B.4). */
final class DeviceLoginEndpoint implements AutoCloseable {

    /** The service holds a poll for about 30 s (section B.3); one that takes longer has lost its connection. */
    private static final Duration LONG_POLL = Duration.ofSeconds(45);

    /** The tokens come once: giving up early loses them. */
    private static final Duration REDEMPTION = Duration.ofMinutes(2);

    private static final int FIREWALL = 405;

    private final String appId;
    private final Clock clock;
    private final Transport calls;
    private final Transport redemption;

    /** Asks for the status elsewhere; null when there is nowhere else. */
    private final Transport fallback;

    private volatile boolean useFallback;

    /**
     * @param appId of the user's own application
     * @param settings where to
     * @param fallbackUrl where to ask for the status when the first host answers HTTP 405; null for nowhere
     * @param base the HTTP client to derive from
     */
    DeviceLoginEndpoint(String appId, HttpSettings settings, String fallbackUrl, OkHttpClient base, Clock clock) {
        this.appId = appId;
        this.clock = clock;
        this.calls = Transport.pooled(settings, base, clock);
        this.redemption = Transport.unpooled(settings.withTimeouts(REDEMPTION, REDEMPTION), base, clock);
        this.fallback =
                fallbackUrl == null ? null : Transport.pooled(settings.withQrCodeBaseUrl(fallbackUrl), base, clock);
    }

    /**
     * Begins a log-in.
     *
     * @throws Open115Exception when the service refuses, for instance because it does not know the application
     */
    DeviceCode begin() {
        String verifier = Pkce.newVerifier();
        ApiCall call = ApiCall.post("/open/authDeviceCode")
                .on(ApiCall.Host.AUTH)
                .parameter("client_id", appId)
                .parameter("code_challenge", Pkce.challenge(verifier))
                .parameter("code_challenge_method", Pkce.METHOD)
                .build();
        JsonObject data = calls.send(call, null).requiredObject("data");
        return new DeviceCode(
                data.requiredText("uid"),
                data.requiredText("time"),
                data.requiredText("sign"),
                verifier,
                data.requiredText("qrcode"));
    }

    /**
     * Asks how far the person is. Returns when that changes, or after about 30 s.
     *
     * @param within the longest time to wait for an answer
     * @throws Open115Exception also when the code is not valid any more
     */
    CodeStatus status(DeviceCode code, Duration within) {
        ApiCall call = ApiCall.get("/get/status/")
                .on(ApiCall.Host.QR_CODE)
                .parameter("uid", code.uid())
                .parameter("time", code.time())
                .parameter("sign", code.sign())
                .within(within.compareTo(LONG_POLL) < 0 ? within : LONG_POLL)
                .build();
        try {
            return status(call);
        } catch (ThrottledException e) {
            if (e.failure().httpStatus() != FIREWALL || fallback == null || useFallback) {
                throw e;
            }
            // seen once for days, while the other host worked (section A.1)
            useFallback = true;
            return status(call);
        }
    }

    /**
     * Fetches the tokens of a log-in that was confirmed.
     *
     * @throws UnreadableReplyException for a success without both tokens
     * @throws Open115Exception also when it was not confirmed yet (code 40101017)
     */
    TokenPair redeem(DeviceCode code) {
        Instant now = clock.instant();
        ApiCall call = ApiCall.post("/open/deviceCodeToToken")
                .on(ApiCall.Host.AUTH)
                .parameter("uid", code.uid())
                .parameter("code_verifier", code.verifier())
                .build();
        return TokenReply.pair(redemption.send(call, null), now);
    }

    @Override
    public void close() {
        calls.close();
        redemption.close();
        if (fallback != null) {
            fallback.close();
        }
    }

    private CodeStatus status(ApiCall call) {
        JsonObject reply = (useFallback ? fallback : calls).send(call, null);
        return CodeStatus.of(reply.object("data").number("status", 0));
    }
}
