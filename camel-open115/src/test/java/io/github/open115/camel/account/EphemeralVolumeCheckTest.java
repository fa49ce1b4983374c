/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EphemeralVolumeCheckTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"overlay", "OVERLAY", "aufs", "tmpfs", "ramfs"})
    @DisplayName("warns once about a volume that goes with the container")
    void warnsOnceOfAVolumeOfTheContainer(String type) {
        EphemeralVolumeCheck volume = new EphemeralVolumeCheck(any -> type);
        assertThat(volume.check(directory)).isTrue();
        assertThat(volume.check(directory)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "nfs4", "apfs", "NTFS"})
    @DisplayName("does not warn about a lasting volume")
    void acceptsLastingVolumes(String type) {
        assertThat(new EphemeralVolumeCheck(any -> type).check(directory)).isFalse();
    }

    @Test
    @DisplayName("does not fail when the type of the volume is unknown")
    void livesWithoutAnAnswer() {
        EphemeralVolumeCheck volume = new EphemeralVolumeCheck(any -> {
            throw new IOException("no mount information");
        });
        assertThat(volume.check(directory)).isFalse();
        assertThat(new EphemeralVolumeCheck().check(directory)).isIn(true, false);
    }
}
