/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.links;

import io.github.open115.client.http.ContentBlockedException;
import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.NotReadyException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.UnreadableReplyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.HttpUrl;

/**
 * The reply of {@code downurl} (docs/115-open-api.md C.12): for each pick code a link, or the reason why there is none.
 */
final class LinkReply {

    /** For links that do not contain their expiry (docs/115-open-api.md G.2). */
    private static final Duration ASSUMED_LIFE = Duration.ofMinutes(30);

    private final Map<String, DownloadLink> links = new LinkedHashMap<>();
    private final Map<String, Open115Exception> failures = new LinkedHashMap<>();
    private final List<String> unmentioned = new ArrayList<>();

    private LinkReply() {}

    static LinkReply read(JsonObject reply, Collection<String> pickCodes, String userAgent, Clock clock) {
        // an empty array means that nothing could be resolved
        JsonObject data = reply.isArray("data") ? reply.object("data") : reply.requiredObject("data");
        LinkReply result = new LinkReply();
        // the entries are keyed by file id; the pick code inside says which request each answers
        data.objects().forEach((fileId, entry) -> {
            String pickCode = entry.text("pick_code");
            if (pickCode != null && pickCodes.contains(pickCode)) {
                result.readEntry(fileId, pickCode, entry, userAgent, clock);
            }
        });
        boolean banned = data.has("can_appeal") || data.has("want_appeal_id");
        for (String pickCode : pickCodes) {
            if (!result.links.containsKey(pickCode) && !result.failures.containsKey(pickCode)) {
                result.failures.put(pickCode, noEntry(pickCode, banned));
                if (!banned) {
                    result.unmentioned.add(pickCode);
                }
            }
        }
        return result;
    }

    private void readEntry(String fileId, String pickCode, JsonObject entry, String userAgent, Clock clock) {
        JsonObject nested = entry.object("url");
        if (nested.isEmpty()) {
            failures.put(
                    pickCode,
                    new NotFoundException("there is no content behind pick code " + pickCode + " (file " + fileId
                            + "): it is a folder, or it is gone"));
            return;
        }
        String url = nested.text("url");
        if (url == null || url.isEmpty()) {
            failures.put(
                    pickCode,
                    new NotReadyException("the content of file " + fileId + " is not ready: its link came empty"));
            return;
        }
        HttpUrl parsed = HttpUrl.parse(url);
        // a line break would end the header of a redirection
        if (parsed == null || url.chars().anyMatch(Character::isISOControl)) {
            failures.put(
                    pickCode, new UnreadableReplyException("the link to file " + fileId + " is not a web address"));
            return;
        }
        String sha1 = entry.text("sha1");
        links.put(
                pickCode,
                new DownloadLink(
                        fileId,
                        pickCode,
                        entry.text("file_name"),
                        entry.number("file_size", -1),
                        sha1 == null || sha1.isEmpty() ? null : sha1.toUpperCase(Locale.ROOT),
                        url,
                        userAgent,
                        expiry(parsed, clock)));
    }

    private static Instant expiry(HttpUrl url, Clock clock) {
        String t = url.queryParameter("t");
        if (t != null && t.matches("[1-9][0-9]{0,11}")) {
            return Instant.ofEpochSecond(Long.parseLong(t));
        }
        return clock.instant().plus(ASSUMED_LIFE);
    }

    private static Open115Exception noEntry(String pickCode, boolean banned) {
        return banned
                ? new ContentBlockedException("the service refuses to hand out the content of pick code " + pickCode)
                : new NotFoundException("the service gave no link for pick code " + pickCode);
    }

    /** By pick code. */
    Map<String, DownloadLink> links() {
        return links;
    }

    /** By pick code; {@link NotReadyException} where a later call may succeed. */
    Map<String, Open115Exception> failures() {
        return failures;
    }

    /** The pick codes among the failures that the reply does not mention. */
    List<String> unmentioned() {
        return unmentioned;
    }
}
