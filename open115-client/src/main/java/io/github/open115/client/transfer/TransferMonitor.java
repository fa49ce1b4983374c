package io.github.open115.client.transfer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Knows the transfers that are in progress, and passes on what it hears. Thread-safe. */
final class TransferMonitor implements ProgressListener {

    private final ProgressListener next;
    // guarded by itself, in the order in which they started
    private final Set<Transfer> transfers = new LinkedHashSet<>();

    TransferMonitor(ProgressListener next) {
        this.next = next;
    }

    List<Transfer> list() {
        synchronized (transfers) {
            return new ArrayList<>(transfers);
        }
    }

    @Override
    public void started(Transfer transfer) {
        synchronized (transfers) {
            transfers.add(transfer);
        }
        next.started(transfer);
    }

    @Override
    public void transferred(Transfer transfer) {
        next.transferred(transfer);
    }

    @Override
    public void ended(Transfer transfer, Throwable failure) {
        synchronized (transfers) {
            transfers.remove(transfer);
        }
        next.ended(transfer, failure);
    }
}
