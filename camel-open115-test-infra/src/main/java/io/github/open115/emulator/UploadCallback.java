/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The request of the object storage to 115 when an object is complete, and what becomes of its answer
 * (docs/115-open-api.md D.5). It is performed within the emulator, with the faults that are armed for it.
 */
final class UploadCallback {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    /** The texts of both headers, decoded. */
    record Headers(String callback, String variables) {

        /** Returns null when the client asks for no callback. */
        static Headers of(Request request) throws OssError {
            String callback = decoded(request, "x-oss-callback");
            if (callback.isEmpty()) {
                return null;
            }
            JsonNode json = json(callback);
            if (!json.path("callbackUrl").isTextual()
                    || !json.path("callbackBody").isTextual()) {
                throw OssError.invalidArgument("The callback configuration is not json format.");
            }
            return new Headers(callback, decoded(request, "x-oss-callback-var"));
        }

        private static String decoded(Request request, String header) throws OssError {
            try {
                return new String(Base64.getDecoder().decode(request.header(header)), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw OssError.invalidArgument("The callback configuration is not base64 encoded: " + header);
            }
        }

        private static JsonNode json(String text) throws OssError {
            try {
                return MAPPER.readTree(text);
            } catch (JsonProcessingException e) {
                throw OssError.invalidArgument("The callback configuration is not json format.");
            }
        }
    }

    private final Settings settings;
    private final Faults faults;
    private final UnaryOperator<Service> shaping;
    private final DriveTree tree;
    private final PendingEffects effects;
    private final FinishedUploads finished;

    UploadCallback(
            Settings settings,
            Faults faults,
            UnaryOperator<Service> shaping,
            DriveTree tree,
            PendingEffects effects,
            FinishedUploads finished) {
        this.settings = settings;
        this.shaping = shaping;
        this.faults = faults;
        this.tree = tree;
        this.effects = effects;
        this.finished = finished;
    }

    Reply perform(UploadTask task, StoredObject stored, Headers headers) throws IOException {
        if (!headers.callback.equals(task.callback()) || !headers.variables.equals(task.callbackVariables())) {
            return failed("Error status : 403. The callback or its variables are not those of upload/init.");
        }
        Request request =
                new Request(Host.CALLBACK, "POST", "/callback", "/callback", Map.of(), Map.of(), RequestBody.empty());
        try {
            Reply answer = faults.perform(
                    request,
                    new LoggedRequest(settings.clock.instant(), request),
                    shaping.apply(any -> answer(task, stored)));
            return answer.status() == 200 ? relayed(answer) : failed("Error status : " + answer.status() + ".");
        } catch (DroppedConnectionException e) {
            return failed("Error status : -1.");
        }
    }

    private Reply answer(UploadTask task, StoredObject stored) {
        synchronized (tree) {
            effects.settle();
            return Reply.json(finished.answer(task, stored));
        }
    }

    private static Reply relayed(Reply answer) throws IOException {
        if (answer.json() != null) {
            return new Reply(200, JSON, answer.json(), null, 0);
        }
        try {
            JsonNode json = MAPPER.readTree(answer.body().readAllBytes());
            if (json instanceof ObjectNode object) {
                return new Reply(200, JSON, object, null, 0);
            }
        } catch (JsonProcessingException e) {
            // as everything that is no JSON
        }
        return failed("Response body is not valid json format.");
    }

    private static Reply failed(String message) {
        return new OssError(203, "CallbackFailed", message).reply();
    }
}
