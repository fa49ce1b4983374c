package io.github.open115.examples.gateway;

import io.github.open115.camel.serve.AnswerHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.camel.http.common.DefaultHttpBinding;

/**
 * Writes content for the option {@code httpBinding} of Camel's servlet. Camel's own binding flushes each piece that comes
 * from the network, some KiB, to the caller, which halves the rate; and it ends the answer when content breaks off. This
 * one leaves both to the server.
 */
public final class StreamBinding extends DefaultHttpBinding {

    private static final int BUFFER = 64 * 1024;

    public StreamBinding() {
        setHeaderFilterStrategy(new AnswerHeaders());
        setMuteException(true);
    }

    @Override
    protected int copyStream(InputStream in, OutputStream out, int bufferSize) throws IOException {
        try (in) {
            int total = 0;
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                total += count;
            }
            return total;
        }
    }
}
