/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client;

import io.github.open115.client.account.Account;
import io.github.open115.client.account.AccountStateStore;
import io.github.open115.client.account.LoginTurns;
import io.github.open115.client.account.WaitPolicy;
import io.github.open115.client.auth.AuthorizationSettings;
import io.github.open115.client.auth.TokenManager;
import io.github.open115.client.auth.TokenStore;
import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.http.HttpSettings;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.http.StoppableSleeper;
import io.github.open115.client.http.Transport;
import io.github.open115.client.links.DownloadLinks;
import io.github.open115.client.links.SharedLinks;
import io.github.open115.client.login.AutomaticLogin;
import io.github.open115.client.login.DeviceLogin;
import io.github.open115.client.login.LoginStatus;
import io.github.open115.client.offline.OfflineDownloads;
import io.github.open115.client.transfer.Downloads;
import io.github.open115.client.transfer.TransferContext;
import io.github.open115.client.upload.UploadEnvironment;
import io.github.open115.client.upload.Uploads;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** The parts that all views of one client share: created together, closed together. */
final class ClientParts implements AutoCloseable {

    private final HttpSettings http;
    private final Clock clock;
    private final OkHttpClient base;
    private final TokenStore store;
    private final AccountStateStore stateStore;
    private final Sleeper givenSleeper;
    private final TokenManager tokens;
    private final Transport transport;
    private final Account account;
    private final StoppableSleeper stoppable = new StoppableSleeper();
    private final Sleeper sleeper;
    private final OkHttpClient transfers;
    private final ExecutorService ownExecutor;
    private final DriveFiles files;
    private final SharedLinks links;
    private final Downloads downloads;
    private final Uploads uploads;
    private final OfflineDownloads offline;
    private final AtomicBoolean closed = new AtomicBoolean();

    ClientParts(Open115ClientBuilder builder) {
        this.http = builder.httpSettings();
        this.clock = builder.clock;
        this.sleeper = builder.sleeper == null ? stoppable : builder.sleeper;
        this.givenSleeper = builder.sleeper;
        this.base = builder.httpClient == null ? new OkHttpClient() : builder.httpClient;
        this.store = builder.tokenStore();
        this.stateStore = builder.accountStateStore(store);
        this.transport = Transport.pooled(http, base, clock);
        this.tokens = TokenManager.acquire(new AuthorizationSettings(
                builder.account,
                store,
                builder.refreshToken,
                builder.accessToken,
                http,
                base,
                clock,
                builder.threadFactory,
                builder.tokenMaxWait));
        this.account = account(builder, stateStore);
        this.transfers = base.newBuilder()
                .dispatcher(new Dispatcher())
                .connectionPool(new ConnectionPool())
                .connectTimeout(http.connectTimeout())
                .readTimeout(builder.transferLimits.readTimeout())
                .build();
        this.files = new DriveFiles(account, clock, sleeper);
        this.offline = new OfflineDownloads(account, clock, sleeper);
        this.ownExecutor = builder.executor == null ? Executors.newCachedThreadPool(builder.threadFactory) : null;
        Executor executor = builder.executor == null ? ownExecutor : builder.executor;
        this.links = new SharedLinks(executor, clock, account::countReusedLink, files::forgetContent);
        TransferContext context = new TransferContext(
                transfers, builder.transferLimits, clock, sleeper, builder.progressListener, executor);
        this.downloads = new Downloads(context, links(WaitPolicy.DEFAULT));
        this.uploads = Uploads.of(
                builder.account,
                account,
                files,
                new UploadEnvironment(
                        builder.uploadLimits,
                        transfers,
                        http.userAgent(),
                        builder.stateDirectory,
                        context,
                        clock,
                        sleeper));
    }

    private Account account(Open115ClientBuilder builder, AccountStateStore stateStore) {
        try {
            return new Account(
                    tokens,
                    transport,
                    builder.limits,
                    stateStore,
                    clock,
                    sleeper,
                    builder.listener,
                    builder.loginAdvice);
        } catch (RuntimeException e) {
            tokens.release();
            throw e;
        }
    }

    Account account() {
        return account;
    }

    Downloads downloads() {
        return downloads;
    }

    Uploads uploads() {
        return uploads;
    }

    OfflineDownloads offline() {
        return offline;
    }

    DriveFiles files() {
        return files;
    }

    Sleeper sleeper() {
        return sleeper;
    }

    /** The links of the account, with the wait policy of a view of the client. */
    DownloadLinks links(WaitPolicy policy) {
        return new DownloadLinks(account.callsWith(policy), policy, links, http.userAgent(), clock, sleeper);
    }

    AutomaticLogin automaticLogin(String appId, Consumer<LoginStatus> onChange) {
        DeviceLogin.Builder login = DeviceLogin.builder(appId, store)
                .account(account.name())
                .authBaseUrl(http.authBaseUrl())
                .qrCodeBaseUrl(http.qrCodeBaseUrl())
                .userAgent(http.userAgent())
                .httpClient(base)
                .clock(clock)
                .sleeper(givenSleeper);
        LoginTurns turns = new LoginTurns(stateStore, account.name(), clock);
        return new AutomaticLogin(login, turns, account, clock, givenSleeper, onChange);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            stoppable.close();
            links.close();
            transport.close();
            downloads.close();
            uploads.close();
            if (ownExecutor != null) {
                ownExecutor.shutdownNow();
            }
            transfers.dispatcher().cancelAll();
            transfers.connectionPool().evictAll();
            account.close();
            tokens.release();
        }
    }
}
