/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.transfer.ProgressListener;
import io.github.open115.client.transfer.Transfer;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115EmulatorExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What listeners, JMX and meters show of an upload while its bytes are sent. */
class UploadsShownTest {

    private static final int SIZE = 300_000;

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> seen = new ArrayList<>();
    private Routes routes;

    @Test
    @DisplayName("R40 an upload is reported to the listener, to JMX and to the meters, and is no download")
    void showsUploads() throws Exception {
        Routes prepared = Routes.authorized(service.emulator(), state);
        prepared.context().getRegistry().bind("meters", meters);
        prepared.component().setProgressListener(new Looking());
        try (Routes started = prepared.start()) {
            routes = started;
            byte[] content = Content.generated(5, SIZE).bytes();
            started.template().sendBodyAndHeader("open115:/", content, "CamelFileName", "a.bin");
            assertThat(seen).containsExactly("started a.bin, 1 up, 0 down, a.bin of 300000 bytes", "ended complete");
            assertThat(table("UploadsInProgress").isEmpty()).isTrue();
            assertThat(attribute("BytesUploaded")).isEqualTo((long) SIZE);
            assertThat(attribute("BytesDownloaded")).isEqualTo(0L);

            started.template().sendBodyAndHeader("open115:/", content, "CamelFileName", "known.bin");
            assertThat(seen).hasSize(2);
            assertThat(attribute("BytesUploaded")).isEqualTo((long) SIZE);
        }
    }

    /** Looks at everything that can be seen at the moment when an upload begins. */
    private final class Looking implements ProgressListener {

        @Override
        public void started(Transfer transfer) {
            CompositeData row = (CompositeData)
                    table("UploadsInProgress").values().iterator().next();
            assertThat(table("DownloadsInProgress").isEmpty()).isTrue();
            seen.add("started " + transfer.source().name() + ", "
                    + Math.round(meters.get("open115.uploads").gauge().value()) + " up, "
                    + Math.round(meters.get("open115.downloads").gauge().value()) + " down, " + row.get("fileName")
                    + " of " + row.get("size") + " bytes");
        }

        @Override
        public void ended(Transfer transfer, Throwable failure) {
            seen.add("ended " + (transfer.isComplete() ? "complete" : String.valueOf(failure)));
        }
    }

    private TabularData table(String attribute) {
        return (TabularData) attribute(attribute);
    }

    private Object attribute(String attribute) {
        MBeanServer server =
                routes.context().getManagementStrategy().getManagementAgent().getMBeanServer();
        try {
            ObjectName name = new ObjectName("org.apache.camel:context="
                    + routes.context().getManagementName() + ",type=open115accounts,name=\"default\"");
            return server.getAttribute(name, attribute);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
