package io.github.open115.client.transfer;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps from the transfers what a listener throws. */
final class GuardedListener implements ProgressListener {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

    private final ProgressListener listener;
    private final AtomicBoolean warned = new AtomicBoolean();

    GuardedListener(ProgressListener listener) {
        this.listener = listener;
    }

    @Override
    public void started(Transfer transfer) {
        guarded(() -> listener.started(transfer));
    }

    @Override
    public void transferred(Transfer transfer) {
        guarded(() -> listener.transferred(transfer));
    }

    @Override
    public void ended(Transfer transfer, Throwable failure) {
        guarded(() -> listener.ended(transfer, failure));
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (Throwable e) {
            // a class that the listener misses is an Error, and no reason to lose a transfer either
            if (warned.compareAndSet(false, true)) {
                LOG.warn(
                        "The progress listener {} failed; the transfers go on, and this is not logged again",
                        listener.getClass().getName(),
                        e);
            }
        }
    }
}
