/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.links;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.WaitPolicy;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Download links of one drive (docs/115-open-api.md C.12 and G). Thread-safe.
 *
 * <p>The service watches requests for links more strictly than others. So links are cached in memory by file and agent and
 * handed out again until five minutes before they expire; callers that want the same link at the same time share one call;
 * and one call asks for many files. Request a link when its file is about to be read, never earlier.
 */
public final class DownloadLinks {

    private static final Pattern PICK_CODE = Pattern.compile("[0-9A-Za-z]+");

    private final AccountCalls calls;
    private final Clock clock;
    private final WaitPolicy policy;
    private final SharedLinks shared;
    private final String defaultUserAgent;
    private final Sleeper sleeper;
    private final int copy;

    /**
     * @param calls sends the calls
     * @param policy how these calls wait while the account is paused
     * @param shared the cache and the requests that all views of the account share
     * @param defaultUserAgent the agent that links are bound to when a caller names none; not empty
     * @param clock gives the expiry of links that do not contain it
     * @param sleeper waits until content is ready
     */
    public DownloadLinks(
            AccountCalls calls,
            WaitPolicy policy,
            SharedLinks shared,
            String defaultUserAgent,
            Clock clock,
            Sleeper sleeper) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.policy = Objects.requireNonNull(policy, "policy");
        this.shared = Objects.requireNonNull(shared, "shared");
        this.defaultUserAgent = requireAgent(defaultUserAgent);
        this.sleeper = Objects.requireNonNull(sleeper, "sleeper");
        this.copy = 0;
    }

    private DownloadLinks(DownloadLinks other, int copy) {
        this.calls = other.calls;
        this.clock = other.clock;
        this.policy = other.policy;
        this.shared = other.shared;
        this.defaultUserAgent = other.defaultUserAgent;
        this.sleeper = other.sleeper;
        this.copy = copy;
    }

    /**
     * A view with other links to the same files, for readers that find two connections on each of the first links. Its
     * links are requested, cached and replaced like the first ones.
     *
     * @param number which links: 0 for the first ones, 1 for the second ones, and so on
     */
    public DownloadLinks copy(int number) {
        return number == copy ? this : new DownloadLinks(this, number);
    }

    /** The agent that links are bound to when a caller names none. */
    public String defaultUserAgent() {
        return defaultUserAgent;
    }

    /**
     * A link for one file: the cached one, if it is valid for five minutes or more; else a fresh one, with one call, and up
     * to three more while the content is not ready.
     *
     * @param pickCode pick code of the file
     * @param userAgent the agent that will use the link, any characters but control characters; null or empty for the
     *     default
     * @throws io.github.open115.client.http.NotFoundException if there is no such file, or it is a folder
     * @throws io.github.open115.client.http.NotReadyException if its upload is not complete
     * @throws io.github.open115.client.http.ContentBlockedException if the service has blocked the content
     */
    public DownloadLink link(String pickCode, String userAgent) {
        String agent = userAgent == null || userAgent.isEmpty() ? defaultUserAgent : userAgent;
        // pick code and agent of a cached link were checked when it was requested
        DownloadLink cached = pickCode == null ? null : shared.cached(key(pickCode, agent));
        if (cached != null) {
            return cached;
        }
        LinkCache.Key key = key(requirePickCode(pickCode), requireAgent(agent));
        return shared.resolve(List.of(key), policy, this::ask).get(key).orThrow();
    }

    /**
     * Removes a link from the cache, because the CDN refuses it. Does nothing when it has been replaced already.
     */
    public void invalidate(DownloadLink refused) {
        shared.remove(key(refused.pickCode(), refused.userAgent()), refused);
    }

    /**
     * Replaces a link that the CDN refuses by another one for the same file and agent. If several readers replace one
     * link, the first costs a call, and the others get the same new link.
     *
     * @throws Open115Exception as {@link #link}
     */
    public DownloadLink fresh(DownloadLink refused) {
        invalidate(refused);
        return link(refused.pickCode(), refused.userAgent());
    }

    /**
     * A link that is requested now even if one is cached, for callers that need the present name of the file.
     *
     * @throws Open115Exception as {@link #link}
     */
    public DownloadLink fresh(String pickCode, String userAgent) {
        String agent = agentOr(userAgent);
        shared.remove(key(requirePickCode(pickCode), agent));
        return link(pickCode, agent);
    }

    /**
     * Links for many files by pick code; a file without a link is missing from the result. {@link #resolveAll} says why.
     */
    public Map<String, DownloadLink> resolve(Collection<String> pickCodes, String userAgent) {
        return resolveAll(pickCodes, userAgent).links();
    }

    /**
     * Links for many files, and the reasons why the others have none: cached links as {@link #link} returns them, the rest
     * with few calls. The first call asks for ten files; the number grows up to a hundred while the service accepts it, and
     * a refused call is repeated in smaller parts. One file without a link does not fail the request; a throttled account
     * or a lost authorization does.
     *
     * @param pickCodes duplicates are requested once; an empty collection costs no call
     * @param userAgent the agent that will use the links; null or empty for the default
     */
    public ResolvedLinks resolveAll(Collection<String> pickCodes, String userAgent) {
        String agent = agentOr(userAgent);
        Set<LinkCache.Key> keys = new LinkedHashSet<>();
        for (String pickCode : pickCodes) {
            keys.add(key(requirePickCode(pickCode), agent));
        }
        Map<String, DownloadLink> links = new LinkedHashMap<>();
        Map<String, Open115Exception> failures = new LinkedHashMap<>();
        shared.resolve(keys, policy, this::ask).forEach((key, result) -> {
            if (result.failure() == null) {
                links.put(key.pickCode(), result.link());
            } else {
                failures.put(key.pickCode(), result.failure());
            }
        });
        return new ResolvedLinks(links, failures);
    }

    /**
     * Requests a link for the default agent, for a reader that may have to wait before it can use it. {@link #link} returns
     * it without a call for 45 seconds, so that no link is older than a minute at its first use (docs/promises.md R33).
     *
     * @throws Open115Exception as {@link #link}
     */
    public void prepare(String pickCode) {
        prepare(pickCode, List::of);
    }

    /** Whether a link for the default agent is cached, or a request for it is in progress. */
    boolean isAtHand(String pickCode) {
        return shared.isAtHand(key(pickCode, defaultUserAgent), policy);
    }

    /**
     * Requests a link for the default agent, and in the same call links of files that may be read next. Those are cached
     * for a short time.
     *
     * @param following gives the pick codes of the next files; called only when a call is made
     * @throws Open115Exception as {@link #link}
     */
    void prepare(String pickCode, Supplier<List<String>> following) {
        Supplier<List<LinkCache.Key>> spare = () -> following.get().stream()
                .map(other -> key(other, defaultUserAgent))
                .toList();
        shared.prepare(key(requirePickCode(pickCode), defaultUserAgent), spare, policy, this::ask)
                .orThrow();
    }

    /** How many pick codes the next call may have. */
    int mostInOneCall() {
        return shared.batchSize().next();
    }

    /** All keys of a request have the same agent. */
    private Map<LinkCache.Key, LinkBatch.Result> ask(List<LinkCache.Key> wanted, List<LinkCache.Key> spare) {
        String agent = wanted.get(0).userAgent();
        LinkBatch batch = new LinkBatch(calls, shared.batchSize(), clock, sleeper, agent);
        List<String> pickCodes = wanted.stream().map(LinkCache.Key::pickCode).toList();
        Map<String, LinkBatch.Result> results = spare.isEmpty()
                ? batch.resolve(pickCodes)
                : batch.resolveWith(
                        pickCodes.get(0),
                        spare.stream().map(LinkCache.Key::pickCode).toList());
        Map<LinkCache.Key, LinkBatch.Result> byKey = new LinkedHashMap<>();
        results.forEach((pickCode, result) -> {
            if (result.failure() instanceof NotFoundException) {
                shared.reportGone(pickCode);
            }
            byKey.put(key(pickCode, agent), result);
        });
        return byKey;
    }

    private String agentOr(String userAgent) {
        return userAgent == null || userAgent.isEmpty() ? defaultUserAgent : requireAgent(userAgent);
    }

    /** A link for an empty agent works with some clients only (docs/115-open-api.md G.3); a line break would end the header. */
    private static String requireAgent(String userAgent) {
        if (userAgent == null || userAgent.isBlank() || userAgent.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a User-Agent must not be empty or contain control characters");
        }
        return userAgent;
    }

    private LinkCache.Key key(String pickCode, String userAgent) {
        return new LinkCache.Key(pickCode, userAgent, copy);
    }

    private static String requirePickCode(String pickCode) {
        if (pickCode == null || !PICK_CODE.matcher(pickCode).matches()) {
            throw new IllegalArgumentException("not a pick code: '" + Open115Exception.oneLine(pickCode) + "'");
        }
        return pickCode;
    }
}
