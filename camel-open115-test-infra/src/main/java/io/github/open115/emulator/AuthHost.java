package io.github.open115.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The hosts for authorization and for polling of the QR log-in (B). Both use the envelope with an integer state. */
final class AuthHost implements Service {

    private final Settings settings;
    private final EmulatedAccount account;

    AuthHost(Settings settings, EmulatedAccount account) {
        this.settings = settings;
        this.account = account;
    }

    @Override
    public Reply answer(Request request) throws IOException {
        try {
            return Reply.json(Envelope.authSuccess(perform(request)));
        } catch (ApiError e) {
            return Reply.json(Envelope.authFailure(e.code(), e.getMessage()));
        }
    }

    private ObjectNode perform(Request request) throws IOException {
        return switch (request.host() + " " + request.method() + " " + request.path()) {
            case "AUTH POST /open/authDeviceCode" -> startQrLogin(request);
            case "QR GET /get/status/" -> pollQrLogin(request);
            case "AUTH POST /open/deviceCodeToToken" -> redeem(request);
            case "AUTH POST /open/refreshToken" -> refresh(request);
            default -> throw new ApiError(AuthCodes.PARAMETERS, "接口不存在");
        };
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
