package io.github.open115.client.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files of the store that outlive the interruption of a thread. A {@link FileChannel} of the platform is closed for
 * everyone when the thread that uses it is interrupted, as Camel interrupts its threads when it stops: the store would
 * then refuse every further call.
 *
 * <p>Public for the store alone, which makes instances by reflection.
 */
public final class UninterruptibleFilePath extends FilePathWrapper {

    private static final String SCHEME = "open115-state";

    static {
        FilePath.register(new UninterruptibleFilePath());
    }

    /** An instance without a path, as the store wants it. */
    public UninterruptibleFilePath() {}

    /** The name under which the store opens this file in this way. */
    static String nameOf(String file) {
        return SCHEME + ":" + file;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new UninterruptibleChannel(getBase().toString(), mode);
    }
}
