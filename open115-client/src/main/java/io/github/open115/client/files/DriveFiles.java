package io.github.open115.client.files;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Sleeper;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The files and folders of one drive: listings, look-ups and changes by id. Thread-safe.
 *
 * <p>Every method may throw any {@link io.github.open115.client.http.Open115Exception}; named below are those with a
 * meaning of their own. An id that is not a decimal number is an {@link IllegalArgumentException}, before any call: the
 * service takes an empty one for the root folder.
 */
public final class DriveFiles {

    /**
     * How many ids one call of {@link #move} or {@link #delete} sends at most. The ceiling of the service is not
     * documented; this is the safe assumption of docs/115-open-api.md J 16.
     */
    public static final int MAX_IDS_PER_CHANGE = 1000;

    /** Two rows, because one alone makes the service fail with some orders (docs/115-open-api.md C.1.4). */
    private static final int ROWS_FOR_A_PATH = 2;

    private final Sleeper sleeper;
    private final PageReader reader;
    private final PageSource pages;
    private final Search search;
    private final DriveMutations changes;
    private final LookupCache lookUps;
    private final KnownEntries known;
    // of this view alone: the waits of another one may be longer
    private final Flights flights = new Flights();

    /**
     * @param calls sends the calls
     * @param clock tells the age of what is kept
     * @param sleeper waits before something is tried again
     */
    public DriveFiles(AccountCalls calls, Clock clock, Sleeper sleeper) {
        this(
                calls,
                Objects.requireNonNull(sleeper, "sleeper"),
                new PageReader(Objects.requireNonNull(calls, "calls")),
                new KnownEntries(Objects.requireNonNull(clock, "clock")));
    }

    private DriveFiles(AccountCalls calls, Sleeper sleeper, PageReader reader, KnownEntries known) {
        this.sleeper = sleeper;
        this.reader = reader;
        this.known = known;
        this.pages = (query, offset) -> {
            FilePage page = reader.read(query, offset);
            known.met(page.rows(), true);
            return page;
        };
        this.search = new Search(calls);
        this.changes = new DriveMutations(calls);
        this.lookUps = new LookupCache(new EntryLookups(calls), pages, sleeper, known, flights);
    }

    /**
     * The same with other calls of the account. What either learns of the pages and orders that the service can deliver,
     * both know: to learn it may have cost a pause of the whole account. They share what is known of files and folders,
     * too.
     */
    public DriveFiles with(AccountCalls otherCalls) {
        return new DriveFiles(otherCalls, sleeper, reader.with(otherCalls), known);
    }

    /**
     * One page (docs/115-open-api.md C.1): one call, a few more when the service cannot serve pages of this size or the
     * order; what it can serve is remembered. The page may be shorter than {@link FilePage#limit()} at any place of the
     * listing, and alone proves nothing about completeness. Whether its rows are in the order asked for, {@link
     * FilePage#ordered()} tells.
     *
     * @param query what to list
     * @param offset index of the first row, from 0
     * @throws io.github.open115.client.http.NotFoundException if the folder does not exist; also when the service
     *     listed another folder instead (docs/115-open-api.md C.1.6)
     */
    public FilePage page(ListQuery query, long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("offset must not be negative: " + offset);
        }
        return pages.read(query, offset);
    }

    /**
     * Everything the query names, proved complete: no row that was there all the time is missing. A listing
     * of one page costs one call. One of more pages costs a call a page and one for a last look at the newest rows; all
     * is read again where the pages do not fit together, where the count of the service is wrong, or where the service
     * insists on the order stored for the folder, so that the newest rows cannot be looked at.
     *
     * <p>The rows are in the order of the query, unless the service insists on the stored one.
     *
     * @throws IncompleteListingException if three passes over the pages gave no proof
     * @throws io.github.open115.client.http.NotFoundException if the folder does not exist
     */
    public FolderListing list(ListQuery query) {
        Instant since = known.now();
        FolderListing listing = read(query);
        if (KnownEntries.isKind(query)) {
            known.renew(listing, since);
        }
        return listing;
    }

    /**
     * The same without a call, where the query is {@link ListQuery#childrenOf} a folder and a listing of it is known that
     * is young enough. Otherwise the listing is kept for later questions, unless it has more than 50,000 rows, which is
     * the bound for all that are kept. One that could not be proved complete is not kept.
     *
     * @param maxAge what age is young enough
     */
    public FolderListing list(ListQuery query, MaxAge maxAge) {
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

    /**
     * The rows of one pass, read page by page as they are asked for, deleted ones left out. Nothing is asked twice, so a
     * change of the folder while it is read, a wrong count of the service, or several pages in another order than the one
     * asked for end it with an error where {@link #list} would read again. Not thread-safe.
     *
     * @return an iterator whose methods throw {@link IncompleteListingException} in place of an end that is not proved
     */
    public Iterator<FileItem> iterate(ListQuery query) {
        return new ListingIterator(new ListingAttempt(pages, query, sleeper), query.folderId());
    }

    /**
     * The folder with its ancestors: one call, none for the root folder. Cheaper than {@link #info(String)}, which
     * counts the whole folder.
     *
     * @throws io.github.open115.client.http.NotFoundException if the folder does not exist
     */
    public FolderPath path(String folderId) {
        if (FileItem.ROOT_ID.equals(folderId)) {
            return FolderPath.ROOT;
        }
        return page(ListQuery.filesOf(folderId, ROWS_FOR_A_PATH), 0).path();
    }

    /**
     * Details of one file or folder by id (docs/115-open-api.md C.2). Slow for large folders.
     *
     * @throws io.github.open115.client.http.NotFoundException if it does not exist, or not yet: a new entry may be
     *     denied for some seconds
     */
    public FileDetails info(String fileId) {
        return info(fileId, MaxAge.NONE);
    }

    /**
     * The same without a call, where the entry is known from a look-up or a listing that is young enough. Of a folder that
     * is known from a listing, the counts are not known.
     */
    public FileDetails info(String fileId, MaxAge maxAge) {
        return lookUps.byId(fileId, maxAge);
    }

    /**
     * Details of one file or folder by the names from the root of the drive downwards, the root itself not named. Names
     * may contain {@code /}. Of several entries of one name the service describes one.
     *
     * @param names empty for the root folder, which is described without a call: no name, counts unknown
     * @throws io.github.open115.client.http.NotFoundException if it does not exist, or not yet
     */
    public FileDetails info(List<String> names) {
        return info(FolderPath.ROOT, names, MaxAge.NONE);
    }

    /**
     * The same by the names from a folder downwards, without a call where the entry is known from a look-up, or from
     * listings of the folders on the way, that are young enough. What a listing leaves open is asked for: a name that it
     * does not have, or has twice, and a file that was not complete. Of a folder that is known from a listing, the counts
     * are not known.
     *
     * <p>When a second entry of one folder is looked up within a minute, the folder is listed in place of that look-up. So
     * n look-ups in a folder cost two calls at best. At worst they cost n + 1 for as long as the listing is trusted: it did
     * not tell the entry, or its first page showed that there are more. A folder of several pages is listed when four times
     * as many look-ups were made within a minute as the listing costs, and never for more than six calls.
     *
     * @param folder the folder that the names start from
     * @param names empty for that folder itself
     * @param maxAge what age is young enough
     */
    public FileDetails info(FolderPath folder, List<String> names, MaxAge maxAge) {
        List<String> all = new ArrayList<>();
        folder.elements().stream().skip(1).forEach(part -> all.add(part.name()));
        all.addAll(names);
        return lookUps.byPath(folder, List.copyOf(all), maxAge);
    }

    /** Forgets what is known of the file of a pick code, because it proved wrong: the next look-up asks the service. */
    public void forgetContent(String pickCode) {
        known.forgetContent(pickCode);
    }

    /**
     * Files and folders below a folder whose name matches (docs/115-open-api.md C.3), at any depth. The index of the
     * service lags behind: no proof that something does or does not exist. The rows do not tell whether an upload is
     * complete.
     *
     * @param text what to look for; the service uses the first 40 characters
     * @param limit how many at most; the service hands out 10,000 in all
     */
    public List<FileItem> search(String folderId, String text, int limit) {
        return search.find(folderId, text, limit);
    }

    /**
     * Moves entries into a folder; ids and pick codes stay the same (docs/115-open-api.md C.6). More than {@link
     * #MAX_IDS_PER_CHANGE} go in several calls, of which the first may have taken effect when a later one fails.
     *
     * @param ids at least one, none of them the root folder
     * @throws io.github.open115.client.http.NotFoundException if the target or an entry does not exist
     * @throws io.github.open115.client.http.BusyException if another job of the account does not end in time
     */
    public void move(Collection<String> ids, String targetFolderId) {
        changing(ids, targetFolderId, () -> changes.move(ids, targetFolderId));
    }

    /**
     * Moves entries to the recycle bin, folders with all that is in them (docs/115-open-api.md C.8). The service does
     * it some time after it has accepted it. A single entry that is gone already counts as deleted.
     *
     * @param ids at least one, none of them the root folder
     * @throws io.github.open115.client.http.NotFoundException if one of several entries does not exist
     * @throws io.github.open115.client.http.BusyException if another job of the account does not end in time
     */
    public void delete(Collection<String> ids) {
        changing(ids, null, () -> changes.delete(ids));
    }

    /**
     * Gives an entry another name; looks it up first to learn the present one.
     *
     * @see #rename(FileItem, String)
     */
    public void rename(String id, String newName) {
        rename(info(id).item(), newName);
    }

    /**
     * Gives an entry another name (docs/115-open-api.md C.7). Without a call when it has that name already.
     *
     * @param item the entry under its present name
     * @throws io.github.open115.client.http.RefusedException if the service could not do it: the extension of a file
     *     would change, the name of a folder has more than 255 bytes, or the name has one of {@code " < >}
     * @throws io.github.open115.client.http.NameConflictException if the name is taken
     */
    public void rename(FileItem item, String newName) {
        changing(List.of(item.id()), null, () -> changes.rename(item, newName));
    }

    /**
     * Creates a folder (docs/115-open-api.md C.4). Listings may show it a second later.
     *
     * @return its id
     * @throws io.github.open115.client.http.NameConflictException if there is a folder of this name; the service does
     *     not tell its id
     * @throws io.github.open115.client.http.RefusedException if the name has more than 255 characters or one of
     *     {@code " < >}
     */
    public String createFolder(String parentId, String name) {
        try {
            return changes.createFolder(parentId, name);
        } finally {
            known.changed(List.of(), parentId);
        }
    }

    private void changing(Collection<String> entries, String folderId, Runnable change) {
        try {
            change.run();
        } finally {
            known.changed(entries, folderId);
        }
    }
}
