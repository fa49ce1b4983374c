/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.backup;

import org.apache.camel.builder.RouteBuilder;

/** The whole job: what is anywhere below a local folder, and what changes there, goes into a folder of the drive. */
public final class BackupRoute extends RouteBuilder {

    @Override
    public void configure() {
        // noop: the local files stay; a file that has changed has another key, and is backed up again
        from("file:{{backup.source}}?recursive=true&noop=true&delay={{backup.delay}}&initialDelay=0"
                        + "&idempotentKey=${file:name} ${file:size} ${file:modified}&idempotentRepository=#backedUp"
                        + "&includeHiddenFiles=true&includeHiddenDirs=true")
                .routeId("backup")
                .to("open115:{{backup.folder}}")
                .process("outcomes");
    }
}
