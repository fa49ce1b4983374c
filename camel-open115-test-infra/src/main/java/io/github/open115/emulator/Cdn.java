/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The host that delivers content (G). A link works for the User-Agent that it was made for, until its expiry, over a
 * limited number of connections at a time.
 */
final class Cdn implements Service {

    /** Above it the MD5 that is the entity tag would cost seconds: such content comes without one. */
    private static final long LARGEST_WITH_TAG = 64L << 20;

    private final Settings settings;
    private final DriveTree tree;
    private final LinkSigner signer;
    private final Connections connections;

    Cdn(Settings settings, DriveTree tree, LinkSigner signer) {
        this.settings = settings;
        this.tree = tree;
        this.signer = signer;
        this.connections = new Connections(settings.connectionsPerLink);
    }

    @Override
    public Reply answer(Request request) throws IOException {
        boolean head = request.method().equals("HEAD");
        if (!head && !request.method().equals("GET")) {
            return Reply.text(405, Map.of("Allow", "GET, HEAD"), "");
        }
        if (!signer.isGenuine(request)) {
            return refusal(403);
        }
        if (signer.isExpired(request)) {
            return refusal(settings.expiredLinkStatus);
        }
        Optional<Content> content = content(signer.pickCode(request));
        if (content.isEmpty()) {
            return Reply.text(404, Map.of("Content-Type", "application/json"), "{\"status\":404}");
        }
        if (content.get() instanceof DigestedContent) {
            return Reply.text(500, Map.of("Content-Type", "text/plain"), DigestedContent.NOT_KEPT);
        }
        return deliver(request, content.get(), head);
    }

    private Optional<Content> content(String pickCode) {
        synchronized (tree) {
            return tree.findByPickCode(pickCode)
                    .filter(entry -> !entry.isFolder() && !entry.isBinned())
                    .map(entry -> entry.content);
        }
    }

    private Reply deliver(Request request, Content content, boolean head) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept-Ranges", "bytes");
        headers.put("Content-Type", "application/octet-stream");
        String tag = content.size() <= LARGEST_WITH_TAG ? '"' + content.md5() + '"' : "";
        if (!tag.isEmpty()) {
            headers.put("ETag", tag);
        }
        String condition = request.header("If-Range");
        boolean sameContent = condition.isEmpty() || condition.equals(tag);
        ContentRange range = ContentRange.of(sameContent ? request.header("Range") : "", content.size());
        if (range.isBeyond()) {
            headers.put("Content-Range", "bytes */" + content.size());
            return Reply.text(416, headers, "");
        }
        if (range.partial()) {
            long last = range.first() + range.length() - 1;
            headers.put("Content-Range", "bytes " + range.first() + "-" + last + "/" + content.size());
        }
        int status = range.partial() ? 206 : 200;
        if (head) {
            return Reply.stream(status, headers, InputStream.nullInputStream(), range.length());
        }
        String link = request.parameter("k");
        if (!connections.take(link)) {
            return refusal(403);
        }
        InputStream body = new Delivery(paced(content.open(range.first())), range.length(), link, request);
        return Reply.stream(status, headers, body, range.length());
    }

    private InputStream paced(InputStream body) {
        return settings.connectionRate == 0 ? body : new PacedBody(body, settings.connectionRate);
    }

    private static Reply refusal(int status) {
        return Reply.text(status, Map.of("Content-Type", "application/json"), LinkSigner.REFUSAL);
    }

    /** A body that occupies a connection of its link until its last byte is handed out. */
    private final class Delivery extends FilterInputStream {
        private final String link;
        private final Request request;
        private long left;
        private boolean open = true;

        Delivery(InputStream in, long length, String link, Request request) {
            super(in);
            this.left = length;
            this.link = link;
            this.request = request;
            releaseAtEnd();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            if (settings.expiryEndsTransfers && signer.isExpired(request)) {
                throw new DroppedConnectionException();
            }
            int n = super.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(n, 0);
            releaseAtEnd();
            return n;
        }

        @Override
        public void close() throws IOException {
            release();
            super.close();
        }

        /** Before the client can see the last byte: its next request must not find this one still counted. */
        private void releaseAtEnd() {
            if (left <= 0) {
                release();
            }
        }

        private void release() {
            if (open) {
                open = false;
                connections.giveBack(link);
            }
        }
    }
}
