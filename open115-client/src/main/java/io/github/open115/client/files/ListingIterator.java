package io.github.open115.client.files;

import io.github.open115.client.files.FileItem.State;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Hands out the rows of one pass page by page, and reports its end only when the pass was clean. */
final class ListingIterator implements Iterator<FileItem> {

    private final ListingAttempt pass;
    private final String folderId;
    private final Deque<FileItem> buffered = new ArrayDeque<>();

    ListingIterator(ListingAttempt pass, String folderId) {
        this.pass = pass;
        this.folderId = folderId;
    }

    @Override
    public boolean hasNext() {
        while (buffered.isEmpty() && !pass.isFinished()) {
            for (FileItem row : pass.nextPage()) {
                if (row.state() != State.DELETED) {
                    buffered.add(row);
                }
            }
        }
        if (buffered.isEmpty() && !pass.isClean()) {
            throw new IncompleteListingException(
                    "the listing of folder " + folderId + " is not complete: " + pass.describe());
        }
        return !buffered.isEmpty();
    }

    @Override
    public FileItem next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return buffered.remove();
    }
}
