/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.ListQuery;
import io.github.open115.client.upload.ConflictPolicy;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Open115Emulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Copies that the service makes some seconds after it has accepted them. */
class LateCopiesTest extends CopiesFixture {

    @Override
    Open115Emulator.Builder settings(Open115Emulator.Builder builder) {
        return builder.visibilityDelay(Duration.ofSeconds(3));
    }

    @Test
    @DisplayName("a copy that shows late is waited for")
    void waitsForACopy() {
        FileItem changed = add(from, "a.txt", "new");
        FileItem old = add(to, "a.txt", "old");
        Map<String, FileItem> found = copies.copy(List.of(changed), to, ConflictPolicy.override);
        assertThat(found).containsKey(changed.id());
        clock.advance(Duration.ofSeconds(10));
        files.list(ListQuery.childrenOf(to, 10));
        assertThat(drive.isBinned(old.id())).isTrue();
        assertThat(drive.names(to)).containsExactly("a.txt");
    }

    @Test
    @DisplayName("R43 a copy whose new name shows late is renamed once more, which does no harm")
    void renamesOnceMore() {
        FileItem source = add(from, "a.txt", "new");
        add(to, "a.txt", "old");
        emulator.faults().arm("/open/ufile/update", Fault.lostReply());
        FileItem copy = copies.copy(List.of(source), to, ConflictPolicy.rename).get(source.id());
        assertThat(copy.name()).isEqualTo("a (1).txt");
        assertThat(emulator.requests().count("/open/ufile/update")).isEqualTo(2);
        clock.advance(Duration.ofSeconds(10));
        files.list(ListQuery.childrenOf(to, 10));
        assertThat(drive.names(to)).containsExactlyInAnyOrder("a.txt", "a (1).txt");
    }
}
