/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/**
 * The hosts for authorization and for polling of the QR log-in (B). Both use the envelope with an integer state. The QR
 * host serves the paths of the auth host too; only the QR host tells the status of a log-in.
 */
final class AuthHost implements Service {

    private final Settings settings;
    private final EmulatedAccount account;
    private final AuthorizationCodes codes;

    AuthHost(Settings settings, EmulatedAccount account, AuthorizationCodes codes) {
        this.settings = settings;
        this.account = account;
        this.codes = codes;
    }

    @Override
    public Reply answer(Request request) throws IOException {
        try {
            return perform(request);
        } catch (ApiError e) {
            return Reply.json(Envelope.authFailure(e.code(), e.getMessage()));
        }
    }

    private Reply perform(Request request) throws IOException {
        if (request.host() == Host.QR && request.endpoint().equals("GET /get/status/")) {
            return success(pollQrLogin(request));
        }
        return switch (request.endpoint()) {
            case "POST /open/authDeviceCode" -> success(startQrLogin(request));
            case "POST /open/deviceCodeToToken" -> success(redeem(request));
            case "GET /open/authorize" -> Reply.text(302, Map.of("Location", codes.redirect(request)), "");
            case "POST /open/authCodeToToken" -> success(redeemCode(request));
            case "POST /open/refreshToken" -> success(refresh(request));
            default -> throw new ApiError(AuthCodes.PARAMETERS, "接口不存在");
        };
    }

    private static Reply success(ObjectNode data) {
        return Reply.json(Envelope.authSuccess(data));
    }

    private ObjectNode startQrLogin(Request request) {
        if (!request.parameter("client_id").equals(settings.clientId)) {
            throw new ApiError(AuthCodes.CLIENT_ID, "client_id 错误");
        }
        return account.qrLogins()
                .start(request.parameter("code_challenge"), request.parameter("code_challenge_method"));
    }

    private ObjectNode pollQrLogin(Request request) throws IOException {
        try {
            return account.qrLogins()
                    .poll(request.parameter("uid"), request.parameter("time"), request.parameter("sign"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DroppedConnectionException();
        }
    }

    private ObjectNode redeem(Request request) {
        account.qrLogins().redeem(request.parameter("uid"), request.parameter("code_verifier"));
        return tokens(account.authorize());
    }

    private ObjectNode redeemCode(Request request) {
        codes.redeem(request);
        return tokens(account.authorize());
    }

    private ObjectNode refresh(Request request) {
        if (!request.has("refresh_token")) {
            throw new ApiError(AuthCodes.PARAMETERS, "refresh_token 缺失");
        }
        return tokens(account.refresh(request.parameter("refresh_token")));
    }

    private ObjectNode tokens(TokenPair pair) {
        return Envelope.object()
                .put("access_token", pair.accessToken())
                .put("refresh_token", pair.refreshToken())
                .put("expires_in", settings.accessTokenLifetime.toSeconds());
    }
}
