package io.github.open115.camel.content;

import io.github.open115.camel.content.Open115Content.Opener;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** The right of one exchange, or of the one that it is handed over to, to read a {@link KeptContent}. */
final class ContentShare extends SynchronizationAdapter implements Opener {

    private final KeptContent content;
    // null when it is done: a message that was put aside must not keep its exchange, which Camel may use again
    private volatile Exchange exchange;

    ContentShare(KeptContent content, Exchange exchange) {
        this.content = content;
        this.exchange = exchange;
    }

    @Override
    public InputStream open() {
        return new KeptReading(content, this);
    }

    /** The exchange that reads; null if it is done. */
    Exchange exchange() {
        return exchange;
    }

    @Override
    public Opener sharedWith(Exchange other) {
        return content.sharedWith(other);
    }

    @Override
    public void beforeHandover(Exchange target) {
        exchange = target;
    }

    @Override
    public void onDone(Exchange done) {
        exchange = null;
        content.leave();
    }
}
