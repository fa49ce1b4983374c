/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.open115.camel.Open115Component;
import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.Open115Operation;
import io.github.open115.camel.claims.JdbcClaimRepository;
import io.github.open115.camel.monitor.AccountEvent;
import io.github.open115.camel.springboot.JdbcTokenStoreAutoConfiguration;
import io.github.open115.camel.springboot.Open115AutoConfiguration;
import io.github.open115.camel.springboot.Open115HealthAutoConfiguration;
import io.github.open115.client.Open115Client;
import io.github.open115.client.account.FileAccountStateStore;
import io.github.open115.client.account.JdbcAccountStateStore;
import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.auth.AuthorizationUnavailableException;
import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.auth.JdbcTokenStore;
import io.github.open115.client.auth.TokenAdoption;
import io.github.open115.client.auth.TokenStoreException;
import io.github.open115.client.files.IncompleteListingException;
import io.github.open115.client.http.BusyException;
import io.github.open115.client.http.ContentBlockedException;
import io.github.open115.client.http.NameConflictException;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.NotReadyException;
import io.github.open115.client.http.RefusedException;
import io.github.open115.client.http.ServiceUnavailableException;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.http.UnreadableReplyException;
import io.github.open115.client.login.DeviceLogin;
import io.github.open115.client.offline.LinksNotAddedException;
import io.github.open115.client.transfer.TransferException;
import io.github.open115.client.upload.ChallengeFailedException;
import io.github.open115.client.upload.ContentChangedException;
import io.github.open115.client.upload.FileTooLargeException;
import io.github.open115.client.upload.FolderFullException;
import io.github.open115.client.upload.FolderMissingException;
import io.github.open115.client.upload.NameRefusedException;
import io.github.open115.client.upload.NoSpaceException;
import io.github.open115.client.upload.NotInstantException;
import io.github.open115.client.upload.UploadBannedException;
import io.github.open115.client.upload.UploadException;
import io.github.open115.client.upload.UploadUnprovedException;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What programs can rely on changes only together with {@code public-surface.txt}, where a change can be seen.
 *
 * <p>To write the file anew: {@code mvn -pl camel-open115-starter -am test -Dtest=PublicSurfaceTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dpublic-surface.write}
 */
class PublicSurfaceTest {

    private static final Path COMMITTED = Path.of("..", "camel-open115", "public-surface.txt");

    /** What the reference and the guides name; what these show follows by itself. */
    private static final List<Class<?>> NAMED = List.of(
            Open115Component.class,
            Open115Endpoint.class,
            Open115Constants.class,
            Open115Operation.class,
            Open115File.class,
            AccountEvent.class,
            JdbcClaimRepository.class,
            Open115Client.class,
            FileTokenStore.class,
            JdbcTokenStore.class,
            FileAccountStateStore.class,
            JdbcAccountStateStore.class,
            DeviceLogin.class,
            TokenAdoption.class,
            AuthorizationLostException.class,
            AuthorizationUnavailableException.class,
            TokenStoreException.class,
            IncompleteListingException.class,
            BusyException.class,
            ContentBlockedException.class,
            NameConflictException.class,
            NoReplyException.class,
            NotFoundException.class,
            NotReadyException.class,
            RefusedException.class,
            ServiceUnavailableException.class,
            ThrottledException.class,
            UnreadableReplyException.class,
            LinksNotAddedException.class,
            ChallengeFailedException.class,
            ContentChangedException.class,
            FileTooLargeException.class,
            FolderFullException.class,
            FolderMissingException.class,
            NameRefusedException.class,
            NoSpaceException.class,
            NotInstantException.class,
            UploadBannedException.class,
            UploadException.class,
            UploadUnprovedException.class,
            TransferException.class,
            Open115AutoConfiguration.class,
            JdbcTokenStoreAutoConfiguration.class,
            Open115HealthAutoConfiguration.class,
            Open115Emulator.class,
            Open115EmulatorExtension.class);

    @Test
    @DisplayName("the public surface is the one that is written down")
    void isAsWrittenDown() throws IOException {
        assumeThat(new DefaultCamelContext().getVersion())
                .as("the versions that a release is built with")
                .startsWith("4.22");
        List<String> surface = PublicSurface.of(NAMED);
        if (System.getProperty("public-surface.write") != null) {
            Files.write(COMMITTED, surface);
        }
        assertThat(surface)
                .as("the public surface; if the change is meant, write it down with -Dpublic-surface.write")
                .isEqualTo(Files.readAllLines(COMMITTED));
    }
}
