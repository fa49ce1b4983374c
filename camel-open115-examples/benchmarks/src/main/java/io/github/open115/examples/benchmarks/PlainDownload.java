package io.github.open115.examples.benchmarks;

import io.github.open115.client.links.DownloadLink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** What a program without this component would write: one request, a copy loop. */
public final class PlainDownload {

    private static final int BUFFER = 64 * 1024;

    private final OkHttpClient http = new OkHttpClient();

    /**
     * Fetches all into a file.
     *
     * @param digest is brought through all bytes; null for none
     */
    public void toFile(DownloadLink link, Path target, MessageDigest digest) throws IOException {
        Request.Builder request = new Request.Builder().url(link.url());
        link.headers().forEach(request::header);
        try (Response response = http.newCall(request.build()).execute();
                InputStream in = response.body().byteStream();
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                if (digest != null) {
                    digest.update(buffer, 0, count);
                }
            }
        }
    }
}
