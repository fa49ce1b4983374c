package io.github.open115.client.transfer;

import java.time.Duration;
import java.util.Set;

/** The CDN answered a request for content with an error (docs/115-open-api.md G.5). */
final class CdnRefusal extends TransferException {

    private static final long serialVersionUID = 1L;

    /** What a link answers that is expired, used by another agent, or whose file is gone. */
    private static final Set<Integer> LINK_IS_DEAD = Set.of(401, 403, 404, 410);

    private final String answer;
    private final String excerpt;
    private final Duration retryAfter;

    /**
     * @param excerpt the beginning of the answer's text, without links
     * @param retryAfter how long the CDN asks to stay away; zero when it does not say
     */
    CdnRefusal(ContentSource source, int status, String excerpt, Duration retryAfter) {
        this(source, status, "the CDN answered HTTP " + status, excerpt.isEmpty() ? "" : ": " + excerpt, retryAfter);
    }

    private CdnRefusal(ContentSource source, int status, String answer, String excerpt, Duration retryAfter) {
        super(source, answer + excerpt, status, null);
        this.answer = answer;
        this.excerpt = excerpt;
        this.retryAfter = retryAfter;
    }

    /** The same answer to another link. */
    CdnRefusal(ContentSource source, CdnRefusal first) {
        super(source, first.answer + " again with a new link" + first.excerpt, first.httpStatus(), first);
        this.retryAfter = first.retryAfter;
        this.answer = first.answer;
        this.excerpt = first.excerpt;
    }

    Duration retryAfter() {
        return retryAfter;
    }

    /** Whether another link may help. */
    boolean isAboutTheLink() {
        return LINK_IS_DEAD.contains(httpStatus());
    }

    /** Whether it is what a link also answers that has too many connections. */
    boolean mayMeanTooManyConnections() {
        return httpStatus() == 403;
    }

    /** Whether asking again later may help. */
    boolean isOverload() {
        return httpStatus() == 429 || httpStatus() >= 500;
    }
}
