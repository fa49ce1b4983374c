/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The resource host. It looks at the token before anything else, also for paths that do not exist, and refuses with
 * HTTP status 200 (docs/115-open-api.md A.5).
 */
final class ApiHost implements Service {

    private static final long NO_SUCH_INTERFACE = 980006;

    private final EmulatedAccount account;
    private final Throttle throttle;
    private final Settings settings;
    private final DriveTree tree;
    private final PendingEffects effects;
    private final Map<String, Service> endpoints;

    ApiHost(
            Settings settings,
            EmulatedAccount account,
            DriveTree tree,
            PendingEffects effects,
            Map<String, Service> endpoints) {
        this.settings = settings;
        this.account = account;
        this.tree = tree;
        this.effects = effects;
        this.endpoints = endpoints;
        this.throttle = new Throttle(settings);
    }

    @Override
    public Reply answer(Request request) throws IOException {
        if (!request.path().startsWith("/open/")) {
            return Reply.text(404, Map.of("Content-Type", "text/html"), "<html><body>404</body></html>");
        }
        long refusal = account.refusalOfAccess(request.header("Authorization"));
        if (refusal != 0) {
            return Reply.json(Envelope.failure(refusal, "access_token 校验失败"));
        }
        if (throttle.refuses()) {
            return settings.throttleReply.before(request, new CountDownLatch(0));
        }
        return perform(request);
    }

    private Reply perform(Request request) throws IOException {
        Service endpoint = endpoints.get(request.method() + " " + request.path());
        if (endpoint == null) {
            return Reply.json(Envelope.failure(NO_SUCH_INTERFACE, "接口不存在"));
        }
        synchronized (tree) {
            effects.settle();
            try {
                return endpoint.answer(request);
            } catch (ApiError e) {
                return Reply.json(Envelope.failure(e.code(), e.getMessage()));
            }
        }
    }
}
