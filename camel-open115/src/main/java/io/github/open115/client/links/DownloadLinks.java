package io.github.open115.client.links;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.http.Sleeper;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;

/** Download links of one drive. Thread-safe. */
public final class DownloadLinks {

    public DownloadLinks(AccountCalls calls, String defaultUserAgent, Clock clock, Sleeper sleeper) {}

    /** The agent that links are bound to when a caller names none. */
    public String defaultUserAgent() {
        throw new UnsupportedOperationException();
    }

    /** A fresh link for one file; one call. */
    public DownloadLink resolve(String pickCode, String userAgent) {
        throw new UnsupportedOperationException();
    }

    /** Fresh links for many files by pick code, few calls; a file that has none is missing from the result. */
    public Map<String, DownloadLink> resolve(Collection<String> pickCodes, String userAgent) {
        throw new UnsupportedOperationException();
    }
}
