/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.auth.TokenStore;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FolderListing;
import io.github.open115.client.files.ListQuery;
import io.github.open115.client.links.DownloadLink;
import io.github.open115.client.login.DeviceLogin;
import io.github.open115.client.login.LoginCode;
import io.github.open115.client.login.PendingLogin;
import io.github.open115.client.transfer.ContentSource;
import io.github.open115.client.upload.UploadRequest;
import io.github.open115.client.upload.UploadResult;
import io.github.open115.client.upload.UploadSource;
import io.github.open115.emulator.EmulatedDrive;
import io.github.open115.emulator.EmulatedFile;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.QrLogins;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README of this module, and the example in the Javadoc of {@link Open115Client}. */
class ReadmeTest {

    private static final Pattern README_CODE = Pattern.compile("(?ms)^```java\\R(.*?)^```$");
    private static final Pattern JAVADOC_CODE = Pattern.compile("(?s)<pre>\\{@code\\R(.*?)\\}</pre>");
    private static final Path SOURCES = Path.of("src/main/java/io/github/open115/client");

    @TempDir
    Path directory;

    @Test
    @DisplayName("the lines of the README log in, list, link, download and upload")
    void theExampleWorks() throws Exception {
        try (EmulatedAccountFixture fixture =
                new EmulatedAccountFixture(directory, settings -> settings.qrHold(Duration.ofMillis(1)))) {
            byte[] content = "hello".getBytes(StandardCharsets.UTF_8);
            EmulatedFile added = fixture.emulator().drive().addFile(EmulatedDrive.ROOT, "a.txt", content);
            QrLogins phone = fixture.emulator().account().qrLogins();
            fixture.emulator().faults().arm("/get/status/", Fault.run(() -> phone.confirm(phone.newest())));

            run(fixture, fixture.emulator().clientId());

            assertThat(directory.resolve(added.id())).hasBinaryContent(content);
        }
    }

    private void run(EmulatedAccountFixture fixture, String appId) throws Exception {
        TokenStore store = new FileTokenStore(directory.resolve("tokens"));
        DeviceLogin.Builder login = DeviceLogin.builder(appId, store);
        Open115ClientBuilder builder = Open115Client.builder().tokenStore(store);

        login.authBaseUrl(fixture.emulator().authBaseUrl())
                .qrCodeBaseUrl(fixture.emulator().qrCodeBaseUrl())
                .clock(fixture.clock())
                .sleeper(fixture.clock()::advance);
        builder.stateDirectory(directory.resolve("state"))
                .apiBaseUrl(fixture.emulator().apiBaseUrl())
                .authBaseUrl(fixture.emulator().authBaseUrl())
                .clock(fixture.clock())
                .sleeper(fixture.clock()::advance);

        try (PendingLogin pending =
                login.build().start(code -> System.out.println(code.text(LoginCode.Terminal.DARK)))) {
            System.out.println(pending.await(Duration.ofMinutes(15)));
        }

        try (Open115Client client = builder.build()) {
            FolderListing root = client.files().list(ListQuery.filesOf(FileItem.ROOT_ID, ListQuery.MAX_PAGE_SIZE));
            for (FileItem file : root.rows()) {
                DownloadLink link = client.links().link(file.pickCode(), null);
                System.out.println(link.url() + " with the headers " + link.headers());
                ContentSource source =
                        new ContentSource(file.id(), file.pickCode(), file.name(), file.size(), file.sha1());
                client.downloads().toFile(source, directory.resolve(file.id()));
            }
        }

        Files.writeString(directory.resolve("report.pdf"), "report");
        try (Open115Client client = builder.build()) {
            UploadSource source = UploadSource.of(directory.resolve("report.pdf"));
            UploadResult result = client.uploads().upload(source, UploadRequest.of(FileItem.ROOT_ID, "report.pdf"));
            System.out.println(result.outcome() + ", file " + result.id());
        }
        assertThat(fixture.emulator().drive().names(EmulatedDrive.ROOT)).contains("report.pdf");
    }

    @Test
    @DisplayName("the README and the Javadoc show these lines")
    void theExampleIsTheOneThatIsRun() throws Exception {
        String run = lines(Files.readString(Path.of("src/test/java/io/github/open115/client/ReadmeTest.java")));
        List<String> shown = blocks(README_CODE, Files.readString(Path.of("README.md")));
        assertThat(shown).hasSize(4).allSatisfy(block -> assertThat(run).contains(lines(block)));

        String javadoc = Files.readString(SOURCES.resolve("Open115Client.java"));
        assertThat(blocks(JAVADOC_CODE, javadoc))
                .hasSize(1)
                .allSatisfy(block -> assertThat(run).contains(lines(block.replaceAll("(?m)^ \\* ?", ""))));
    }

    private static List<String> blocks(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    /** The lines without indentation and without empty ones, in one. */
    private static String lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
