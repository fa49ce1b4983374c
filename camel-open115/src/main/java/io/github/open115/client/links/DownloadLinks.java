package io.github.open115.client.links;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Download links of one drive (sections C.12 and G). Thread-safe.
 *
 * <p>The service watches requests for links more strictly than others: ask for what is about to be read, never ahead.
 * Each call asks for fresh links; nothing is kept.
 */
public final class DownloadLinks {

    private final LinkCalls calls;
    private final String defaultUserAgent;
    private final Sleeper sleeper;

    /**
     * @param defaultUserAgent the agent that links are bound to when a caller names none; not empty
     * @param clock tells the end of links that do not tell it themselves
     */
    public DownloadLinks(AccountCalls calls, String defaultUserAgent, Clock clock, Sleeper sleeper) {
        this.calls = new LinkCalls(calls, clock);
        this.defaultUserAgent = requireAgent(defaultUserAgent);
        this.sleeper = Objects.requireNonNull(sleeper, "sleeper");
    }

    /** The agent that links are bound to when a caller names none. */
    public String defaultUserAgent() {
        return defaultUserAgent;
    }

    /**
     * A fresh link for one file: one call, up to three more while its content is not ready.
     *
     * @param pickCode pick code of the file
     * @param userAgent the agent that will use the link, any characters but control characters; null or empty for the
     *     default
     * @throws io.github.open115.client.http.NotFoundException if there is no such file, or it is a folder
     * @throws io.github.open115.client.http.NotReadyException if its upload is not complete
     * @throws io.github.open115.client.http.ContentBlockedException if the service refuses to hand its content out
     */
    public DownloadLink resolve(String pickCode, String userAgent) {
        ResolvedLinks resolved = resolveAll(Set.of(requirePickCode(pickCode)), userAgent);
        Open115Exception failure = resolved.failures().get(pickCode);
        if (failure != null) {
            throw failure;
        }
        return resolved.links().get(pickCode);
    }

    /**
     * Fresh links for many files by pick code, ten a call; a file that has none is missing from the result.
     * {@link #resolveAll} tells why.
     */
    public Map<String, DownloadLink> resolve(Collection<String> pickCodes, String userAgent) {
        return resolveAll(pickCodes, userAgent).links();
    }

    /**
     * Fresh links for many files, ten a call, and the reasons why others have none. A file that the service does not hand
     * out is no error of the whole; a throttled account or a lost authorization is.
     *
     * @param pickCodes each is asked for once; none at all costs no call
     * @param userAgent the agent that will use the links; null or empty for the default
     */
    public ResolvedLinks resolveAll(Collection<String> pickCodes, String userAgent) {
        String agent = userAgent == null || userAgent.isEmpty() ? defaultUserAgent : requireAgent(userAgent);
        Set<String> distinct = new LinkedHashSet<>();
        for (String pickCode : pickCodes) {
            distinct.add(requirePickCode(pickCode));
        }
        return new LinkBatch(calls, sleeper, agent).resolve(distinct);
    }

    /** An empty agent makes links that do not work with every client (section G.3); a line break would end the header. */
    private static String requireAgent(String userAgent) {
        if (userAgent == null || userAgent.isBlank() || userAgent.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a User-Agent must not be empty or contain control characters");
        }
        return userAgent;
    }

    private static String requirePickCode(String pickCode) {
        if (pickCode == null || !pickCode.matches("[0-9A-Za-z]+")) {
            throw new IllegalArgumentException("not a pick code: '" + pickCode + "'");
        }
        return pickCode;
    }
}
