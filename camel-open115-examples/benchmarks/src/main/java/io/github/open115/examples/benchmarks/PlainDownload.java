/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.benchmarks;

import io.github.open115.client.links.DownloadLink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** What a program without this component would write: one request, a copy loop, and a comparison of the SHA-1. */
public final class PlainDownload {

    private static final int BUFFER = 64 * 1024;

    private final OkHttpClient http = new OkHttpClient();

    /** Fetches all into a file, and leaves it to the system when the bytes reach the disk. */
    public void toFile(DownloadLink link, Path target) throws IOException {
        fetch(link, target, false);
    }

    /** The same, but when this returns the bytes are on the disk. */
    public void toFlushedFile(DownloadLink link, Path target) throws IOException {
        fetch(link, target, true);
    }

    private void fetch(DownloadLink link, Path target, boolean flush) throws IOException {
        Request.Builder request = new Request.Builder().url(link.url());
        link.headers().forEach(request::header);
        try (Response response = http.newCall(request.build()).execute();
                InputStream in = response.body().byteStream();
                FileChannel file = FileChannel.open(
                        target,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            byte[] buffer = new byte[BUFFER];
            OutputStream out = Channels.newOutputStream(file);
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                digest.update(buffer, 0, count);
            }
            if (!HexFormat.of().formatHex(digest.digest()).equalsIgnoreCase(link.sha1())) {
                throw new IOException(target + " is not what it should be");
            }
            if (flush) {
                file.force(true);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }
}
