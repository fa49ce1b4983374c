/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The object storage of Alibaba, as far as uploads to 115 need it (docs/115-open-api.md D.5). */
final class OssHost implements Service {

    static final String BUCKET = "fhnfile";

    /** Alibaba's {@code oss2} reads no other milliseconds. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'.000Z'").withZone(ZoneOffset.UTC);

    private static final long LARGEST_BODY = 5L << 30;
    private static final int MAX_PARTS = 10_000;
    private static final int LARGEST_PAGE = 1000;

    private final Settings settings;
    private final OssAuthentication authentication;
    private final UploadTasks tasks;
    private final MultipartUploads uploads;
    private final UploadCallback callback;
    private final TemporaryFiles files;
    private final Set<String> objects = new HashSet<>();

    OssHost(
            Settings settings,
            OssCredentialStore credentials,
            UploadTasks tasks,
            MultipartUploads uploads,
            UploadCallback callback,
            TemporaryFiles files) {
        this.settings = settings;
        this.authentication = new OssAuthentication(settings, credentials);
        this.tasks = tasks;
        this.uploads = uploads;
        this.callback = callback;
        this.files = files;
    }

    static String newRequestId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 24).toUpperCase(Locale.ROOT);
    }

    @Override
    public Reply answer(Request request) throws IOException {
        try {
            OssAddress address = OssAddress.of(request, BUCKET);
            authentication.check(request, address);
            UploadTask task = tasks.ofObject(address.object())
                    .orElseThrow(() -> new OssError(403, "AccessDenied", "You have no right to access this object."));
            return perform(request, task).withHeader("x-oss-request-id", newRequestId());
        } catch (OssError e) {
            return e.reply().withHeader("x-oss-request-id", newRequestId());
        }
    }

    private Reply perform(Request request, UploadTask task) throws IOException {
        return switch (request.endpoint()) {
            case OssOperation.PUT_OBJECT -> putObject(request, task);
            case OssOperation.INITIATE_MULTIPART_UPLOAD -> initiate(request, task);
            case OssOperation.UPLOAD_PART -> uploadPart(request, task);
            case OssOperation.LIST_PARTS -> listParts(request, task);
            case OssOperation.COMPLETE_MULTIPART_UPLOAD -> complete(request, task);
            case OssOperation.ABORT_MULTIPART_UPLOAD -> abort(request, task);
            default ->
                throw new OssError(
                        405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
        };
    }

    private Reply putObject(Request request, UploadTask task) throws IOException {
        requireLength(request);
        forbidOverwriting(request, task);
        UploadCallback.Headers headers = UploadCallback.Headers.of(request);
        Received received = Received.read(request, new ObjectDigest(sample(task)), spool(task));
        StoredObject stored = Received.object(received.md5(), received.digest(), received.spool());
        return stored(task, stored, headers, Reply.text(200, Map.of(), ""));
    }

    private Reply initiate(Request request, UploadTask task) throws OssError {
        forbidOverwriting(request, task);
        boolean sequential = request.parameters().containsKey("sequential");
        MultipartUpload upload = uploads.begin(task, sequential, new ObjectDigest(sample(task)), spool(task));
        return OssXml.reply(
                "InitiateMultipartUploadResult", name(request, task) + OssXml.element("UploadId", upload.id()));
    }

    private Reply uploadPart(Request request, UploadTask task) throws IOException {
        MultipartUpload upload = uploads.find(request.parameter("uploadId"), task);
        int number = number(request, "partNumber", 0);
        if (number < 1 || number > MAX_PARTS) {
            throw OssError.invalidArgument("Part number must be an integer between 1 and 10000, inclusive.");
        }
        requireLength(request);
        Received received = Received.read(request, upload.digestFor(number), spool(task));
        upload.add(
                new MultipartUpload.Part(
                        number, received.size(), received.md5(), received.crc(), settings.clock.instant()),
                received);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", quoted(received.md5()));
        headers.put("Content-MD5", received.md5InBase64());
        headers.put("x-oss-hash-crc64ecma", received.crc());
        return Reply.text(200, headers, "");
    }

    private Reply listParts(Request request, UploadTask task) throws OssError {
        MultipartUpload upload = uploads.find(request.parameter("uploadId"), task);
        int asked = number(request, "max-parts", LARGEST_PAGE);
        int marker = number(request, "part-number-marker", 0);
        if (asked < 1 || asked > LARGEST_PAGE) {
            throw OssError.invalidArgument("max-parts must be an integer between 1 and 1000.");
        }
        List<MultipartUpload.Part> after =
                upload.parts().stream().filter(part -> part.number() > marker).toList();
        List<MultipartUpload.Part> page = after.subList(0, Math.min(asked, after.size()));
        StringBuilder content = new StringBuilder(name(request, task));
        content.append(OssXml.element("UploadId", upload.id()));
        content.append(OssXml.element("StorageClass", "Standard"));
        content.append(OssXml.element("PartNumberMarker", marker));
        int last = page.isEmpty() ? marker : page.get(page.size() - 1).number();
        content.append(OssXml.element("NextPartNumberMarker", last));
        content.append(OssXml.element("MaxParts", asked));
        content.append(OssXml.element("IsTruncated", page.size() < after.size()));
        for (MultipartUpload.Part part : page) {
            content.append(OssXml.element(
                    "Part",
                    OssXml.element("PartNumber", part.number())
                            + OssXml.element("LastModified", TIME.format(part.time()))
                            + OssXml.element("ETag", "&quot;" + part.tag() + "&quot;")
                            + OssXml.element("HashCrc64ecma", part.crc())
                            + OssXml.element("Size", part.size())));
        }
        return OssXml.reply("ListPartsResult", content.toString());
    }

    private Reply complete(Request request, UploadTask task) throws IOException {
        forbidOverwriting(request, task);
        UploadCallback.Headers headers = UploadCallback.Headers.of(request);
        MultipartUpload upload = uploads.find(request.parameter("uploadId"), task);
        List<OssXml.NamedPart> parts = OssXml.parts(request.body().readAll());
        String tag = upload.id().substring(0, 30) + "-" + parts.size();
        StoredObject stored = upload.complete(parts, tag);
        uploads.remove(upload);
        String content = OssXml.element("Location", "http://" + BUCKET + ".oss.emulator/" + task.object())
                + name(request, task)
                + OssXml.element("ETag", "&quot;" + tag + "&quot;");
        return stored(task, stored, headers, OssXml.reply("CompleteMultipartUploadResult", content));
    }

    private Reply abort(Request request, UploadTask task) throws OssError {
        MultipartUpload upload = uploads.find(request.parameter("uploadId"), task);
        upload.abort();
        uploads.remove(upload);
        return Reply.text(204, Map.of(), "");
    }

    /** The reply to a request that completes an object: what 115 says of it, or that of the storage itself. */
    private Reply stored(UploadTask task, StoredObject stored, UploadCallback.Headers headers, Reply otherwise)
            throws IOException {
        synchronized (objects) {
            objects.add(task.object());
        }
        Reply reply = headers == null ? otherwise : callback.perform(task, stored, headers);
        reply = reply.withHeader("ETag", quoted(stored.tag()));
        return stored.crc().isEmpty() ? reply : reply.withHeader("x-oss-hash-crc64ecma", stored.crc());
    }

    private void forbidOverwriting(Request request, UploadTask task) throws OssError {
        synchronized (objects) {
            if (request.header("x-oss-forbid-overwrite").equals("true") && objects.contains(task.object())) {
                throw new OssError(409, "FileAlreadyExists", "The object you specified already exists.");
            }
        }
    }

    private static void requireLength(Request request) throws OssError {
        String length = request.header("Content-Length");
        if (!length.isEmpty() && Long.parseLong(length) > LARGEST_BODY) {
            throw new OssError(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size.");
        }
    }

    private Spool spool(UploadTask task) {
        return new Spool(files, task.size() > settings.uploadsKeptUpTo ? -1 : settings.uploadsKeptUpTo);
    }

    private Sample sample(UploadTask task) {
        return task.size() > settings.uploadsKeptUpTo ? Sample.of(task.size()) : null;
    }

    private static String name(Request request, UploadTask task) {
        String encoding = request.parameter("encoding-type");
        String object = encoding.equals("url") ? OssAddress.encoded(task.object()) : OssXml.escaped(task.object());
        return (encoding.isEmpty() ? "" : OssXml.element("EncodingType", OssXml.escaped(encoding)))
                + OssXml.element("Bucket", BUCKET)
                + OssXml.element("Key", object);
    }

    private static int number(Request request, String name, int otherwise) throws OssError {
        String value = request.parameter(name);
        try {
            return value.isEmpty() ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw OssError.invalidArgument(name + " must be an integer.");
        }
    }

    private static String quoted(String tag) {
        return '"' + tag + '"';
    }
}
