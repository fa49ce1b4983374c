package io.github.open115.client;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.AccountInfo;
import io.github.open115.client.account.AccountStatus;
import io.github.open115.client.account.WaitPolicy;
import io.github.open115.client.files.DriveFiles;
import io.github.open115.client.links.DownloadLinks;
import io.github.open115.client.transfer.Downloads;

/**
 * The way in to one 115 account; the 115 Open API in plain Java. Thread-safe; close it when done.
 *
 * <pre>{@code
 * try (Open115Client client = Open115Client.builder().refreshToken(token).build()) {
 *     client.files().list(ListQuery.subtree(FileItem.ROOT_ID, ListQuery.MAX_PAGE_SIZE));
 * }
 * }</pre>
 *
 * <p>The tokens rotate: the one given here only begins the authorization, which then lives in the token store.
 */
public final class Open115Client implements AutoCloseable {

    private final ClientParts parts;
    private final AccountCalls calls;
    private final DriveFiles files;
    private final DownloadLinks links;
    private final Downloads downloads;
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
    }

    /** Starts with the defaults: the real hosts, one call a second, tokens below {@code ~/.camel-open115}. */
    public static Open115ClientBuilder builder() {
        return new Open115ClientBuilder();
    }

    /** Files and folders. */
    public DriveFiles files() {
        return files;
    }

    /** Download links. */
    public DownloadLinks links() {
        return links;
    }

    /** Content. Its limits are shared with every view of this client, because they are the account's. */
    public Downloads downloads() {
        return downloads;
    }

    /** The user, the space and the membership; one call. */
    public AccountInfo accountInfo() {
        return AccountInfo.of(calls);
    }

    /** What can be told of the account without a call. */
    public AccountStatus account() {
        return parts.account();
    }

    /**
     * The same client with another policy for the pauses of the account. It shares everything with this one and ends
     * with it; closing it does nothing.
     */
    public Open115Client with(WaitPolicy policy) {
        return new Open115Client(parts, policy, false);
    }

    /** Ends waits and calls in progress. An {@code OkHttpClient} that was given to the builder stays open. */
    @Override
    public void close() {
        if (owner) {
            parts.close();
        }
    }
}
