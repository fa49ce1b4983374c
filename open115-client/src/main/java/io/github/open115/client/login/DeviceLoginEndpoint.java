/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.login;

import io.github.open115.client.auth.TokenPair;
import io.github.open115.client.auth.TokenReply;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.ErrorCodes;
import io.github.open115.client.http.HttpSettings;
import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.RefusedException;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.http.Transport;
import io.github.open115.client.http.UnreadableReplyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import okhttp3.OkHttpClient;

/** The three calls of a log-in by QR code (docs/115-open-api.md B.2 to B.4). */
final class DeviceLoginEndpoint implements AutoCloseable {

    /** The service holds a poll for about 30 s; one that takes longer has lost its connection. */
    private static final Duration LONG_POLL = Duration.ofSeconds(45);

    /** The service gives the tokens once: a timeout that is too short loses them. */
    private static final Duration REDEMPTION = Duration.ofMinutes(2);

    private static final int FIREWALL = 405;

    private final String appId;
    private final Clock clock;
    private final Transport calls;
    private final Transport redemption;

    /** Asks a second host for the status; null when there is none. */
    private final Transport fallback;

    private volatile boolean useFallback;

    /**
     * @param appId of the user's own application
     * @param settings the hosts and the user agent
     * @param fallbackUrl the host to ask for the status when the first one answers HTTP 405; null for none
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
     * @throws Open115Exception when the service refuses, for instance an application that it does not know
     */
    DeviceCode begin() {
        String verifier = Pkce.newVerifier();
        ApiCall call = ApiCall.post("/open/authDeviceCode")
                .on(ApiCall.Host.AUTH)
                .parameter("client_id", appId)
                .parameter("code_challenge", Pkce.challenge(verifier))
                .parameter("code_challenge_method", Pkce.METHOD)
                .build();
        try {
            JsonObject data = calls.send(call, null).requiredObject("data");
            return new DeviceCode(
                    data.requiredText("uid"),
                    data.requiredText("time"),
                    data.requiredText("sign"),
                    verifier,
                    data.requiredText("qrcode"));
        } catch (Open115Exception e) {
            throw explained(e);
        }
    }

    /**
     * Asks for the status of a code. Returns when the status changes, or after about 30 s.
     *
     * @param within the longest time to wait for an answer
     * @throws Open115Exception also when the code is no longer valid
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
            // seen for days, while the other host worked (docs/115-open-api.md A.1)
            useFallback = true;
            return status(call);
        }
    }

    /**
     * Fetches the tokens of a confirmed log-in. The service gives them once.
     *
     * @throws UnreadableReplyException for a success without both tokens
     * @throws Open115Exception also when the log-in is not confirmed yet (code 40101017)
     */
    TokenPair redeem(DeviceCode code) {
        Instant now = clock.instant();
        ApiCall call = ApiCall.post("/open/deviceCodeToToken")
                .on(ApiCall.Host.AUTH)
                .parameter("uid", code.uid())
                .parameter("code_verifier", code.verifier())
                .build();
        try {
            return TokenReply.pair(redemption.send(call, null), now);
        } catch (Open115Exception e) {
            throw explained(e);
        }
    }

    /** Ends the calls in progress, except a request for tokens: the service gives them once. */
    void closeExceptRedemption() {
        calls.close();
        if (fallback != null) {
            fallback.close();
        }
    }

    @Override
    public void close() {
        closeExceptRedemption();
        redemption.close();
    }

    private CodeStatus status(ApiCall call) {
        JsonObject reply = (useFallback ? fallback : calls).send(call, null);
        return CodeStatus.of(reply.object("data").number("status", 0));
    }

    /** Adds the advice for a person where the service does not accept the application; else the exception itself. */
    private Open115Exception explained(Open115Exception refused) {
        long code = refused.failure().code();
        return ErrorCodes.kind(code) == ErrorCodes.Kind.APPLICATION
                ? new RefusedException(advice(code), refused.failure(), refused)
                : refused;
    }

    private String advice(long code) {
        String application = "The application with app ID '" + appId + "' ";
        return switch ((int) code) {
            case 40140100, 40140106, 40140107 ->
                "The service knows no application with app ID '" + appId
                        + "'. Take the AppID that https://open.115.com shows for an application of your own";
            case 40140108 -> application + "is not approved yet. See https://open.115.com for its review";
            case 40140109 -> application + "is disabled. See https://open.115.com";
            case 40140110 -> application + "has expired. Renew it at https://open.115.com";
            case 40140118 ->
                application + "belongs to a developer whose certification has expired. Renew it at"
                        + " https://open.115.com";
            case 40140122 ->
                "The 115 account has authorized as many applications as it may. Remove one at"
                        + " https://115.com/?mode=device_manage and log in again";
            default ->
                "The service does not accept the form of the log-in for app ID '" + appId
                        + "'. Check the app ID, then report this as a defect";
        };
    }

    /**
     * One QR code.
     *
     * @param uid identifies the code
     * @param time sent back with each request for the status
     * @param sign sent back with each request for the status
     * @param verifier fetches the tokens; a secret
     * @param content the text of the QR code
     */
    record DeviceCode(String uid, String time, String sign, String verifier, String content) {

        /** Leaves all values out: with them another program could take over the log-in. */
        @Override
        public String toString() {
            return "DeviceCode[***]";
        }
    }

    /** The status of a QR code. */
    enum CodeStatus {
        /** Not scanned. */
        WAITING,
        /** Scanned, not confirmed yet. */
        SCANNED,
        /** Confirmed: its tokens can be fetched. */
        CONFIRMED,
        /** Too old, or not known to the service. */
        EXPIRED,
        /** The person declined. */
        CANCELLED;

        /** The meaning of a number in a reply; an unknown number counts as no change. */
        static CodeStatus of(long status) {
            return switch ((int) status) {
                case 1 -> SCANNED;
                case 2 -> CONFIRMED;
                case -1 -> EXPIRED;
                case -2 -> CANCELLED;
                default -> WAITING;
            };
        }
    }
}
