package io.github.open115.client.transfer;

import io.github.open115.client.links.DownloadLinks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import okhttp3.OkHttpClient;

/** Reads the content of files: every byte counted, the SHA-1 proved. Thread-safe. */
public final class Downloads {

    public Downloads(OkHttpClient http, DownloadLinks links, TransferLimits limits) {}

    /** Opens the whole content; length and SHA-1 are proved before the end of the stream is reported. */
    public InputStream open(ContentSource source) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Opens a part of the content. */
    public InputStream open(ContentSource source, ByteRange range) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Writes the verified content to a file, under a temporary name until it is proved. */
    public void toFile(ContentSource source, Path target) throws IOException {
        throw new UnsupportedOperationException();
    }
}
