/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.open115.client.http.Sleeper;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Fault;
import io.github.open115.emulator.Faults;
import io.github.open115.emulator.Host;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import io.github.open115.emulator.TokenPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every feature, and every way in which it fails, with secrets that are looked for in all that can be read. */
class NoSecretShowsTest {

    private static final String INBOX = "/inbox";
    private static final String ADOPTED = "R77.1.adopted-marker-token";
    private static final String STREAM_PATH = "path-of-a-stream-4711";
    private static final String STREAM_SIGNATURE = "signature-of-a-stream-4711";
    private static final String KEY_SECRET = "7hMarkerOfTheSecretOfAnAccessKey0123456789ab";
    private static final String IN_URI = "A78.1.access-marker-token";

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path state;

    private final PublicOutput output = new PublicOutput();
    private final Deliveries deliveries = new Deliveries();
    private Open115Emulator emulator;

    @BeforeEach
    void prepare() {
        emulator = service.emulator();
        emulator.clock().freeze();
        String inbox = emulator.drive().folder(INBOX);
        for (int i = 0; i < 4; i++) {
            emulator.drive().addFile(inbox, i + ".txt", Content.of("content " + i));
        }
    }

    @AfterEach
    void stopListening() {
        output.close();
    }

    @Test
    @DisplayName(
            "R39 with every feature at TRACE, no token and no link is in logs, failures, URIs, JMX, health, consoles,"
                    + " events, meters or thread names")
    void nothingShows() throws Exception {
        Routes routes = Routes.authorized(emulator, state)
                .with(component -> {
                    // a download that never succeeds would pause for half a minute
                    component.setSleeper(pause -> Sleeper.SYSTEM.sleep(pause.dividedBy(100)));
                    return component;
                })
                .fromNamed("read", "open115:/inbox?" + Routes.QUICK, deliveries)
                .fromNamed(
                        "seeded",
                        "open115:/?account=adopted&initialDelay=3600000&refreshToken=#bean:adopted",
                        deliveries)
                .fromNamed("alone", "open115:/?account=alone&initialDelay=3600000&accessToken=" + IN_URI, deliveries);
        routes.context().getRegistry().bind("adopted", ADOPTED);
        output.listenTo(routes.context());
        routes.context().setDevConsole(true);
        Set<String> secrets;
        try (routes) {
            routes.start();
            await().until(() -> deliveries.names().size() == 4);
            useEveryOperation(routes);
            uploads(routes);
            output.lookAt(routes.context());
            breakDownloads(routes);
            breakUploads(routes);
            playVideos(routes);
            breakCalls(routes);
            breakTokens(routes);
            output.lookAt(routes.context());
            secrets = secrets();
        }

        everythingWasUsed();
        assertThat(secrets).contains(ADOPTED).hasSizeGreaterThan(10);
        assertThat(showing(secrets)).isEmpty();
        // Camel itself logs whole URIs at DEBUG and TRACE, which no component can prevent
        assertThat(showing(Set.of(IN_URI))).allMatch(text -> text.startsWith("log org.apache.camel."));
        onlyTheOwnerReads(state, secrets);
    }

    /** A search proves nothing where nothing was written, or no secret was sent. */
    private void everythingWasUsed() {
        assertThat(emulator.requests().all())
                .anyMatch(request -> request.parameter("refresh_token").equals(ADOPTED))
                .anyMatch(request -> request.header("Authorization").endsWith(IN_URI))
                .anyMatch(request -> request.host() == Host.CDN)
                .anyMatch(request -> request.host() == Host.OSS
                        && !request.header("x-oss-callback").isEmpty());
        assertThat(Stream.of(
                                "log io.github.open115",
                                "failure",
                                "endpoint",
                                "route",
                                "health open115:default",
                                "console",
                                "thread",
                                "meters",
                                "MBean",
                                "event THROTTLED",
                                "event AUTHORIZATION_LOST")
                        .filter(kind -> output.texts().stream().noneMatch(text -> text.startsWith(kind))))
                .as("kinds of output that were not met")
                .isEmpty();
    }

    private void useEveryOperation(Routes routes) {
        for (Open115Operation operation : Open115Operation.values()) {
            call(routes, operation, Map.of(Open115Constants.FILE_NAME, "0.txt", Open115Constants.QUERY, "txt"));
        }
        List<?> rows = routes.template().requestBody("open115:/inbox?operation=list", "", List.class);
        List<?> files =
                rows.stream().filter(row -> !((Open115File) row).folder()).toList();
        routes.template().requestBody("open115:/inbox?operation=resolveLink", files, List.class);
        routes.template()
                .requestBodyAndHeader(
                        "open115:/inbox?operation=download", "", Open115Constants.FILE_NAME, "1.txt", String.class);
    }

    private void uploads(Routes routes) {
        routes.template().sendBodyAndHeader("open115:/up", "content", Open115Constants.FILE_NAME, "a.txt");
        routes.template().sendBodyAndHeader("open115:/up", "other content", Open115Constants.FILE_NAME, "a.txt");
        // in parts
        byte[] large = Content.generated(1, (16 << 20) + 1).bytes();
        routes.template().sendBodyAndHeader("open115:/up", large, Open115Constants.FILE_NAME, "large.bin");
    }

    private void playVideos(Routes routes) {
        String url = "https://stream.example/" + STREAM_PATH + "/x.m3u8?sig=" + STREAM_SIGNATURE;
        String streams = "\"video_url\":[{\"url\":\"" + url + "\"}]";
        String file = "\"file_id\":\"7\",\"file_name\":\"film.mkv\",";
        for (Fault fault : List.of(
                Fault.body("{\"state\":true,\"data\":{" + file + streams + "}}"),
                Fault.body("{\"state\":true,\"data\":{" + streams + "}}"),
                Fault.body("{\"state\":false,\"code\":4711,\"data\":{" + streams + "}}"),
                Fault.error(4711, "no stream, not even " + url))) {
            emulator.faults().arm("/open/video/play", fault).always();
            failing(routes.template()
                    .request(
                            "open115:/?operation=videoPlay",
                            exchange -> exchange.getMessage().setHeader(Open115Constants.PICK_CODE, "a123456789"))
                    .getException());
            emulator.faults().clear();
        }
    }

    private void breakUploads(Routes routes) throws Exception {
        for (Fault fault : List.of(Fault.forbidden(), Fault.html(500), Fault.lostReply())) {
            emulator.faults().arm(Faults.OSS, fault).always();
            failing(() -> upload(routes));
            emulator.faults().clear();
        }
        String credentials = "/open/upload/get_token";
        // a call that sees the clock advance waits for a clock that then stands still
        routes.context().getRouteController().stopRoute("read");
        emulator.clock().advance(Duration.ofHours(1));
        routes.context().getRouteController().startRoute("read");
        emulator.faults()
                .arm(credentials, Fault.error(4711, "no credentials: {\"AccessKeySecret\":\"" + KEY_SECRET + "\"}"))
                .always();
        failing(() -> upload(routes));
        emulator.faults().clear();
        emulator.faults()
                .arm(
                        credentials,
                        Fault.rewrite(reply -> ((ObjectNode) reply.get("data")).put("AccessKeySecret", KEY_SECRET)))
                .always();
        failing(() -> upload(routes));
        emulator.faults().clear();
    }

    private void upload(Routes routes) {
        String content = "content that is not known, " + output.texts().size();
        routes.template().sendBodyAndHeader("open115:/up", content, Open115Constants.FILE_NAME, "b.txt");
    }

    private void breakDownloads(Routes routes) {
        for (Fault fault : List.of(
                Fault.forbidden(),
                Fault.html(500),
                Fault.cutAfter(2),
                Fault.bitFlippedAt(1),
                Fault.lostReply(),
                Fault.status(302, "", Map.of("Location", emulator.cdnBaseUrl() + "/elsewhere?k=1")))) {
            emulator.faults().arm(Faults.CDN, fault).always();
            failing(() -> routes.template()
                    .requestBodyAndHeader(
                            "open115:/inbox?operation=download",
                            "",
                            Open115Constants.FILE_NAME,
                            "1.txt",
                            String.class));
            emulator.faults().clear();
        }
        String link = routes.template()
                .requestBodyAndHeader(
                        "open115:/inbox?operation=resolveLink", "", Open115Constants.FILE_NAME, "1.txt", String.class);
        emulator.faults()
                .arm("/open/ufile/downurl", Fault.error(4711, "no link, not even " + link))
                .always();
        failing(() -> routes.template()
                .requestBodyAndHeader(
                        "open115:/inbox?operation=resolveLink", "", Open115Constants.FILE_NAME, "2.txt", String.class));
        emulator.faults().clear();
    }

    private void breakCalls(Routes routes) throws Exception {
        TokenPair tokens = emulator.account().currentTokens();
        for (Fault fault : List.of(
                Fault.error(4711, "you sent " + tokens.accessToken()),
                Fault.body("not JSON: " + tokens.accessToken()),
                Fault.body("{\"state\":true,\"data\":{\"access_token\":\"" + tokens.accessToken() + "\"}}"),
                Fault.truncated(),
                Fault.lostReply(),
                Fault.html(502),
                Fault.error(770004, "too much for " + tokens.accessToken()))) {
            emulator.faults().arm(Faults.ALL_API, fault).always();
            failing(AccountStates.call(routes));
            emulator.faults().clear();
        }
        routes.context().getRouteController().stopRoute("read");
        // the pause is over before the tokens break, because with a broken token no call could end it
        await().until(() -> {
            emulator.clock().advance(Duration.ofMinutes(70));
            return AccountStates.call(routes) == null;
        });
    }

    private void breakTokens(Routes routes) throws Exception {
        String refresh = "/open/refreshToken";
        // armed before the token expires, because a timer may renew it as well
        emulator.faults()
                .arm(
                        refresh,
                        Fault.authError(
                                40140121, emulator.account().currentTokens().refreshToken()));
        emulator.clock().advance(Duration.ofHours(3));
        failing(AccountStates.call(routes));
        emulator.faults()
                .arm(
                        refresh,
                        Fault.body("not JSON: "
                                + emulator.account().currentTokens().refreshToken()));
        emulator.clock().advance(Duration.ofHours(3));
        failing(AccountStates.call(routes));
        for (String account : List.of("adopted", "alone", "absent")) {
            failing(() -> routes.template().requestBody("open115:/?operation=list&account=" + account, ""));
        }
        emulator.clock().advance(Duration.ofHours(3));
        AccountStates.revoke(emulator, routes);
        failing(AccountStates.call(routes));
        output.lookAt(routes.context());
        // another thread tells of it
        await().until(() -> output.texts().stream().anyMatch(text -> text.startsWith("event AUTHORIZATION_LOST")));
        AccountStates.authorizeElsewhere(emulator, state);
        assertThat(AccountStates.call(routes)).isNull();
    }

    private void call(Routes routes, Open115Operation operation, Map<String, Object> headers) {
        Exchange exchange = routes.template().send("open115:/inbox?operation=" + operation.name() + "", sent -> {
            sent.getMessage().setHeaders(new HashMap<>(headers));
        });
        if (exchange.getException() != null) {
            output.add(exchange.getException());
        }
    }

    private void failing(Runnable call) {
        failing(catchThrowable(call::run));
    }

    private void failing(Throwable failure) {
        if (failure != null) {
            output.add(failure);
        }
    }

    /** All tokens and links that went over the wire. */
    private Set<String> secrets() {
        Set<String> secrets = new TreeSet<>(Set.of(ADOPTED, KEY_SECRET, STREAM_PATH, STREAM_SIGNATURE));
        TokenPair last = emulator.account().currentTokens();
        secrets.add(last.accessToken());
        secrets.add(last.refreshToken());
        emulator.requests().all().forEach(request -> {
            if (request.host() == Host.CDN) {
                secrets.add(request.path().split("/")[1]);
                secrets.add(request.parameter("k"));
                secrets.add(request.parameter("d"));
            }
            if (request.host() == Host.OSS) {
                secrets.add(request.header("x-oss-security-token"));
                secrets.add(request.header("x-oss-callback"));
                secrets.add(request.header("x-oss-callback-var"));
                secrets.add(request.header("Authorization").replaceFirst(".*Signature=", ""));
            }
            secrets.add(request.header("Authorization").replace("Bearer ", ""));
            secrets.add(request.parameter("refresh_token"));
        });
        secrets.removeIf(secret -> secret.length() < 8 || secret.equals(IN_URI));
        return secrets;
    }

    private List<String> showing(Set<String> secrets) {
        return output.texts().stream()
                .filter(text -> secrets.stream().anyMatch(text::contains))
                .toList();
    }

    /** Whatever holds a secret on disk, wherever it is. */
    private static void onlyTheOwnerReads(Path directory, Set<String> secrets) throws IOException {
        assertThat(permissions(directory.resolve("tokens"))).isEqualTo("rwx------");
        List<Path> holders = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (secrets.stream().anyMatch(content::contains)) {
                    holders.add(file);
                }
            }
        }
        assertThat(holders)
                .contains(directory.resolve("tokens/account-default.json"))
                .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
