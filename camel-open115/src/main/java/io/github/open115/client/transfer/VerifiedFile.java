package io.github.open115.client.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes content next to its target, and puts it in the target's place when it is proved and on disk. */
final class VerifiedFile {

    private static final Logger LOG = LoggerFactory.getLogger(VerifiedFile.class);
    private static final int BUFFER = 64 * 1024;

    private VerifiedFile() {}

    static void write(InputStream content, Path target, ProgressListener listener) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        // a short name of its own: the target's may be as long as the file system allows
        Path temporary = folder.resolve(".open115-" + UUID.randomUUID() + ".part");
        try {
            copy(content, temporary, listener);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        syncFolder(folder);
    }

    private static void copy(InputStream content, Path temporary, ProgressListener listener) throws IOException {
        try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER];
            long soFar = 0;
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                soFar += count;
                listener.transferred(soFar);
            }
            file.force(true);
        }
    }

    /** Makes the new name outlive a power cut, on systems that can open a folder. */
    private static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.debug("Folder {} cannot be synchronised", folder, e);
        }
    }
}
