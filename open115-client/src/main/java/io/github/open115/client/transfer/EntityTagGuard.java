package io.github.open115.client.transfer;

/**
 * Which content the CDN delivers, as its entity tag tells (docs/115-open-api.md G.4). What comes over several
 * connections must be one content, or the parts of two would be joined.
 */
final class EntityTagGuard {

    private final ContentSource source;
    private String tag;

    EntityTagGuard(ContentSource source) {
        this.source = source;
    }

    /**
     * Compares with the answers so far.
     *
     * @param newTag the tag of an answer; null or weak when it proves nothing
     */
    synchronized void check(String newTag) throws TransferException {
        if (newTag == null || newTag.startsWith("W/")) {
            return;
        }
        if (tag == null) {
            tag = newTag;
        } else if (!tag.equals(newTag)) {
            throw new WrongAnswerException(source, "the CDN delivers another content than before");
        }
    }

    /** Nothing that came so far is used. */
    synchronized void forget() {
        tag = null;
    }
}
