package io.github.open115.client.files;

import io.github.open115.client.files.KnownEntries.Worth;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.http.ThrottledException;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks entries up: without a call where they are known, by a listing of their folder where several entries of it are
 * looked up, else by a call for the one entry. Thread-safe.
 */
final class LookupCache {

    private static final Logger LOG = LoggerFactory.getLogger(LookupCache.class);

    private final EntryLookups details;
    private final PageSource pages;
    private final Sleeper sleeper;
    private final KnownEntries known;
    private final Flights flights;

    LookupCache(EntryLookups details, PageSource pages, Sleeper sleeper, KnownEntries known, Flights flights) {
        this.details = details;
        this.pages = pages;
        this.sleeper = sleeper;
        this.known = known;
        this.flights = flights;
    }

    FileDetails byId(String id, MaxAge maxAge) {
        Supplier<FileDetails> call = () -> ask(
                () -> details.byId(id),
                () -> known.forget(List.of(id)),
                (found, since) -> known.lookedUp(id, found, since),
                maxAge);
        return maxAge.mayAnswer() ? flights.ask(id, id, 1, () -> known.byId(id, maxAge), call) : call.get();
    }

    FileDetails byPath(FolderPath from, List<String> names, MaxAge maxAge) {
        if (names.isEmpty()) {
            return details.byPath(names);
        }
        EntryLookups.checkNames(names);
        Supplier<FileDetails> call = () -> ask(
                () -> details.byPath(names),
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
        // two waits: the first look-up of a folder tells its id, the second one lists it, the others need no call
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
        known.met(List.of(found.item()), false);
        if (maxAge.keeps()) {
            keeper.accept(found, since);
        }
        return found;
    }

    /** Whether the folder could be listed for as many calls as it is worth. If not, the look-up is made as ever. */
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
        } catch (TooDearException e) {
            known.listingCosts(worth.folderId(), e.calls);
        } catch (Open115Exception e) {
            LOG.debug("Folder {} cannot be listed in place of look-ups", worth.folderId(), e);
            known.listingCosts(worth.folderId(), 2 * worth.calls());
        }
        return false;
    }

    /** Reads pages until they are more than a listing is worth. */
    private final class AffordablePages implements PageSource {

        private final int calls;
        private int made;

        AffordablePages(int calls) {
            this.calls = calls;
        }

        @Override
        public FilePage read(ListQuery query, long offset) {
            if (made == calls) {
                throw new TooDearException(2 * calls);
            }
            made++;
            FilePage page = pages.read(query, offset);
            int all = callsFor(page.count(), page.limit());
            if (all > calls) {
                throw new TooDearException(all);
            }
            return page;
        }

        /** Pages share a row, a full page is followed by another one, and several by a look at the newest rows. */
        private static int callsFor(long rows, int limit) {
            return rows < limit ? 1 : (int) Math.min(Integer.MAX_VALUE, 3 + (rows - limit) / Math.max(1, limit - 1));
        }
    }

    private static final class TooDearException extends Open115Exception {

        private static final long serialVersionUID = 1L;

        private final int calls;

        TooDearException(int calls) {
            super("a listing would cost about " + calls + " calls");
            this.calls = calls;
        }
    }
}
