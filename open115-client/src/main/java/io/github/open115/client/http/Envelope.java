/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Opens a reply by docs/115-open-api.md A.4 and A.5: returns the reply object of a success, or throws the exception for
 * its shape.
 */
final class Envelope {

    /** Ten times the tokens of a page of 1150 rows: short tokens take twenty times their length in memory. */
    private static final long MAX_TOKENS = 1_000_000;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final String ACCESS_LIMIT_TEXT = "已达到当前访问上限";
    private static final String BUY_MORE_TEXT = "购买更高等级";

    private final String call;
    private final RawReply reply;
    private final Collection<String> secrets;

    /**
     * @param call the call, for messages
     * @param reply the raw reply
     * @param secrets values that must not appear in messages
     */
    Envelope(String call, RawReply reply, Collection<String> secrets) {
        this.call = call;
        this.reply = reply;
        this.secrets = secrets;
    }

    /** The whole reply object of a success. */
    JsonObject open() {
        JsonNode object = parse();
        Verdict verdict = object == null ? Verdict.NONE : Verdict.of(object, call);
        if (!reply.isSuccessful()) {
            throw byStatus(verdict);
        }
        if (object == null) {
            throw notAnEnvelope();
        }
        if (isSuccess(object.path("state"))) {
            return new JsonObject(object, call);
        }
        throw byVerdict(verdict);
    }

    private Open115Exception byStatus(Verdict verdict) {
        Failure failure = failure(verdict);
        switch (reply.status()) {
            case 401:
                return plain(ErrorCodes.Kind.ACCESS_TOKEN, "the access token is not accepted", failure);
            case 405, 406:
                return throttled("blocked by the service's firewall", failure, ThrottledException.Reason.PERSON_NEEDED);
            case 429:
                return throttled("too many calls", failure, ThrottledException.Reason.RATE);
            default:
                if (verdict.says(ACCESS_LIMIT_TEXT) || ErrorCodes.kind(verdict.code) != ErrorCodes.Kind.UNKNOWN) {
                    return byVerdict(verdict);
                }
                return reply.status() >= 500
                        ? new ServiceUnavailableException(call + ": the service failed", failure)
                        : new RefusedException(call + ": unexpected HTTP status", failure);
        }
    }

    private Open115Exception notAnEnvelope() {
        Failure failure = failure(Verdict.NONE);
        if (reply.body().isBlank()) {
            return new UnreadableReplyException(call + ": the reply is empty", failure);
        }
        if (looksLikeHtml()) {
            // rule 2 of docs/115-open-api.md A.4.2: a page instead of JSON comes from the firewall
            return throttled("a page came instead of JSON", failure, ThrottledException.Reason.RATE);
        }
        return new UnreadableReplyException(call + ": the reply is not a JSON object, or only a part of one", failure);
    }

    private Open115Exception byVerdict(Verdict verdict) {
        Failure failure = failure(verdict);
        if (verdict.says(ACCESS_LIMIT_TEXT)) {
            return throttled("the access limit is reached", failure, verdict.limitReason());
        }
        ErrorCodes.Kind kind = ErrorCodes.kind(verdict.code);
        JsonObject details = verdict.fields.object("data");
        // a refusal with this member is about a video, whatever its code is (docs/115-open-api.md F.1)
        if (details.has("video_push_state") && kind == ErrorCodes.Kind.UNKNOWN) {
            boolean pushRequested = details.isTrue("video_push_state");
            return new NotReadyException(
                    call + ": the video is not transcoded yet, and faster transcoding was "
                            + (pushRequested ? "" : "not ") + "requested",
                    failure,
                    pushRequested);
        }
        return switch (kind) {
            // on any host but the auth host a dead authorization shows as a bad access token; the refresh tells more
            case ACCESS_TOKEN, AUTHORIZATION_DEAD ->
                plain(ErrorCodes.Kind.ACCESS_TOKEN, "the authorization is not accepted", failure);
            case TRY_LATER -> new ServiceUnavailableException(call + ": the service could not do it now", failure);
            case RATE -> throttled("too many calls", failure, ThrottledException.Reason.RATE);
            case QUOTA -> throttled("the quota is used up", failure, ThrottledException.Reason.QUOTA);
            case PERSON_NEEDED ->
                throttled(
                        "the account must be verified by a person at 115.com",
                        failure,
                        ThrottledException.Reason.PERSON_NEEDED);
            case NOT_FOUND -> new NotFoundException(call + ": not found", failure);
            case NOT_READY -> new NotReadyException(call + ": not complete yet", failure);
            case NAME_TAKEN -> new NameConflictException(call + ": the name is taken", failure);
            case BUSY -> new BusyException(call + ": another job of the account is running", failure);
            case BLOCKED -> new ContentBlockedException(call + ": this content is not handed out", failure);
            case ORDER -> orderRefused(verdict.fields, failure);
            case APPLICATION, LOGIN_FLOW, REFUSED -> new RefusedException(call + ": refused", failure);
            default ->
                plain(ErrorCodes.Kind.UNKNOWN, verdict.isSilent() ? "refused without a reason" : "refused", failure);
        };
    }

    private Open115Exception plain(ErrorCodes.Kind kind, String what, Failure failure) {
        return new Open115Exception(kind, call + ": " + what, failure, null);
    }

    private OrderRefusedException orderRefused(JsonObject refusal, Failure failure) {
        String order = refusal.text("order");
        return new OrderRefusedException(
                call + ": refused in this order",
                failure,
                order == null || order.isBlank() ? null : order,
                refusal.number("is_asc", 0) == 1);
    }

    private ThrottledException throttled(String what, Failure failure, ThrottledException.Reason reason) {
        return new ThrottledException(call + ": " + what, failure, reason, reply.resumeAt());
    }

    private Failure failure(Verdict verdict) {
        return new Failure(
                reply.status(),
                reply.contentType(),
                verdict.code,
                Redaction.excerpt(verdict.message, secrets),
                Redaction.excerpt(reply.body(), secrets));
    }

    /** The reply as a JSON object; null when it is none. */
    private JsonNode parse() {
        try {
            JsonNode node = JSON.readTree(reply.body());
            return node != null && node.isObject() ? node : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private boolean looksLikeHtml() {
        return reply.body().stripLeading().startsWith("<")
                || reply.contentType() != null
                        && reply.contentType().toLowerCase(Locale.ROOT).contains("html");
    }

    private static boolean isSuccess(JsonNode state) {
        if (state.isTextual()) {
            String text = state.asText().trim();
            return text.equals("1") || text.equalsIgnoreCase("true");
        }
        return state.isBoolean() ? state.booleanValue() : state.isNumber() && state.doubleValue() == 1;
    }

    /**
     * Code and text of a refusal, whichever of their four fields they came in (docs/115-open-api.md A.4.2, rule 4).
     *
     * @param fields all that the refusal says, for the codes that come with details
     */
    private record Verdict(long code, String message, JsonObject fields) {

        static final Verdict NONE = new Verdict(0, "", new JsonObject(null, ""));

        static Verdict of(JsonNode object, String call) {
            long code = firstNumber(object, "code", "errno", "errNo");
            String message = firstText(object, "message", "error");
            if (code == 0) {
                // seen swapped during throttling: the text in code, the number in message (docs/115-open-api.md H.3)
                code = firstNumber(object, "message", "error");
                String text = firstText(object, "code");
                message = code != 0 && !text.isEmpty() ? text : message;
                message = message.isEmpty() ? text : message;
            }
            return new Verdict(code, message, new JsonObject(object, call));
        }

        boolean says(String text) {
            return message.contains(text);
        }

        boolean isSilent() {
            return code == 0 && message.isEmpty();
        }

        ThrottledException.Reason limitReason() {
            return says(BUY_MORE_TEXT) || ErrorCodes.kind(code) == ErrorCodes.Kind.QUOTA
                    ? ThrottledException.Reason.QUOTA
                    : ThrottledException.Reason.RATE;
        }

        private static long firstNumber(JsonNode object, String... names) {
            for (String name : names) {
                JsonNode value = object.path(name);
                long number = 0;
                if (value.isNumber()) {
                    number = value.longValue();
                } else if (value.isTextual()
                        && WHOLE_NUMBER.matcher(value.asText().trim()).matches()) {
                    number = Long.parseLong(value.asText().trim());
                }
                if (number != 0) {
                    return number;
                }
            }
            return 0;
        }

        private static String firstText(JsonNode object, String... names) {
            for (String name : names) {
                JsonNode value = object.path(name);
                if (value.isTextual()
                        && !value.asText().isBlank()
                        && !value.asText().trim().equals("0")) {
                    return value.asText();
                }
            }
            return "";
        }
    }
}
