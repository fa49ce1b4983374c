package io.github.open115.client;

import io.github.open115.client.account.Account;
import io.github.open115.client.account.AccountListener;
import io.github.open115.client.account.AccountSettings;
import io.github.open115.client.account.AccountStateStore;
import io.github.open115.client.account.Limits;
import io.github.open115.client.account.WaitPolicy;
import io.github.open115.client.auth.AuthorizationSettings;
import io.github.open115.client.auth.TokenManager;
import io.github.open115.client.auth.TokenManagers;
import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.http.StoppableSleeper;
import io.github.open115.client.http.Transport;
import io.github.open115.client.links.DownloadLinks;
import io.github.open115.client.links.SharedLinks;
import io.github.open115.client.transfer.Downloads;
import io.github.open115.client.transfer.ProgressListener;
import io.github.open115.client.transfer.TransferLimits;
import io.github.open115.client.transfer.TransferSettings;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** Everything that the views of one client share, wired together, and how it ends. */
final class ClientParts implements AutoCloseable {

    private final AuthorizationSettings authorization;
    private final Transport transport;
    private final Account account;
    private final StoppableSleeper stoppable = new StoppableSleeper();
    private final Sleeper sleeper;
    private final OkHttpClient transfers;
    private final ExecutorService ownExecutor;
    private final DriveFiles files;
    private final SharedLinks links;
    private final Downloads downloads;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param authorization whose tokens
     * @param limits of the account's calls
     * @param stateStore where the processes that use the account share their budget
     * @param transferLimits of its downloads
     * @param givenSleeper how to wait; null for real time, ended by {@link #close()}
     * @param listener is told of changes of the account
     * @param progress is told of its downloads
     * @param givenExecutor runs what goes on beside its callers; null for a pool that {@link #close()} shuts down
     */
    ClientParts(
            AuthorizationSettings authorization,
            Limits limits,
            AccountStateStore stateStore,
            TransferLimits transferLimits,
            Sleeper givenSleeper,
            AccountListener listener,
            ProgressListener progress,
            Executor givenExecutor) {
        this.authorization = authorization;
        this.sleeper = givenSleeper == null ? stoppable : givenSleeper;
        this.transport = Transport.pooled(authorization.http(), authorization.baseClient(), authorization.clock());
        this.account = account(limits, stateStore, listener);
        this.transfers = authorization
                .baseClient()
                .newBuilder()
                .dispatcher(new Dispatcher())
                .connectionPool(new ConnectionPool())
                .connectTimeout(authorization.http().connectTimeout())
                .readTimeout(transferLimits.readTimeout())
                .build();
        this.files = new DriveFiles(account, authorization.clock(), sleeper);
        this.ownExecutor = givenExecutor == null ? Executors.newCachedThreadPool(authorization.threads()) : null;
        Executor executor = givenExecutor == null ? ownExecutor : givenExecutor;
        this.links = new SharedLinks(executor, authorization.clock(), account::countReusedLink, files::forgetContent);
        this.downloads = new Downloads(
                transfers,
                links(WaitPolicy.DEFAULT),
                new TransferSettings(
                        transferLimits, authorization.clock(), sleeper, progress, authorization.threads()));
    }

    private Account account(Limits limits, AccountStateStore stateStore, AccountListener listener) {
        AccountSettings settings = new AccountSettings(
                authorization.account(), authorization.store().location(), limits, stateStore);
        TokenManager tokens = TokenManagers.acquire(authorization);
        Account made = null;
        try {
            made = new Account(settings, transport, tokens, authorization.clock(), sleeper, listener);
            return made;
        } finally {
            if (made == null) {
                TokenManagers.release(authorization);
            }
        }
    }

    Account account() {
        return account;
    }

    Downloads downloads() {
        return downloads;
    }

    DriveFiles files() {
        return files;
    }

    /** The links of the account for a view of the client. */
    DownloadLinks links(WaitPolicy policy) {
        return new DownloadLinks(
                account.callsWith(policy),
                policy,
                links,
                authorization.http().userAgent(),
                authorization.clock(),
                sleeper);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            stoppable.close();
            links.close();
            transport.close();
            downloads.close();
            if (ownExecutor != null) {
                ownExecutor.shutdownNow();
            }
            transfers.dispatcher().cancelAll();
            transfers.connectionPool().evictAll();
            account.close();
            TokenManagers.release(authorization);
        }
    }
}
