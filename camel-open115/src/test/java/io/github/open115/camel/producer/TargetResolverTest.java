/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.camel.content.FileContents;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.camel.names.TargetFolders;
import io.github.open115.camel.serve.Serving;
import io.github.open115.client.EmulatedClient;
import io.github.open115.client.Open115Client;
import io.github.open115.client.files.MaxAge;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.ExpressionAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Folders that messages aim at; {@code LookUpOperationTest} has the files that exist. */
class TargetResolverTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    private final CamelContext camel = new DefaultCamelContext();
    private final Exchange exchange = new DefaultExchange(camel);
    private Open115Client client;
    private int evaluations;

    @BeforeEach
    void connect() {
        client = EmulatedClient.connect(service.emulator(), state);
    }

    @AfterEach
    void close() throws Exception {
        camel.close();
    }

    private TargetResolver resolver(String fileName) {
        Expression expression = fileName == null
                ? null
                : new ExpressionAdapter() {
                    @Override
                    public Object evaluate(Exchange evaluated) {
                        evaluations++;
                        return fileName;
                    }
                };
        DrivePaths paths =
                new DrivePaths(client.files(), "0", service.emulator().clock(), Duration.ofMinutes(10));
        OperationContext.Options options = new OperationContext.Options(
                "0", "backup", null, expression, false, false, false, 1150, Duration.ZERO, false, false, false);
        return new TargetResolver(exchange, new OperationContext() {
            @Override
            public Open115Client client() {
                return client;
            }

            @Override
            public DrivePaths paths() {
                return paths;
            }

            @Override
            public FileContents contents() {
                throw new AssertionError("no content is needed to find a target");
            }

            @Override
            public Serving serving() {
                throw new AssertionError("nothing is served to find a target");
            }

            @Override
            public TargetFolders folders() {
                throw new AssertionError("nothing is uploaded to find a target");
            }

            @Override
            public Options options() {
                return options;
            }

            @Override
            public UploadOptions uploadOptions() {
                throw new AssertionError("nothing is uploaded to find a target");
            }

            @Override
            public OfflineAndVideoOptions offlineAndVideoOptions() {
                throw new AssertionError("nothing is added to find a target");
            }
        });
    }

    @Test
    @DisplayName("the folder to move to may be missing: it is created where that is wanted, and else not found")
    void createsTheFolderToMoveTo() {
        TargetResolver resolver = resolver(null);
        assertThatThrownBy(() -> resolver.folderAt("backup/2026/11", false)).isInstanceOf(NotFoundException.class);

        String created = resolver.folderAt("backup/2026/11", true).id();

        assertThat(created).isEqualTo(service.emulator().drive().folder("/backup/2026/11"));
        assertThat(resolver.folderAt("backup/2026/11", true).id()).isEqualTo(created);
        assertThat(resolver.folderAt("backup/2026/11", false).id()).isEqualTo(created);
        assertThat(resolver.folderAt("/", true).id()).isEqualTo("0");
    }

    @Test
    @DisplayName("an expression that names a folder is evaluated once, however often the folder is looked up")
    void evaluatesTheFolderOnce() {
        String first = service.emulator().drive().folder("/backup/x");
        Function<MaxAge, String> folder = resolver("x").folder();
        assertThat(folder.apply(MaxAge.NONE)).isEqualTo(first);
        assertThat(folder.apply(MaxAge.NONE)).isEqualTo(first);
        assertThat(evaluations).isEqualTo(1);
    }
}
