/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.AccountInfo;
import io.github.open115.client.account.AccountStatus;
import io.github.open115.client.account.WaitPolicy;
import io.github.open115.client.copy.Copies;
import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.links.DownloadLinks;
import io.github.open115.client.login.AutomaticLogin;
import io.github.open115.client.login.LoginStatus;
import io.github.open115.client.offline.OfflineDownloads;
import io.github.open115.client.transfer.Downloads;
import io.github.open115.client.upload.Uploads;
import io.github.open115.client.video.Videos;
import java.util.function.Consumer;

/**
 * One 115 account; the way into the 115 Open API in plain Java. {@link #files()} lists and changes, {@link #links()} gives
 * download links, {@link #downloads()} reads content and proves it by its SHA-1, {@link #uploads()} writes files and proves that
 * they arrived, {@link #offline()} lets the service fetch links, {@link #videos()} plays videos.
 *
 * <pre>{@code
 * try (Open115Client client = builder.build()) {
 *     FolderListing root = client.files().list(ListQuery.filesOf(FileItem.ROOT_ID, ListQuery.MAX_PAGE_SIZE));
 *     for (FileItem file : root.rows()) {
 *         DownloadLink link = client.links().link(file.pickCode(), null);
 *         System.out.println(link.url() + " with the headers " + link.headers());
 *         ContentSource source =
 *                 new ContentSource(file.id(), file.pickCode(), file.name(), file.size(), file.sha1());
 *         client.downloads().toFile(source, directory.resolve(file.id()));
 *     }
 * }
 * }</pre>
 *
 * <p>The builder needs a refresh token, or a token store that a {@link io.github.open115.client.login.DeviceLogin} has
 * filled. Tokens rotate: the given one only starts the authorization, the store then has the newest.
 *
 * <p>All calls share the budget of the account and wait for it. They throw an
 * {@link io.github.open115.client.http.Open115Exception} whose {@code kind()} says what a caller can do. Thread-safe; use
 * one client for each account and close it at the end.
 */
public final class Open115Client implements AutoCloseable {

    private final ClientParts parts;
    private final AccountCalls calls;
    private final DriveFiles files;
    private final DownloadLinks links;
    private final Downloads downloads;
    private final Uploads uploads;
    private final OfflineDownloads offline;
    private final Videos videos;
    private final Copies copies;
    private final boolean owner;

    Open115Client(ClientParts parts) {
        this(parts, WaitPolicy.DEFAULT, true);
    }

    private Open115Client(ClientParts parts, WaitPolicy policy, boolean owner) {
        this.parts = parts;
        this.owner = owner;
        this.calls = parts.account().callsWith(policy);
        this.files = parts.files().with(calls);
        this.links = parts.links(policy);
        this.downloads = parts.downloads().with(links);
        this.uploads = parts.uploads().with(calls, files);
        this.offline = parts.offline().with(calls);
        this.videos = new Videos(calls);
        this.copies = new Copies(files, parts.sleeper());
    }

    /** A builder with the defaults: the real hosts, one call a second, tokens below {@code ~/.camel-open115}. */
    public static Open115ClientBuilder builder() {
        return new Open115ClientBuilder();
    }

    /** Lists, looks up and changes files and folders. */
    public DriveFiles files() {
        return files;
    }

    /** Gives download links. */
    public DownloadLinks links() {
        return links;
    }

    /** Reads the content of files. All views of this client share its limits. */
    public Downloads downloads() {
        return downloads;
    }

    /** Uploads files, and proves that they arrived. All views of this client share its limits. */
    public Uploads uploads() {
        return uploads;
    }

    /** Lets the service fetch links and torrents into the drive. */
    public OfflineDownloads offline() {
        return offline;
    }

    /** Gives the streams and subtitles of videos. */
    public Videos videos() {
        return videos;
    }

    /** Copies files and folders within the drive. */
    public Copies copies() {
        return copies;
    }

    /** The user, the space and the membership. Makes one call. */
    public AccountInfo accountInfo() {
        return AccountInfo.of(calls);
    }

    /** The state of the account: pauses, budget, tokens, counts. Makes no call. */
    public AccountStatus account() {
        return parts.account();
    }

    /**
     * A log-in by QR code that begins by itself whenever a person must authorize the account. The caller gives it a thread
     * ({@link AutomaticLogin#run()}) and closes it before this client.
     *
     * @param appId the AppID of the user's own application at open.115.com; not secret
     * @param onChange shows the codes
     */
    public AutomaticLogin automaticLogin(String appId, Consumer<LoginStatus> onChange) {
        return parts.automaticLogin(appId, onChange);
    }

    /**
     * A view of this client that waits differently while the account is paused. It shares everything else with this client
     * and ends with it; closing the view does nothing.
     */
    public Open115Client with(WaitPolicy policy) {
        return new Open115Client(parts, policy, false);
    }

    /** Ends waits and calls in progress. The {@code OkHttpClient} given to the builder stays open. */
    @Override
    public void close() {
        if (owner) {
            parts.close();
        }
    }
}
