/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * The 115 service in memory: its hosts on loopback ports, with one account and its drive.
 *
 * <p>It behaves as the API reference describes the service, and is strict where the service is: a client that works here
 * by luck would fail there. Without further settings it shows the service as it is known; the {@link Builder} switches
 * to what was only seen by some, {@link #faults()} to what goes wrong.
 *
 * <pre>{@code
 * try (Open115Emulator emulator = Open115Emulator.start()) {
 *     String folder = emulator.drive().folder("/incoming");
 *     emulator.drive().addFile(folder, "a.txt", Content.of("hello"));
 *     String refreshToken = emulator.account().newRefreshToken();
 *     // point the client at emulator.apiBaseUrl(), authBaseUrl() and qrCodeBaseUrl()
 * }
 * }</pre>
 */
public final class Open115Emulator implements AutoCloseable {

    private static final AtomicInteger STARTED = new AtomicInteger();

    private final Settings settings;
    private final EmulatedAccount account;
    private final EmulatedDrive drive;
    private final EmulatedUploads uploads;
    private final EmulatedOffline offline;
    private final EmulatedVideos videos;
    private final RequestLog requests;
    private final Faults faults = new Faults();
    private final ExecutorService executor = Executors.newCachedThreadPool(threads());
    private final Server auth;
    private final Server qrCode;
    private final Server api;
    private final Server cdn;
    private final Server oss;

    private Open115Emulator(Settings settings) {
        this.settings = settings;
        Signatures signatures = new Signatures();
        DriveTree tree = new DriveTree(settings.clock);
        LinkSigner signer = new LinkSigner(settings, signatures);
        account = new EmulatedAccount(settings, signatures);
        drive = new EmulatedDrive(settings.clock, tree);
        requests = new RequestLog(settings);

        AuthHost authHost = new AuthHost(settings, account, new AuthorizationCodes(settings, signatures));
        PendingEffects effects = new PendingEffects(settings);
        uploads = new EmulatedUploads(settings, tree, effects);
        offline = new EmulatedOffline(settings, tree, effects);
        videos = new EmulatedVideos(tree, settings.clock);
        MediaLinks media = new MediaLinks(settings, signatures);
        cdn = server(Host.CDN, 3, delivery(new Cdn(settings, tree, signer), new MediaHost(tree, videos, media)));
        oss = server(Host.OSS, 5, uploads.host(callbackShapes(), faults));
        api = server(
                Host.API,
                0,
                shaped(new ApiHost(settings, account, tree, effects, endpoints(tree, effects, signer, media))));
        auth = server(Host.AUTH, 1, shaped(authHost));
        qrCode = server(Host.QR, 2, shaped(authHost));
    }

    /** Starts an emulator with the defaults. */
    public static Open115Emulator start() {
        return builder().start();
    }

    /** Returns a builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The base URL of the resource API, without a slash at its end. */
    public String apiBaseUrl() {
        return api.baseUrl();
    }

    /** The base URL for authorization, without a slash at its end. */
    public String authBaseUrl() {
        return auth.baseUrl();
    }

    /** The base URL for polling of the QR log-in, without a slash at its end. */
    public String qrCodeBaseUrl() {
        return qrCode.baseUrl();
    }

    /** The base URL of the host that content comes from, without a slash at its end. */
    public String cdnBaseUrl() {
        return cdn.baseUrl();
    }

    /** The base URL of the object storage that uploads go to, without a slash at its end. */
    public String ossBaseUrl() {
        return oss.baseUrl();
    }

    /** The base URLs of the hosts that a client is configured with, by the names of the component's options. */
    public Map<String, String> baseUrls() {
        Map<String, String> urls = new LinkedHashMap<>();
        urls.put("apiBaseUrl", apiBaseUrl());
        urls.put("authBaseUrl", authBaseUrl());
        urls.put("qrCodeBaseUrl", qrCodeBaseUrl());
        return urls;
    }

    /** The ID of the application that log-ins are accepted from. */
    public String clientId() {
        return settings.clientId;
    }

    /** The secret of that application, which exchanges an authorization code for tokens. */
    public String clientSecret() {
        return settings.clientSecret;
    }

    /** The clock that tokens, links, times of files and limits run on. */
    public EmulatorClock clock() {
        return settings.clock;
    }

    /** The content of the drive. */
    public EmulatedDrive drive() {
        return drive;
    }

    /** What happens to uploads. */
    public EmulatedUploads uploads() {
        return uploads;
    }

    /** Cloud download and its tasks. */
    public EmulatedOffline offline() {
        return offline;
    }

    /** What the service knows of videos. */
    public EmulatedVideos videos() {
        return videos;
    }

    /** The log-ins of the account. */
    public EmulatedAccount account() {
        return account;
    }

    /** What was asked of the service so far. */
    public RequestLog requests() {
        return requests;
    }

    /** What shall go wrong. */
    public Faults faults() {
        return faults;
    }

    /** Ends all connections and frees the ports. */
    @Override
    public void close() {
        faults.clear();
        executor.shutdownNow();
        auth.close();
        qrCode.close();
        api.close();
        cdn.close();
        oss.close();
        uploads.close();
    }

    private Map<String, Service> endpoints(
            DriveTree tree, PendingEffects effects, LinkSigner signer, MediaLinks media) {
        UploadApi upload = uploads.api(this::ossBaseUrl);
        DetailsApi details = new DetailsApi(settings, tree);
        MutationApi mutations = new MutationApi(settings, tree, effects);
        BinApi bin = new BinApi(tree, effects);
        OfflineApi tasks = new OfflineApi(settings, tree, offline);
        VideoApi video = new VideoApi(settings, tree, videos, media, this::cdnBaseUrl);
        Map<String, Service> endpoints = new HashMap<>();
        endpoints.put("GET /open/user/info", request -> new UserApi(settings, tree).info());
        endpoints.put("GET /open/ufile/files", new ListingApi(settings, tree)::list);
        endpoints.put("GET /open/folder/get_info", details::info);
        endpoints.put("POST /open/folder/get_info", details::info);
        endpoints.put("GET /open/ufile/search", new SearchApi(tree)::search);
        endpoints.put("POST /open/folder/add", mutations::createFolder);
        endpoints.put("POST /open/ufile/copy", mutations::copy);
        endpoints.put("POST /open/ufile/move", mutations::move);
        endpoints.put("POST /open/ufile/update", mutations::update);
        endpoints.put("POST /open/ufile/delete", mutations::delete);
        endpoints.put("GET /open/rb/list", bin::list);
        endpoints.put("POST /open/rb/revert", bin::revert);
        endpoints.put("POST /open/rb/del", bin::delete);
        endpoints.put("POST /open/ufile/downurl", new LinkApi(settings, tree, signer, this::cdnBaseUrl)::links);
        endpoints.put("GET /open/upload/get_token", request -> upload.credentials());
        endpoints.put("POST /open/upload/init", upload::init);
        endpoints.put("POST /open/upload/resume", upload::resume);
        endpoints.put("GET /open/offline/get_quota_info", request -> tasks.quota());
        endpoints.put("GET /open/offline/get_task_list", tasks::list);
        endpoints.put("POST /open/offline/add_task_urls", tasks::addLinks);
        endpoints.put("POST /open/offline/torrent", tasks::torrent);
        endpoints.put("POST /open/offline/add_task_bt", tasks::addTorrent);
        endpoints.put("POST /open/offline/del_task", tasks::delete);
        endpoints.put("POST /open/offline/clear_task", tasks::clear);
        endpoints.put("GET /open/video/play", video::play);
        endpoints.put("GET /open/video/history", video::history);
        endpoints.put("POST /open/video/history", video::setHistory);
        endpoints.put("GET /open/video/subtitle", video::subtitles);
        endpoints.put("POST /open/video/video_push", video::push);
        return endpoints;
    }

    private static Service delivery(Service files, Service media) {
        return request -> MediaLinks.isMedia(request) ? media.answer(request) : files.answer(request);
    }

    private Service shaped(Service host) {
        return settings.typeChaos ? new TypeChaos(host) : host;
    }

    private UnaryOperator<Service> callbackShapes() {
        Random random = TypeChaos.newRandom();
        return service -> settings.typeChaos ? new TypeChaos(service, random) : service;
    }

    private Server server(Host host, int portOffset, Service service) {
        int port = settings.port == 0 ? 0 : settings.port + portOffset;
        return new Server(host, port, service, requests, faults, executor);
    }

    private static ThreadFactory threads() {
        int emulator = STARTED.incrementAndGet();
        AtomicInteger threads = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "open115-emulator-" + emulator + "-" + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Settings of an emulator. A builder starts one emulator. */
    public static final class Builder {

        private final Settings settings = new Settings();

        private Builder() {}

        /** The clock that the emulator runs on; by default one of its own that runs with the real time. */
        public Builder clock(EmulatorClock clock) {
            settings.clock = clock;
            return this;
        }

        /**
         * The port of the resource API; those for authorization, QR and CDN follow it, the next
         * but one is that of the object storage. By default any free ports.
         */
        public Builder port(int port) {
            settings.port = port;
            return this;
        }

        /** The ID of the application that log-ins are accepted from. */
        public Builder clientId(String clientId) {
            settings.clientId = clientId;
            return this;
        }

        /** The secret of that application, which exchanges an authorization code for tokens. */
        public Builder clientSecret(String clientSecret) {
            settings.clientSecret = clientSecret;
            return this;
        }

        /** How long an access token is good; 7200 s by default (docs/115-open-api.md B.1). */
        public Builder accessTokenLifetime(Duration lifetime) {
            settings.accessTokenLifetime = lifetime;
            return this;
        }

        /** How long refreshes are possible after a log-in; 365 days by default (docs/115-open-api.md B.1). */
        public Builder refreshTokenLifetime(Duration lifetime) {
            settings.refreshTokenLifetime = lifetime;
            return this;
        }

        /** How long the old access token lives on after a refresh; not at all by default. */
        public Builder tokenGracePeriod(Duration grace) {
            settings.tokenGracePeriod = grace;
            return this;
        }

        /**
         * How many log-ins may be alive before the oldest dies; 2 by default, others report 3
         * (docs/115-open-api.md B.1).
         */
        public Builder maxAuthorizations(int authorizations) {
            settings.maxAuthorizations = authorizations;
            return this;
        }

        /**
         * How long a poll of the QR log-in is held, in real time; 1 s by default, the service takes about 30
         * (docs/115-open-api.md B.3).
         */
        public Builder qrHold(Duration hold) {
            settings.qrHold = hold;
            return this;
        }

        /** The most rows of a listing page, whatever is asked for; 1150 by default (docs/115-open-api.md C.1.1). */
        public Builder pageLimit(int rows) {
            settings.pageLimit = rows;
            return this;
        }

        /**
         * Whether a listing with {@code show_dir=0} and {@code cur=0} is of the whole subtree; true by default
         * (docs/115-open-api.md C.1.2).
         */
        public Builder recursiveListing(boolean recursive) {
            settings.recursiveListing = recursive;
            return this;
        }

        /**
         * Whether an unknown folder is answered by a listing of the root; false by default, which is an error
         * (docs/115-open-api.md C.1.6).
         */
        public Builder rootListingForUnknownFolder(boolean rootListing) {
            settings.rootListingForUnknownFolder = rootListing;
            return this;
        }

        /**
         * Whether folders come first even with {@code custom_order=2}; false by default (docs/115-open-api.md C.1.4).
         */
        public Builder foldersFirst(boolean always) {
            settings.foldersAlwaysFirst = always;
            return this;
        }

        /**
         * Whether {@code o=user_ptime} sorts by upload time; false by default, which is by update time
         * (docs/115-open-api.md C.1.4).
         */
        public Builder timeOrderByUpload(boolean byUpload) {
            settings.timeOrderByUpload = byUpload;
            return this;
        }

        /**
         * The values of {@code custom_order} with which {@code o} and {@code asc} count; 1 and 2 by default
         * (docs/115-open-api.md C.1.4).
         */
        public Builder obeyedOrders(Set<Integer> customOrders) {
            settings.obeyedOrders = Set.copyOf(customOrders);
            return this;
        }

        /**
         * Whether a listing in another order than the one remembered for its folder is refused with code 20130827;
         * false by default (docs/115-open-api.md C.1.4).
         */
        public Builder storedOrderOnly(boolean only) {
            settings.storedOrderOnly = only;
            return this;
        }

        /**
         * Whether details come in an array, empty for what does not exist; false by default (docs/115-open-api.md C.2).
         */
        public Builder detailsAsArray(boolean array) {
            settings.detailsAsArray = array;
            return this;
        }

        /**
         * Whether the shapes of replies change at random between all that clients have seen (docs/115-open-api.md I.1);
         * false by default, when the replies have the shapes that clients with static types can read.
         */
        public Builder typeChaos(boolean chaos) {
            settings.typeChaos = chaos;
            return this;
        }

        /**
         * How long, by the emulator's clock, a change made through the API is accepted but not performed; zero by
         * default (docs/115-open-api.md I.4). While a copy, move, deletion or restoration is under way, the next one is
         * refused as busy (docs/115-open-api.md I.6).
         */
        public Builder visibilityDelay(Duration delay) {
            settings.visibilityDelay = delay;
            return this;
        }

        /**
         * How long, by the emulator's clock, a copy, move, deletion or restoration goes on once its effect can be seen;
         * zero by default. Until then the next one is refused as busy (docs/115-open-api.md I.6, K).
         */
        public Builder busyFor(Duration time) {
            settings.busyFor = time;
            return this;
        }

        /**
         * How long, by the emulator's clock, a deleted entry is neither in its folder nor in the recycle bin; zero by
         * default, up to 5 s at the service (docs/115-open-api.md C.9, I.4).
         */
        public Builder recycleBinDelay(Duration delay) {
            settings.recycleBinDelay = delay;
            return this;
        }

        /**
         * How long, by the emulator's clock, a copy cannot be downloaded although it is listed: code 70004; zero by
         * default, up to 3.5 s at the service (docs/115-open-api.md C.5, I.4).
         */
        public Builder copiesIncompleteFor(Duration time) {
            settings.copiesIncompleteFor = time;
            return this;
        }

        /**
         * Whether the reply to a copy names the new ids and pick codes; false by default, when it is an empty array
         * (docs/115-open-api.md C.5).
         */
        public Builder copiesNamed(boolean named) {
            settings.copiesNamed = named;
            return this;
        }

        /** How long a download link works; 1 h by default (docs/115-open-api.md G.2). */
        public Builder linkLifetime(Duration lifetime) {
            settings.linkLifetime = lifetime;
            return this;
        }

        /** How many connections may be open on a link; 2 by default, 0 for any number (docs/115-open-api.md G.1). */
        public Builder connectionsPerLink(int connections) {
            settings.connectionsPerLink = connections;
            return this;
        }

        /**
         * How fast a connection to the CDN delivers, in bytes per second of real time; no limit by default
         * (docs/115-open-api.md G.1).
         */
        public Builder connectionRate(long bytesPerSecond) {
            settings.connectionRate = bytesPerSecond;
            return this;
        }

        /**
         * The status that the CDN gives for an expired link; 403 by default, 401 and 410 were suspected
         * (docs/115-open-api.md G.5).
         */
        public Builder expiredLinkStatus(int status) {
            settings.expiredLinkStatus = status;
            return this;
        }

        /**
         * Whether the expiry of a link ends the transfers that are running; false by default
         * (docs/115-open-api.md G.2).
         */
        public Builder expiryEndsTransfers(boolean ends) {
            settings.expiryEndsTransfers = ends;
            return this;
        }

        /**
         * The most pick codes of a link request, above which it is refused; no limit by default
         * (docs/115-open-api.md C.12).
         */
        public Builder maxPickCodes(int pickCodes) {
            settings.maxPickCodes = pickCodes;
            return this;
        }

        /**
         * Whether one bad pick code makes a link request for several fail as a whole; false by default
         * (docs/115-open-api.md C.12).
         */
        public Builder oneBadPickCodeRefusesAll(boolean refuses) {
            settings.oneBadPickCodeRefusesAll = refuses;
            return this;
        }

        /**
         * The rate in requests per second above which the account is blocked; no limit by default
         * (docs/115-open-api.md H.2).
         */
        public Builder throttleAbove(double perSecond) {
            settings.throttleAbove = perSecond;
            return this;
        }

        /** How many requests may come at once before the rate counts; 2 by default, or the rate if it is higher. */
        public Builder throttleBurst(int requests) {
            settings.throttleBurst = requests;
            return this;
        }

        /**
         * How long the account is blocked, and with which answer; 10 min and code 770004 by default
         * (docs/115-open-api.md H.3).
         */
        public Builder throttleReply(Duration length, Fault answer) {
            settings.throttleLength = length;
            settings.throttleReply = answer;
            return this;
        }

        /**
         * How long credentials for the object storage are good, by the emulator's clock; 1 h by default
         * (docs/115-open-api.md D.2).
         */
        public Builder ossCredentialsLifetime(Duration lifetime) {
            settings.ossCredentialsLifetime = lifetime;
            return this;
        }

        /**
         * What {@code get_token} tells as the endpoint of the object storage, for clients that are led here by other
         * means; by default {@link Open115Emulator#ossBaseUrl()} with its scheme (docs/115-open-api.md D.2).
         */
        public Builder ossEndpoint(String endpoint) {
            settings.ossEndpoint = endpoint;
            return this;
        }

        /** The region that signatures of version 4 must name; {@code cn-shenzhen} by default (docs/115-open-api.md D.5). */
        public Builder ossRegion(String region) {
            settings.ossRegion = region;
            return this;
        }

        /**
         * Up to which size in bytes the content of an upload is kept, in a temporary file until the emulator is closed;
         * 64 MiB by default. Of larger content only the size, the SHA-1 and some bytes for a proof of possession are
         * kept: such a file can be listed and uploaded once more, but not downloaded.
         */
        public Builder uploadsKeptUpTo(long bytes) {
            settings.uploadsKeptUpTo = bytes;
            return this;
        }

        /**
         * Makes this emulator another account of the same service: what one of them has on its drive need not be sent to
         * the other (docs/115-open-api.md D.1).
         */
        public Builder sameServiceAs(Open115Emulator other) {
            settings.known = other.settings.known;
            return this;
        }

        /** How many of the newest requests the log keeps; all by default. */
        Builder keptRequests(int requests) {
            settings.keptRequests = requests;
            return this;
        }

        /** Starts the emulator. */
        public Open115Emulator start() {
            return new Open115Emulator(settings);
        }
    }
}
