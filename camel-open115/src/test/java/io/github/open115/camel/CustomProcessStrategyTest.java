/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.strategy.GenericFileProcessStrategySupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CustomProcessStrategyTest extends PollFixture {

    private final List<String> steps = new CopyOnWriteArrayList<>();

    private final class Noting extends GenericFileProcessStrategySupport<Open115File> {

        @Override
        public boolean begin(
                GenericFileOperations<Open115File> operations,
                GenericFileEndpoint<Open115File> endpoint,
                Exchange exchange,
                GenericFile<Open115File> file) {
            steps.add("begin " + file.getFile().id());
            return true;
        }

        @Override
        public void commit(
                GenericFileOperations<Open115File> operations,
                GenericFileEndpoint<Open115File> endpoint,
                Exchange exchange,
                GenericFile<Open115File> file)
                throws Exception {
            super.commit(operations, endpoint, exchange, file);
            steps.add("commit " + operations.deleteFile(file.getAbsoluteFilePath()));
        }
    }

    @Test
    @DisplayName("R38 a processStrategy of the user's takes the place of ours, and may delete by path")
    void replacesTheBuiltInStrategy() throws Exception {
        String id = put("/inbox", "a.txt").id();
        try (Routes routes = route("processStrategy=#mine", Map.of("mine", new Noting()))) {
            poll(routes);
            assertThat(steps).hasSize(2);
        }
        assertThat(delivered).containsExactly("a.txt");
        assertThat(steps).containsExactly("begin " + id, "commit true");
        assertThat(drive().isBinned(id)).isTrue();
    }
}
