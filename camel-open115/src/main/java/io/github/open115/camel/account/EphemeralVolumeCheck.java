/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns once when the state directory does not outlast the process: it is in memory, or in a layer that is deleted with
 * its container. The authorization would be lost then, and every file be delivered again.
 */
public final class EphemeralVolumeCheck {

    private static final Logger LOG = LoggerFactory.getLogger(EphemeralVolumeCheck.class);

    private static final Set<String> PASSING = Set.of("overlay", "overlayfs", "aufs", "tmpfs", "ramfs");

    private final VolumeType volumeType;
    private final AtomicBoolean warned = new AtomicBoolean();

    /** Tells the type of the volume that a directory is on. */
    @FunctionalInterface
    public interface VolumeType {
        String of(Path directory) throws IOException;
    }

    public EphemeralVolumeCheck() {
        this(directory -> Files.getFileStore(directory).type());
    }

    public EphemeralVolumeCheck(VolumeType volumeType) {
        this.volumeType = volumeType;
    }

    /**
     * Warns at the first directory that is not on a lasting volume.
     *
     * @param directory one that exists
     * @return whether it warned
     */
    public boolean check(Path directory) {
        String type;
        try {
            type = volumeType.of(directory);
        } catch (IOException e) {
            LOG.debug("The type of the volume of {} is not known", directory, e);
            return false;
        }
        if (!PASSING.contains(type.toLowerCase(Locale.ROOT)) || !warned.compareAndSet(false, true)) {
            return false;
        }
        LOG.warn(
                "The option stateDirectory={} is on a volume of type {}, which goes with the container: the"
                        + " authorization will be lost and all files be delivered again. Set it to a directory on a"
                        + " lasting volume",
                directory,
                type);
        return true;
    }
}
