/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code POST /open/ufile/downurl} (docs/115-open-api.md C.12). */
final class LinkApi {

    private static final long UNKNOWN_PICK_CODE = 50003;
    private static final long NOT_UPLOADED = 70004;
    private static final long BANNED = 50038;

    private final Settings settings;
    private final DriveTree tree;
    private final LinkSigner signer;
    private final Supplier<String> cdnBaseUrl;

    LinkApi(Settings settings, DriveTree tree, LinkSigner signer, Supplier<String> cdnBaseUrl) {
        this.settings = settings;
        this.tree = tree;
        this.signer = signer;
        this.cdnBaseUrl = cdnBaseUrl;
    }

    Reply links(Request request) {
        try {
            List<String> pickCodes = List.of(request.parameter("pick_code").split(","));
            if (!request.has("pick_code") || pickCodes.size() > settings.maxPickCodes) {
                throw ApiError.badParameter("pick_code");
            }
            boolean refusing = pickCodes.size() == 1 || settings.oneBadPickCodeRefusesAll;
            ObjectNode data = Envelope.object();
            for (String pickCode : pickCodes) {
                add(data, pickCode, request.header("User-Agent"), refusing);
            }
            return Reply.json(Envelope.success(data.isEmpty() ? Envelope.array() : data));
        } catch (ApiError e) {
            return Reply.json(refusal(e));
        }
    }

    /** Banned content says that its owner may appeal (docs/115-open-api.md C.12). */
    private static ObjectNode refusal(ApiError error) {
        ObjectNode json = Envelope.failure(error.code(), error.getMessage());
        if (error.code() == BANNED) {
            json.putObject("data").put("can_appeal", true).put("want_appeal_id", "1");
        }
        return json;
    }

    private void add(ObjectNode data, String pickCode, String userAgent, boolean refusing) {
        Optional<Entry> found = tree.findByPickCode(pickCode);
        long refusal = found.map(LinkApi::refusalOf).orElse(UNKNOWN_PICK_CODE);
        if (refusal != 0 && refusing) {
            throw new ApiError(refusal, "文件无法下载");
        }
        found.ifPresent(entry -> data.set(Long.toString(entry.id), json(entry, userAgent, refusal)));
    }

    private static long refusalOf(Entry entry) {
        if (entry.isBinned()) {
            return ApiError.FILE_GONE;
        }
        if (entry.banned) {
            return BANNED;
        }
        return entry.isUploaded() && !entry.copying ? 0 : NOT_UPLOADED;
    }

    private ObjectNode json(Entry entry, String userAgent, long refusal) {
        ObjectNode json = Envelope.object()
                .put("file_name", entry.name)
                .put("file_size", entry.size())
                .put("pick_code", entry.pickCode)
                .put("sha1", entry.sha1());
        if (entry.isFolder() || refusal != 0) {
            return json.put("url", false);
        }
        json.putObject("url").put("url", signer.link(cdnBaseUrl.get(), entry, userAgent));
        return json;
    }
}
