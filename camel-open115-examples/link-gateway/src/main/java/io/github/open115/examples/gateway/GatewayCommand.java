/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import io.github.open115.camel.serve.DownloadMethod;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the command line can be told. Secrets come by the environment, which others on the machine cannot read. */
@Command(
        name = "link-gateway",
        sortOptions = false,
        description = "Hands the files of a 115 drive to browsers, players and download proxies.",
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  OPEN115_REFRESH_TOKEN  seeds the token store; not needed after a log-in",
            "  OPEN115_PROXY_SECRET   the token of the download proxies: signs their URLs, and opens POST /api/fs/link",
            "  OPEN115_LINK_SECRET    signs links to single files; by default a new one at each start",
            "  OPEN115_PAGE_KEY       opens the page, and files by their paths; by default a new one at each start"
        })
final class GatewayCommand implements Runnable {

    private static final String PAGE_KEY = "OPEN115_PAGE_KEY";
    private static final int SECRET_BYTES = 32;

    @Option(names = "--demo", description = "Shows a drive in memory; needs no account.")
    private boolean demo;

    @Option(names = "--logged-out", description = "Begins the demo without an authorization, to try the log-in.")
    private boolean loggedOut;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Where to listen. Beyond loopback only signed links are opened. Default: ${DEFAULT-VALUE}")
    private String bind = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    private int port = 8115;

    @Option(
            names = "--trust-name",
            paramLabel = "NAME[:PORT]",
            description =
                    "A name that the page may be opened under, too, as by a reverse proxy; with the key of the page."
                            + " Can be given several times. Default: only names of this machine")
    private Set<String> names = new LinkedHashSet<>();

    @Option(
            names = "--longest-pause",
            paramLabel = "SECONDS",
            description = "How long a player may pause before its connection is ended. Default: ${DEFAULT-VALUE}")
    private int longestPause = 600;

    @Option(
            names = "--make-room-after",
            paramLabel = "SECONDS",
            description = "How long a player that pauses keeps its connection when another one has too many to get one."
                    + " Default: ${DEFAULT-VALUE}")
    private int makeRoomAfter = 10;

    @Option(
            names = "--readers-per-link",
            paramLabel = "N",
            description = "Connections that may read one file at a time. Default: ${DEFAULT-VALUE}")
    private int readersPerLink = 16;

    @Option(
            names = "--readers-per-caller",
            paramLabel = "N",
            description = "Connections of one address that may read at a time; all callers of a reverse proxy are one."
                    + " Default: ${DEFAULT-VALUE}")
    private int readersPerCaller = 32;

    @Option(
            names = "--root-folder-id",
            paramLabel = "ID",
            description = "The folder that is shown: the number after cid= in the web address. Default: all")
    private String rootFolderId = "0";

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description = "How files are handed over: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private DownloadMethod method = DownloadMethod.redirect;

    @Option(names = "--proxy-url", paramLabel = "URLS", description = "Download proxies, comma separated.")
    private String proxyUrls;

    @Option(
            names = "--proxy-path-prefix",
            paramLabel = "PATH",
            description = "The path that the proxies know the folder by.")
    private String proxyPathPrefix = "";

    @Option(
            names = "--concurrent-downloads",
            paramLabel = "N",
            description = "Connections to content at a time, for all callers together. Default: ${DEFAULT-VALUE}")
    private int concurrentDownloads = 4;

    @Option(
            names = "--connections-per-link",
            paramLabel = "N",
            description = "Connections that one download opens to its link, 1 or 2. Default: ${DEFAULT-VALUE}")
    private int connectionsPerLink = 1;

    @Option(
            names = "--requests-per-second",
            paramLabel = "N",
            description = "API calls a second, at most. Default: ${DEFAULT-VALUE}")
    private double requestsPerSecond = 1;

    @Option(names = "--app-id", paramLabel = "ID", description = "The AppID of your application, for the log-in.")
    private String appId;

    @Option(names = "--account", paramLabel = "NAME", description = "Default: ${DEFAULT-VALUE}")
    private String account = "default";

    @Option(
            names = "--state-directory",
            paramLabel = "DIR",
            description = "Where the tokens are. Default: ~/.camel-open115")
    private Path stateDirectory = Path.of(System.getProperty("user.home"), ".camel-open115");

    @Option(
            names = "--api-base-url",
            paramLabel = "URL",
            description = "Another API host than that of the service, as an emulator has it.")
    private String apiBaseUrl;

    @Option(names = "--auth-base-url", paramLabel = "URL", description = "The same for the tokens.")
    private String authBaseUrl;

    @Option(names = "--qr-code-base-url", paramLabel = "URL", description = "The same for the log-in.")
    private String qrCodeBaseUrl;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    private boolean help;

    private final Map<String, String> environment;

    GatewayCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Runs until the process is ended. */
    @Override
    public void run() {
        try (Demo drive = demo ? new Demo() : null;
                Gateway gateway = demo
                        ? drive.gateway(settings(Demo.newStateDirectory()), !loggedOut)
                        : Gateway.start(settings(stateDirectory), null)) {
            String key = environment.containsKey(PAGE_KEY)
                    ? "?key=<the value of " + PAGE_KEY + ">"
                    : gateway.key().query();
            // for the person who has started it; a log may be read by others
            System.out.println("The drive is at " + gateway.url() + key);
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("The gateway cannot start: " + e.getMessage(), e);
        }
    }

    GatewaySettings settings(Path state) {
        return new GatewaySettings(
                new WebSettings(
                        bind,
                        port,
                        names,
                        new PageKey(environment.getOrDefault(PAGE_KEY, randomSecret())),
                        Duration.ofSeconds(longestPause),
                        Duration.ofSeconds(makeRoomAfter),
                        readersPerLink,
                        readersPerCaller),
                rootFolderId,
                method,
                proxyUrls,
                proxyPathPrefix,
                environment.get("OPEN115_PROXY_SECRET"),
                environment.getOrDefault("OPEN115_LINK_SECRET", randomSecret()),
                account,
                state,
                new Service(
                        hosts(),
                        environment.get("OPEN115_REFRESH_TOKEN"),
                        appId,
                        requestsPerSecond,
                        connectionsPerLink,
                        concurrentDownloads));
    }

    private Map<String, String> hosts() {
        Map<String, String> hosts = new LinkedHashMap<>();
        hosts.put("apiBaseUrl", apiBaseUrl);
        hosts.put("authBaseUrl", authBaseUrl);
        hosts.put("qrCodeBaseUrl", qrCodeBaseUrl);
        hosts.values().removeIf(Objects::isNull);
        return hosts;
    }

    private static String randomSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
