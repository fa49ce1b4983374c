/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import io.github.open115.client.files.KnownEntries.Worth;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.SingleFlight;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.http.ThrottledException;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers look-ups and listings: without a call if the answer is known, else by a call. Where several entries of one
 * folder are looked up, a listing of the folder takes the place of the look-up. Thread-safe.
 */
final class LookupCache {

    private static final Logger LOG = LoggerFactory.getLogger(LookupCache.class);

    private final EntryLookups lookups;
    private final ListingPages.Source pages;
    private final Sleeper sleeper;
    private final KnownEntries known;
    private final SingleFlight flights = new SingleFlight();

    /**
     * @param known may be shared with other instances; threads wait only for calls made by this instance, because waits
     *     of another one may be longer
     */
    LookupCache(EntryLookups lookups, ListingPages.Source pages, Sleeper sleeper, KnownEntries known) {
        this.lookups = lookups;
        this.pages = pages;
        this.sleeper = sleeper;
        this.known = known;
    }

    /** A complete listing, made by calls. It replaces what is known of the folder. */
    FolderListing list(ListQuery query) {
        Instant since = known.now();
        FolderListing listing = read(query);
        if (KnownEntries.isKind(query)) {
            known.renew(listing, since);
        }
        return listing;
    }

    FolderListing list(ListQuery query, MaxAge maxAge) {
        if (!maxAge.keeps() || !KnownEntries.isKind(query)) {
            return list(query);
        }
        Supplier<FolderListing> call = () -> {
            Instant since = known.now();
            FolderListing listing = read(query);
            known.keep(listing, since);
            return listing;
        };
        return maxAge.again()
                ? call.get()
                : flights.ask(query, query, 1, () -> known.listing(query.folderId(), maxAge), call);
    }

    private FolderListing read(ListQuery query) {
        try {
            return new CompleteListing(pages, sleeper).read(query);
        } catch (NotFoundException e) {
            known.forget(List.of(query.folderId()));
            throw e;
        }
    }

    FileDetails byId(String id, MaxAge maxAge) {
        Supplier<FileDetails> call = () -> ask(
                () -> lookups.byId(id),
                () -> known.forget(List.of(id)),
                (found, since) -> known.lookedUp(id, found, since),
                maxAge);
        return maxAge.mayAnswer() ? flights.ask(id, id, 1, () -> known.byId(id, maxAge), call) : call.get();
    }

    /**
     * @param from a folder on the way
     * @param names from the root of the drive, those of {@code from} included
     */
    FileDetails byPath(FolderPath from, List<String> names, MaxAge maxAge) {
        if (names.isEmpty()) {
            return lookups.byPath(names);
        }
        EntryLookups.checkNames(names);
        Supplier<FileDetails> call = () -> ask(
                () -> lookups.byPath(names),
                () -> known.gone(names),
                (found, since) -> known.lookedUp(names, found, since),
                maxAge);
        if (!maxAge.mayAnswer()) {
            return call.get();
        }
        List<String> folder = KnownEntries.parent(names);
        Supplier<FileDetails> listOrCall = () -> known.worthListing(folder, maxAge)
                .filter(worth -> list(worth, maxAge))
                .flatMap(listed -> known.byPath(from, names, maxAge))
                .orElseGet(call);
        // two waits: the first look-up of a folder yields its id, the second one lists it, the others need no call
        return flights.ask(folder, names, 2, () -> known.byPath(from, names, maxAge), listOrCall);
    }

    private FileDetails ask(
            Supplier<FileDetails> call, Runnable gone, BiConsumer<FileDetails, Instant> keeper, MaxAge maxAge) {
        Instant since = known.now();
        FileDetails found;
        try {
            found = call.get();
        } catch (NotFoundException e) {
            gone.run();
            throw e;
        }
        known.dropRefutedBy(List.of(found.item()), false);
        if (maxAge.keeps()) {
            keeper.accept(found, since);
        }
        return found;
    }

    /** Lists a folder in place of a look-up. Returns false if that costs more calls than it is worth, or fails. */
    private boolean list(Worth worth, MaxAge maxAge) {
        Instant since = known.now();
        AffordablePages affordable = new AffordablePages(worth.calls());
        try {
            known.keep(
                    new CompleteListing(affordable, sleeper)
                            .read(ListQuery.childrenOf(worth.folderId(), maxAge.pageSize())),
                    since);
            known.listingCosts(worth.folderId(), affordable.made);
            return true;
        } catch (ThrottledException e) {
            throw e;
        } catch (NotFoundException e) {
            known.forget(List.of(worth.folderId()));
            known.listingCosts(worth.folderId(), 2 * worth.calls());
        } catch (TooManyCallsException e) {
            known.listingCosts(worth.folderId(), e.calls);
        } catch (Open115Exception e) {
            LOG.debug("Folder {} cannot be listed in place of look-ups", worth.folderId(), e);
            known.listingCosts(worth.folderId(), 2 * worth.calls());
        }
        return false;
    }

    /** Reads pages until the listing costs more calls than it is worth. */
    private final class AffordablePages implements ListingPages.Source {

        private final int calls;
        private int made;

        AffordablePages(int calls) {
            this.calls = calls;
        }

        @Override
        public FilePage read(ListQuery query, long offset) {
            if (made == calls) {
                throw new TooManyCallsException(2 * calls);
            }
            made++;
            FilePage page = pages.read(query, offset);
            int all = callsFor(page.count(), page.limit());
            if (all > calls) {
                throw new TooManyCallsException(all);
            }
            return page;
        }

        /**
         * Pages share a row, a full page is followed by another one, and several pages by a look at the newest rows.
         */
        private static int callsFor(long rows, int limit) {
            return rows < limit ? 1 : (int) Math.min(Integer.MAX_VALUE, 3 + (rows - limit) / Math.max(1, limit - 1));
        }
    }

    private static final class TooManyCallsException extends Open115Exception {

        private static final long serialVersionUID = 1L;

        private final int calls;

        TooManyCallsException(int calls) {
            super("a listing would cost about " + calls + " calls");
            this.calls = calls;
        }
    }
}
