/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /open/upload/get_token}, {@code init} and {@code resume} (docs/115-open-api.md D.2 to D.4). */
final class UploadApi {

    private static final long DIRECTORY_MISSING = 10014;
    private static final long FOLDER_FULL = 2;
    private static final long NO_SPACE = 91005;
    private static final long TOO_BIG = 50028;
    private static final long NAME_ILLEGAL = 20003;
    private static final long UNKNOWN_PICK_CODE = 50003;
    private static final int MAX_CHILDREN = 50_000;
    private static final long PROVED_FROM = 1L << 20;
    private static final Pattern TARGET = Pattern.compile("U_1_(\\d{1,19})");
    private static final Pattern SHA1 = Pattern.compile("[0-9A-Fa-f]{40}");

    private final Settings settings;
    private final DriveTree tree;
    private final UploadTasks tasks;
    private final FinishedUploads finished;
    private final OssCredentialStore credentials;
    private final Supplier<String> ossBaseUrl;
    private final Challenges challenges = new Challenges();

    UploadApi(
            Settings settings,
            DriveTree tree,
            UploadTasks tasks,
            FinishedUploads finished,
            OssCredentialStore credentials,
            Supplier<String> ossBaseUrl) {
        this.settings = settings;
        this.tree = tree;
        this.tasks = tasks;
        this.finished = finished;
        this.credentials = credentials;
        this.ossBaseUrl = ossBaseUrl;
    }

    Reply credentials() {
        OssCredentials issued = credentials.issue(settings.ossCredentialsLifetime);
        return Reply.json(Envelope.success(Envelope.object()
                .put("endpoint", settings.ossEndpoint.isEmpty() ? ossBaseUrl.get() : settings.ossEndpoint)
                .put("AccessKeyId", issued.accessKeyId())
                .put("AccessKeySecret", issued.accessKeySecret())
                .put("SecurityToken", issued.securityToken())
                .put(
                        "Expiration",
                        DateTimeFormatter.ISO_INSTANT.format(
                                issued.expiration().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS)))));
    }

    Reply init(Request request) {
        requireAllowed();
        String name = request.parameter("file_name");
        if (name.isEmpty()) {
            throw ApiError.badParameter("file_name");
        }
        if (name.matches("(?s).*[\"<>].*")) {
            throw new ApiError(NAME_ILLEGAL, "名称含有非法字符");
        }
        String sha1 = sha1(request);
        long size = size(request);
        requireRoom(size);
        Entry folder = target(request);
        UploadTask task = tasks.ofPickCode(request.parameter("pick_code"))
                .filter(found -> found.sha1().equals(sha1) && found.size() == size && found.folderId() == folder.id)
                .orElseGet(() -> tasks.begin(name, size, sha1, folder.id));
        Optional<Content> content = settings.instantUploads ? settings.known.find(size, sha1) : Optional.empty();
        if (content.isEmpty()) {
            if (settings.listedWhileUploading) {
                finished.announce(task, folder);
            }
            return Reply.json(Envelope.success(toBeSent(task)));
        }
        if (size >= PROVED_FROM) {
            if (!request.has("sign_key")) {
                return challenge(task, 7, 701, content.get());
            }
            if (!challenges.isAnswered(request.parameter("sign_key"), content.get(), request.parameter("sign_val"))) {
                return challenge(task, 8, 702, content.get());
            }
        }
        Entry file = finished.add(task, content.get());
        return Reply.json(Envelope.success(
                state(task, 2, 0).put("pick_code", file.pickCode).put("file_id", Long.toString(file.id))));
    }

    Reply resume(Request request) {
        requireAllowed();
        UploadTask task = tasks.ofPickCode(request.parameter("pick_code"))
                .filter(found -> !finished.contains(found))
                .orElseThrow(() -> new ApiError(UNKNOWN_PICK_CODE, "上传任务不存在"));
        requireRoom(size(request));
        target(request);
        if (settings.newObjectOnResume) {
            task = tasks.relocate(task);
        }
        ObjectNode data = Envelope.object()
                .put("version", "3.0")
                .put("target", task.target())
                .put("pick_code", task.pickCode())
                .put("bucket", OssHost.BUCKET)
                .put("object", task.object());
        data.set("callback", task.callbackJson());
        return Reply.json(Envelope.success(data));
    }

    private Reply challenge(UploadTask task, int status, int code, Content content) {
        Challenges.Challenge challenge = challenges.issue(content);
        return Reply.json(Envelope.success(
                state(task, status, code).put("sign_key", challenge.key()).put("sign_check", challenge.range())));
    }

    private static ObjectNode toBeSent(UploadTask task) {
        ObjectNode data = state(task, 1, 0).put("bucket", OssHost.BUCKET).put("object", task.object());
        data.set("callback", task.callbackJson());
        return data;
    }

    private static ObjectNode state(UploadTask task, int status, int code) {
        ObjectNode data = Envelope.object()
                .put("status", status)
                .put("code", code)
                .put("pick_code", task.pickCode())
                .put("target", task.target())
                .put("bucket", "")
                .put("object", "")
                .put("sign_key", "")
                .put("sign_check", "")
                .put("file_id", "");
        data.putArray("callback");
        return data;
    }

    private static String sha1(Request request) {
        String sha1 = request.parameter("fileid");
        if (!SHA1.matcher(sha1).matches()) {
            throw ApiError.badParameter("fileid");
        }
        return sha1.toUpperCase(Locale.ROOT);
    }

    private static long size(Request request) {
        long size = request.id("file_size", -1);
        if (size < 0) {
            throw ApiError.badParameter("file_size");
        }
        return size;
    }

    private void requireAllowed() {
        ApiError refusal = settings.uploadRefusal;
        if (refusal != null) {
            throw refusal;
        }
    }

    private void requireRoom(long size) {
        if (size > settings.uploadSizeLimit) {
            throw new ApiError(TOO_BIG, "文件大小超出限制");
        }
        if (size > settings.space - tree.usedSpace()) {
            throw new ApiError(NO_SPACE, "空间不足");
        }
    }

    private Entry target(Request request) {
        Matcher target = TARGET.matcher(request.parameter("target"));
        if (!target.matches()) {
            throw ApiError.badParameter("target");
        }
        Entry folder = tree.findTarget(Long.parseLong(target.group(1)))
                .orElseThrow(() -> new ApiError(DIRECTORY_MISSING, "云端目录不存在"));
        if (folder.childCount() >= MAX_CHILDREN) {
            throw new ApiError(FOLDER_FULL, "目录下的文件数量已达上限");
        }
        return folder;
    }
}
