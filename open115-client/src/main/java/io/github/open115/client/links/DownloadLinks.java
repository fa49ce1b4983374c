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
 * Download links of one drive (sections C.12 and G). Thread-safe.
 *
 * <p>The service watches requests for links more strictly than others, so links are kept by file and agent, in memory,
 * and handed out again until five minutes before their end; those who ask for the same link at the same time share one
 * call; and many files are asked for together. Ask for what is about to be read, never ahead.
 */
public final class DownloadLinks {

    private static final Pattern PICK_CODE = Pattern.compile("[0-9A-Za-z]+");

    private final LinkCalls calls;
    private final WaitPolicy policy;
    private final SharedLinks shared;
    private final String defaultUserAgent;
    private final Sleeper sleeper;
    private final int copy;

    /**
     * @param calls sends
     * @param policy how these calls wait while the account is paused
     * @param shared what all views of the account have in common
     * @param defaultUserAgent the agent that links are bound to when a caller names none; not empty
     * @param clock tells the end of links that do not tell it themselves
     * @param sleeper waits until content is ready
     */
    public DownloadLinks(
            AccountCalls calls,
            WaitPolicy policy,
            SharedLinks shared,
            String defaultUserAgent,
            Clock clock,
            Sleeper sleeper) {
        this.calls = new LinkCalls(calls, clock);
        this.policy = Objects.requireNonNull(policy, "policy");
        this.shared = Objects.requireNonNull(shared, "shared");
        this.defaultUserAgent = requireAgent(defaultUserAgent);
        this.sleeper = Objects.requireNonNull(sleeper, "sleeper");
        this.copy = 0;
    }

    private DownloadLinks(DownloadLinks other, int copy) {
        this.calls = other.calls;
        this.policy = other.policy;
        this.shared = other.shared;
        this.defaultUserAgent = other.defaultUserAgent;
        this.sleeper = other.sleeper;
        this.copy = copy;
    }

    /**
     * A view that gives other links to the same files, for readers that find two connections on each of the first ones.
     * Its links are asked for, kept and replaced like the first ones.
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
     * A link for one file: the one that is kept, if its end is five minutes away or more; else a fresh one, with one call,
     * and up to three more while the content is not ready.
     *
     * @param pickCode pick code of the file
     * @param userAgent the agent that will use the link, any characters but control characters; null or empty for the
     *     default
     * @throws io.github.open115.client.http.NotFoundException if there is no such file, or it is a folder
     * @throws io.github.open115.client.http.NotReadyException if its upload is not complete
     * @throws io.github.open115.client.http.ContentBlockedException if the service refuses to hand its content out
     */
    public DownloadLink link(String pickCode, String userAgent) {
        String agent = userAgent == null || userAgent.isEmpty() ? defaultUserAgent : userAgent;
        // what a link is kept for was checked when it was asked for
        DownloadLink kept = pickCode == null ? null : shared.reuse(key(pickCode, agent));
        if (kept != null) {
            return kept;
        }
        LinkKey key = key(requirePickCode(pickCode), requireAgent(agent));
        return linkOf(shared.use(List.of(key), policy, this::ask).get(key));
    }

    /**
     * Hands a link out no more, because the CDN refuses it. Nothing happens when it has been replaced already; whoever has
     * it keeps it.
     */
    public void invalidate(DownloadLink refused) {
        shared.drop(key(refused.pickCode(), refused.userAgent()), refused);
    }

    /**
     * Another link in place of one that the CDN refuses, for the same file and agent. Of several readers of one link the
     * first costs a call; the others get the same new link.
     *
     * @throws Open115Exception as {@link #link}
     */
    public DownloadLink fresh(DownloadLink refused) {
        invalidate(refused);
        return link(refused.pickCode(), refused.userAgent());
    }

    /**
     * A link that is asked for now, also where one is kept: for who must know what the name of the file is by now.
     *
     * @throws Open115Exception as {@link #link}
     */
    public DownloadLink fresh(String pickCode, String userAgent) {
        String agent = agentOr(userAgent);
        shared.drop(key(requirePickCode(pickCode), agent));
        return link(pickCode, agent);
    }

    /**
     * Links for many files by pick code; a file that has none is missing from the result. {@link #resolveAll} tells why.
     */
    public Map<String, DownloadLink> resolve(Collection<String> pickCodes, String userAgent) {
        return resolveAll(pickCodes, userAgent).links();
    }

    /**
     * Links for many files, and the reasons why others have none: kept links as {@link #link} gives them, the others with
     * few calls. A call asks for ten files at first, and for more and more, up to a hundred, while the service takes them;
     * where it refuses a call, the files are asked for in ever smaller parts. A file that the service does not hand out is
     * no error of the whole; a throttled account or a lost authorization is.
     *
     * @param pickCodes each is asked for once; none at all costs no call
     * @param userAgent the agent that will use the links; null or empty for the default
     */
    public ResolvedLinks resolveAll(Collection<String> pickCodes, String userAgent) {
        String agent = agentOr(userAgent);
        Set<LinkKey> keys = new LinkedHashSet<>();
        for (String pickCode : pickCodes) {
            keys.add(key(requirePickCode(pickCode), agent));
        }
        Map<String, DownloadLink> links = new LinkedHashMap<>();
        Map<String, Open115Exception> failures = new LinkedHashMap<>();
        shared.use(keys, policy, this::ask).forEach((key, outcome) -> {
            if (outcome.failure() == null) {
                links.put(key.pickCode(), outcome.link());
            } else {
                failures.put(key.pickCode(), outcome.failure());
            }
        });
        return new ResolvedLinks(links, failures);
    }

    /**
     * Gets a link for the default agent ready for a reader who may have to wait before he can use it. {@link #link} gives it
     * without a call for 45 seconds, so that no link is older than a minute when it is first used (requirement R33).
     *
     * @throws Open115Exception as {@link #link}
     */
    public void prepare(String pickCode) {
        prepare(pickCode, List::of);
    }

    /** Whether a link for the default agent can be had without a call, or with one that is already made. */
    boolean isAtHand(String pickCode) {
        return shared.isAtHand(key(pickCode, defaultUserAgent), policy);
    }

    /**
     * Gets a link for the default agent ready, and in the same call those of files that may follow. What the call brings
     * for those is kept for a short time.
     *
     * @param following is asked only when a call is made
     * @throws Open115Exception as {@link #link}
     */
    void prepare(String pickCode, Supplier<List<String>> following) {
        Supplier<List<LinkKey>> spare = () -> following.get().stream()
                .map(other -> key(other, defaultUserAgent))
                .toList();
        linkOf(shared.prepare(key(requirePickCode(pickCode), defaultUserAgent), spare, policy, this::ask));
    }

    /** How many files a call may ask for, as far as is known. */
    int mostInOneCall() {
        return shared.batchSize().next();
    }

    /** Of one agent, as are all keys of a request. */
    private Map<LinkKey, LinkResult> ask(List<LinkKey> wanted, List<LinkKey> spare) {
        String agent = wanted.get(0).userAgent();
        LinkBatch batch = new LinkBatch(calls, shared.batchSize(), sleeper, agent);
        List<String> pickCodes = wanted.stream().map(LinkKey::pickCode).toList();
        Map<String, LinkResult> outcomes = spare.isEmpty()
                ? batch.resolve(pickCodes)
                : batch.resolveWith(
                        pickCodes.get(0), spare.stream().map(LinkKey::pickCode).toList());
        Map<LinkKey, LinkResult> result = new LinkedHashMap<>();
        outcomes.forEach((pickCode, outcome) -> {
            if (outcome.failure() instanceof NotFoundException) {
                shared.gone(pickCode);
            }
            result.put(key(pickCode, agent), outcome);
        });
        return result;
    }

    private static DownloadLink linkOf(LinkResult outcome) {
        if (outcome.failure() != null) {
            throw outcome.failure();
        }
        return outcome.link();
    }

    private String agentOr(String userAgent) {
        return userAgent == null || userAgent.isEmpty() ? defaultUserAgent : requireAgent(userAgent);
    }

    /** An empty agent makes links that do not work with every client (section G.3); a line break would end the header. */
    private static String requireAgent(String userAgent) {
        if (userAgent == null || userAgent.isBlank() || userAgent.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a User-Agent must not be empty or contain control characters");
        }
        return userAgent;
    }

    private LinkKey key(String pickCode, String userAgent) {
        return new LinkKey(pickCode, userAgent, copy);
    }

    private static String requirePickCode(String pickCode) {
        if (pickCode == null || !PICK_CODE.matcher(pickCode).matches()) {
            throw new IllegalArgumentException("not a pick code: '" + Open115Exception.oneLine(pickCode) + "'");
        }
        return pickCode;
    }
}
