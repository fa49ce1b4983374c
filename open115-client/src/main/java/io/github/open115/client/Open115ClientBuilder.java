/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client;

import io.github.open115.client.account.AccountListener;
import io.github.open115.client.account.AccountStateStore;
import io.github.open115.client.account.FileAccountStateStore;
import io.github.open115.client.account.JdbcAccountStateStore;
import io.github.open115.client.account.Limits;
import io.github.open115.client.auth.FileTokenStore;
import io.github.open115.client.auth.JdbcTokenStore;
import io.github.open115.client.auth.TokenStore;
import io.github.open115.client.http.HttpSettings;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.transfer.ProgressListener;
import io.github.open115.client.transfer.TransferLimits;
import io.github.open115.client.upload.UploadLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;
import okhttp3.OkHttpClient;

/** Configures an {@link Open115Client}; all values have a default. */
public final class Open115ClientBuilder {

    private static final Duration DEFAULT_TOKEN_MAX_WAIT = Duration.ofSeconds(60);
    private static final TransferLimits DEFAULT_TRANSFER_LIMITS =
            new TransferLimits(4, 1, Duration.ofSeconds(60), Duration.ofMinutes(5));

    // read by ClientParts
    String account = "default";
    String refreshToken;
    String accessToken;
    Duration tokenMaxWait = DEFAULT_TOKEN_MAX_WAIT;
    Limits limits = Limits.DEFAULT;
    TransferLimits transferLimits = DEFAULT_TRANSFER_LIMITS;
    UploadLimits uploadLimits = UploadLimits.DEFAULT;
    OkHttpClient httpClient;
    Clock clock = Clock.systemUTC();
    Sleeper sleeper;
    AccountListener listener = AccountListener.NONE;
    String loginAdvice = "";
    ProgressListener progressListener = ProgressListener.NONE;
    ThreadFactory threadFactory = Open115ClientBuilder::daemon;
    Executor executor;
    Path stateDirectory = Path.of(System.getProperty("user.home"), ".camel-open115");

    private TokenStore tokenStore;
    private AccountStateStore accountStateStore;
    private String apiBaseUrl = HttpSettings.DEFAULT_API_BASE_URL;
    private String authBaseUrl = HttpSettings.DEFAULT_AUTH_BASE_URL;
    private String qrCodeBaseUrl = HttpSettings.DEFAULT_QR_CODE_BASE_URL;
    private String userAgent = HttpSettings.DEFAULT_USER_AGENT;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration readTimeout = Duration.ofSeconds(60);
    private Duration callTimeout = Duration.ofSeconds(120);

    Open115ClientBuilder() {}

    /** The account's name in the token store; two accounts of one store have two names. Default {@code default}. */
    public Open115ClientBuilder account(String name) {
        this.account = Objects.requireNonNull(name, "account");
        return this;
    }

    /**
     * The directory whose folder {@code tokens} has the tokens, unless a token store is given, and whose folder
     * {@code uploads} has the journal of uploads. Default {@code ~/.camel-open115}.
     */
    public Open115ClientBuilder stateDirectory(Path directory) {
        this.stateDirectory = Objects.requireNonNull(directory, "stateDirectory");
        return this;
    }

    /** The store of the tokens; null for files in the state directory. */
    public Open115ClientBuilder tokenStore(TokenStore store) {
        this.tokenStore = store;
        return this;
    }

    /**
     * The store in which the processes that use the account share its budget and its pauses. Null for the place of the
     * tokens: the database of a {@link JdbcTokenStore}, whose {@code createTables} then makes this table too, or the
     * files of a {@link FileTokenStore}. With another token store, files below {@code accounts} in the state directory.
     */
    public Open115ClientBuilder accountStateStore(AccountStateStore store) {
        this.accountStateStore = store;
        return this;
    }

    /** Starts the authorization, unless the store has seen this token; null when the store has tokens. */
    public Open115ClientBuilder refreshToken(String token) {
        this.refreshToken = blankToNull(token);
        return this;
    }

    /** Serves until it expires; without a refresh token it cannot be renewed. Null when the store has tokens. */
    public Open115ClientBuilder accessToken(String token) {
        this.accessToken = blankToNull(token);
        return this;
    }

    /** The host of the resource API. */
    public Open115ClientBuilder apiBaseUrl(String url) {
        this.apiBaseUrl = url;
        return this;
    }

    /** The host of log-ins and refreshes. */
    public Open115ClientBuilder authBaseUrl(String url) {
        this.authBaseUrl = url;
        return this;
    }

    /** The host that knows the status of a QR code. */
    public Open115ClientBuilder qrCodeBaseUrl(String url) {
        this.qrCodeBaseUrl = url;
        return this;
    }

    /** The {@code User-Agent} of all calls, and of download links when a caller names no other; never empty. */
    public Open115ClientBuilder userAgent(String agent) {
        this.userAgent = agent;
        return this;
    }

    /** The timeout for opening a connection; default 10 s. */
    public Open115ClientBuilder connectTimeout(Duration timeout) {
        this.connectTimeout = timeout;
        return this;
    }

    /** The longest silence on the connection of a call; default 60 s. */
    public Open115ClientBuilder readTimeout(Duration timeout) {
        this.readTimeout = timeout;
        return this;
    }

    /** The timeout of a whole call; default 120 s. */
    public Open115ClientBuilder callTimeout(Duration timeout) {
        this.callTimeout = timeout;
        return this;
    }

    /** The longest wait of a call for a refresh in progress; default 60 s. */
    public Open115ClientBuilder tokenMaxWait(Duration wait) {
        this.tokenMaxWait = wait;
        return this;
    }

    /** The request budget of the account; the same for all clients of an account in one process. */
    public Open115ClientBuilder limits(Limits newLimits) {
        this.limits = Objects.requireNonNull(newLimits, "limits");
        return this;
    }

    /** The limits of downloads. */
    public Open115ClientBuilder transferLimits(TransferLimits newLimits) {
        this.transferLimits = Objects.requireNonNull(newLimits, "transferLimits");
        return this;
    }

    /** The limits of uploads. */
    public Open115ClientBuilder uploadLimits(UploadLimits newLimits) {
        this.uploadLimits = Objects.requireNonNull(newLimits, "uploadLimits");
        return this;
    }

    /** A client to derive from, for a proxy or a trust store; it is neither changed nor closed. Null for a plain one. */
    public Open115ClientBuilder httpClient(OkHttpClient client) {
        this.httpClient = client;
        return this;
    }

    /** The clock; tests replace it. */
    public Open115ClientBuilder clock(Clock newClock) {
        this.clock = Objects.requireNonNull(newClock, "clock");
        return this;
    }

    /** How the client waits; null for real time, where closing the client ends all waits. */
    public Open115ClientBuilder sleeper(Sleeper newSleeper) {
        this.sleeper = newSleeper;
        return this;
    }

    /**
     * Hears when the service throttles and when a person must authorize again. The thread of the call that found out
     * calls it: it must return immediately.
     */
    public Open115ClientBuilder listener(AccountListener newListener) {
        this.listener = Objects.requireNonNull(newListener, "listener");
        return this;
    }

    /**
     * A sentence about where a log-in waits, which is added to the message that a person must authorize the account. Empty by
     * default.
     */
    public Open115ClientBuilder loginAdvice(String advice) {
        this.loginAdvice = Objects.requireNonNull(advice, "advice");
        return this;
    }

    /** Hears of each download, to a stream or to a file, and of each upload; null for none. */
    public Open115ClientBuilder progressListener(ProgressListener newListener) {
        this.progressListener = newListener == null ? ProgressListener.NONE : newListener;
        return this;
    }

    /** Makes the threads of refreshes, and those of the client's own pool; the default makes daemons. */
    public Open115ClientBuilder threadFactory(ThreadFactory factory) {
        this.threadFactory = Objects.requireNonNull(factory, "threadFactory");
        return this;
    }

    /**
     * Runs the requests for links, the digests, and the connections of a download. It must start each task at once, as a
     * cached thread pool does. The client does not shut it down. Null for a pool of the client's own.
     */
    public Open115ClientBuilder executor(Executor newExecutor) {
        this.executor = newExecutor;
        return this;
    }

    /**
     * Creates the client. Sends no call.
     *
     * @throws IllegalArgumentException naming an option with an invalid value, or when another client of the account
     *     has other limits or another state store
     * @throws io.github.open115.client.auth.TokenStoreException when the store cannot be read or written
     * @throws io.github.open115.client.account.AccountStateException when the shared budget cannot be read
     */
    public Open115Client build() {
        return new Open115Client(new ClientParts(this));
    }

    HttpSettings httpSettings() {
        return new HttpSettings(
                apiBaseUrl, authBaseUrl, qrCodeBaseUrl, userAgent, connectTimeout, readTimeout, callTimeout);
    }

    TokenStore tokenStore() {
        return tokenStore == null ? new FileTokenStore(stateDirectory.resolve("tokens")) : tokenStore;
    }

    /** Processes that share the tokens must share the budget, even when each has a state directory of its own. */
    AccountStateStore accountStateStore(TokenStore tokens) {
        return accountStateStore == null ? tokens.shareWith(new StateBesideTokens()) : accountStateStore;
    }

    /** Puts the state of an account into the place of its tokens. */
    private final class StateBesideTokens implements TokenStore.Companion<AccountStateStore> {

        @Override
        public AccountStateStore inDirectory(Path directory) {
            return new FileAccountStateStore(directory);
        }

        @Override
        public AccountStateStore inDatabase(DataSource database, boolean createTables) {
            JdbcAccountStateStore rows = new JdbcAccountStateStore(database);
            return createTables ? rows.createTables() : rows;
        }

        @Override
        public AccountStateStore elsewhere() {
            return new FileAccountStateStore(stateDirectory.resolve("accounts"));
        }
    }

    private static String blankToNull(String token) {
        return token == null || token.isBlank() ? null : token.trim();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "open115");
        thread.setDaemon(true);
        return thread;
    }
}
