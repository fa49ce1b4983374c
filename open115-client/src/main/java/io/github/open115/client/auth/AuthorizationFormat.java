/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/** The text form of an authorization: JSON that a person can read and edit. */
final class AuthorizationFormat {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int FORMAT = 1;

    private AuthorizationFormat() {}

    static String write(StoredAuthorization authorization) {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
        TokenPair pair = authorization.pair();
        if (pair != null) {
            put(root, "accessToken", pair.accessToken());
            put(root, "refreshToken", pair.refreshToken());
            put(root, "issuedAt", pair.issuedAt());
            if (pair.expiresIn() != null) {
                root.put("expiresInSeconds", pair.expiresIn().toSeconds());
            }
        }
        put(root, "authorizedAt", authorization.authorizedAt());
        put(root, "refreshedAt", authorization.refreshedAt());
        new TreeSet<>(authorization.seeds()).forEach(root.putArray("seededFrom")::add);
        putAttempt(root, authorization.attempt());
        DeadToken dead = authorization.dead();
        if (dead != null) {
            ObjectNode node = root.putObject("dead")
                    .put("token", dead.tokenHash())
                    .put("code", dead.code())
                    .put("reason", dead.reason());
            put(node, "since", dead.since());
        }
        CandidateToken candidate = authorization.candidate();
        if (candidate != null) {
            ObjectNode node = root.putObject("candidate").put("refreshToken", candidate.refreshToken());
            putAttempt(node, candidate.attempt());
        }
        return root.toPrettyString() + "\n";
    }

    private static void putAttempt(ObjectNode parent, RefreshAttempt attempt) {
        if (attempt != null) {
            ObjectNode node = parent.putObject("refresh")
                    .put("ofToken", attempt.tokenHash())
                    .put("open", attempt.open())
                    .put("lostReplies", attempt.lostReplies())
                    .put("failures", attempt.failures());
            put(node, "startedAt", attempt.startedAt());
            put(node, "notBefore", attempt.notBefore());
        }
    }

    /**
     * Reads the text of {@link #write}, also one that a person has edited.
     *
     * @throws IllegalArgumentException when the text is not an authorization; the message quotes nothing of it
     */
    static StoredAuthorization read(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is not JSON, or only a part of one");
        }
        if (root == null || !root.isObject()) {
            throw new IllegalArgumentException("it is not a JSON object");
        }
        if (root.path("format").asInt(FORMAT) != FORMAT) {
            throw new IllegalArgumentException(
                    "its format is " + root.path("format").asInt() + ", known is " + FORMAT);
        }
        TokenPair pair = pair(root);
        if (pair == null) {
            // an empty state would make the client send the spent token of an option again
            throw new IllegalArgumentException("it holds neither a refreshToken nor an accessToken");
        }
        Set<String> seeds = new TreeSet<>();
        root.path("seededFrom").forEach(seed -> seeds.add(seed.asText()));
        return new StoredAuthorization(
                pair,
                seeds,
                instant(root, "authorizedAt", null),
                instant(root, "refreshedAt", null),
                attempt(root.path("refresh")),
                dead(root.path("dead")),
                candidate(root.path("candidate")));
    }

    private static TokenPair pair(JsonNode root) {
        String access = text(root, "accessToken");
        String refresh = text(root, "refreshToken");
        if (access == null && refresh == null) {
            return null;
        }
        Duration life = root.path("expiresInSeconds").isNumber()
                ? Duration.ofSeconds(root.path("expiresInSeconds").longValue())
                : null;
        return new TokenPair(access, refresh, instant(root, "issuedAt", Instant.EPOCH), life);
    }

    private static RefreshAttempt attempt(JsonNode node) {
        return node.isObject()
                ? new RefreshAttempt(
                        node.path("ofToken").asText(),
                        instant(node, "startedAt", Instant.EPOCH),
                        node.path("open").asBoolean(),
                        node.path("lostReplies").asInt(),
                        node.path("failures").asInt(),
                        instant(node, "notBefore", Instant.EPOCH))
                : null;
    }

    private static DeadToken dead(JsonNode node) {
        return node.isObject()
                ? new DeadToken(
                        node.path("token").asText(),
                        node.path("code").asLong(),
                        node.path("reason").asText(),
                        instant(node, "since", Instant.EPOCH))
                : null;
    }

    private static CandidateToken candidate(JsonNode node) {
        String token = text(node, "refreshToken");
        return token == null ? null : new CandidateToken(token, attempt(node.path("refresh")));
    }

    private static void put(ObjectNode node, String name, Object value) {
        if (value != null) {
            node.put(name, value.toString());
        }
    }

    private static String text(JsonNode node, String name) {
        String value = node.path(name).asText("").trim();
        return value.isEmpty() ? null : value;
    }

    private static Instant instant(JsonNode node, String name, Instant fallback) {
        String value = text(node, name);
        try {
            return value == null ? fallback : Instant.parse(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + name + "\" is not a time like 2026-10-01T12:00:00Z");
        }
    }
}
