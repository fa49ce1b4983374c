/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.http.NameConflictException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.internal.LruMap;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The files and folders of one drive: listings, look-ups and changes by id. Thread-safe.
 *
 * <p>Every method may throw any {@link io.github.open115.client.http.Open115Exception}; the methods name those that
 * have a meaning of their own. An id that is not a decimal number is an {@link IllegalArgumentException}, before any
 * call: the service takes an empty id for the root folder.
 */
public final class DriveFiles {

    /**
     * How many ids one call of {@link #move}, {@link #copy} or {@link #delete} sends at most. The limit of the service is not
     * documented; this one is known to be safe (docs/115-open-api.md J 16).
     */
    public static final int MAX_IDS_PER_CHANGE = 1000;

    /** Two rows, because one alone makes the service fail in some orders (docs/115-open-api.md C.1.4). */
    private static final int ROWS_FOR_A_PATH = 2;

    private static final int MAX_SENT_DELETIONS = 10_000;

    /** The service shows a new folder up to about a second late (docs/115-open-api.md C.4). */
    private static final List<Duration> UNTIL_A_FOLDER_SHOWS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final AccountCalls calls;
    private final Sleeper sleeper;
    private final PageReader reader;
    private final ListingPages.Source pages;
    private final Search search;
    private final DriveMutations mutations;
    private final LookupCache lookups;
    private final KnownEntries known;
    private final FolderContents contents;
    private final Set<String> sentDeletions;
    private final ChangeListeners listeners;
    private final RecycleBin recycleBin;

    /**
     * @param calls sends the calls
     * @param clock measures the age of known answers
     * @param sleeper waits before a retry
     */
    public DriveFiles(AccountCalls calls, Clock clock, Sleeper sleeper) {
        this(
                calls,
                Objects.requireNonNull(sleeper, "sleeper"),
                new PageReader(Objects.requireNonNull(calls, "calls")),
                new KnownEntries(Objects.requireNonNull(clock, "clock")),
                new FolderContents(clock),
                Collections.synchronizedSet(Collections.newSetFromMap(new LruMap<>(MAX_SENT_DELETIONS))),
                new ChangeListeners());
    }

    private DriveFiles(
            AccountCalls calls,
            Sleeper sleeper,
            PageReader reader,
            KnownEntries known,
            FolderContents contents,
            Set<String> sentDeletions,
            ChangeListeners listeners) {
        this.calls = calls;
        this.sleeper = sleeper;
        this.sentDeletions = sentDeletions;
        this.listeners = listeners;
        this.reader = reader;
        this.known = known;
        this.contents = contents;
        this.pages = (query, offset) -> {
            FilePage page = reader.read(query, offset);
            known.dropRefutedBy(page.rows(), true);
            return page;
        };
        this.search = new Search(calls);
        this.recycleBin = new RecycleBin(calls, this::restored);
        this.mutations = new DriveMutations(calls, sleeper, recycleBin, sentDeletions);
        this.lookups = new LookupCache(new EntryLookups(calls), pages, sleeper, known);
    }

    /**
     * The same with other calls of the account. Both share what is known of files and folders, and what either learns
     * of the pages and orders that the service can deliver: to learn it may have cost a pause of the whole account.
     */
    public DriveFiles with(AccountCalls otherCalls) {
        return new DriveFiles(otherCalls, sleeper, reader.with(otherCalls), known, contents, sentDeletions, listeners);
    }

    /**
     * The same without one listener, for changes that this listener makes itself and need not be told. Other listeners hear
     * of them.
     */
    public DriveFiles unheardBy(ChangeListener listener) {
        return new DriveFiles(calls, sleeper, reader, known, contents, sentDeletions, listeners.without(listener));
    }

    /** Adds a listener, once, of the changes that this client, and all views of it, make from now on. */
    public void addListener(ChangeListener listener) {
        listeners.add(listener);
    }

    /** Removes a listener, if it is there. */
    public void removeListener(ChangeListener listener) {
        listeners.remove(listener);
    }

    /** The recycle bin of the drive. */
    public RecycleBin recycleBin() {
        return recycleBin;
    }

    /**
     * One page (docs/115-open-api.md C.1). Costs one call, a few more when the service cannot serve pages of this size
     * or the order; what it can serve is remembered. The page may be shorter than {@link FilePage#limit()} anywhere in
     * the listing, so one page alone proves nothing about completeness. {@link FilePage#ordered()} says whether its
     * rows are in the order asked for.
     *
     * @param query what to list
     * @param offset index of the first row, from 0
     * @throws io.github.open115.client.http.NotFoundException if the folder does not exist; also if the service listed
     *     another folder instead (docs/115-open-api.md C.1.6)
     */
    public FilePage page(ListQuery query, long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("offset must not be negative: " + offset);
        }
        return pages.read(query, offset);
    }

    /**
     * Everything the query names, proved complete: no row that was there all the time is missing. A listing of one page
     * costs one call. A listing of more pages costs one call for each page and one for a last look at the newest rows.
     * All pages are read again if they do not fit together, if the count of the service is wrong, or if the service
     * insists on the order stored for the folder, so that the newest rows cannot be looked at.
     *
     * <p>The rows are in the order of the query, unless the service insists on the stored one.
     *
     * @throws IncompleteListingException if three attempts to read all pages gave no proof
     * @throws io.github.open115.client.http.NotFoundException if the folder does not exist
     */
    public FolderListing list(ListQuery query) {
        return lookups.list(query);
    }

    /**
     * The same, without a call if the query is {@link ListQuery#childrenOf} a folder and a young listing of the folder
     * is known. A new listing is kept for later calls, unless it has more than 50,000 rows, the limit for all kept
     * listings together. A listing that could not be proved complete is not kept.
     *
     * @param maxAge what age is young
     */
    public FolderListing list(ListQuery query, MaxAge maxAge) {
        return lookups.list(query, maxAge);
    }

    /**
     * The entries of a name directly in a folder, for callers that ask for many names of one folder. The first question
     * about a folder lists it completely. Later ones cost no call while the answer is young, else one call for the newest
     * rows, or a complete listing if those do not prove what the folder has. Changes made by this client show at once.
     *
     * @param maxAge how old the answer may be; zero asks the service in any case
     * @return files and folders, also those whose upload is not complete; several if the name is there several times
     * @throws IncompleteListingException if the folder could not be listed completely
     * @throws io.github.open115.client.http.NotFoundException if the folder does not exist
     */
    public List<FileItem> named(String folderId, String name, Duration maxAge) {
        return contents.named(folderId, name, maxAge, new FolderContents.Reader() {
            @Override
            public FilePage newest(String id) {
                return page(ListQuery.childrenOf(id, ListQuery.MAX_PAGE_SIZE), 0);
            }

            @Override
            public FolderListing all(String id) {
                return list(ListQuery.childrenOf(id, ListQuery.MAX_PAGE_SIZE));
            }
        });
    }

    /**
     * Takes note of a file that this client has uploaded, so that no known answer hides it.
     *
     * @param item the file; its parent is known
     */
    public void added(FileItem item) {
        known.changed(List.of(), item.parentId());
        contents.added(item);
    }

    /**
     * Whether this client has added an entry to a folder some seconds ago, and no listing of {@link #named} has had it since.
     * The service accepts the deletion of such an entry, and may do nothing (docs/115-open-api.md I.4).
     */
    public boolean mayBeHidden(String folderId, String id) {
        return contents.mayBeHidden(folderId, id);
    }

    /** Forgets what is known of a folder and of the entries below it, because it proved wrong. */
    public void forgetFolder(String folderId) {
        known.forget(List.of(folderId));
        contents.forget(folderId);
    }

    /**
     * The rows of one attempt, read page by page as the iterator is used, rows in the recycle bin left out. No page is
     * read again. So a change of the folder meanwhile, a wrong count of the service, or several pages in another order
     * than the one asked for end the iteration with an error, where {@link #list} would read again. Not thread-safe.
     *
     * @return an iterator whose methods throw {@link IncompleteListingException} in place of an end that is not proved
     */
    public Iterator<FileItem> iterate(ListQuery query) {
        return new CompleteListing(pages, sleeper).iterate(query);
    }

    /**
     * The folder with its ancestors. Costs one call, none for the root folder. Cheaper than {@link #info(String)}, for
     * which the service counts the whole folder.
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
     * @throws io.github.open115.client.http.NotFoundException if it does not exist, or not yet: the service may deny a
     *     new entry for some seconds
     */
    public FileDetails info(String fileId) {
        return info(fileId, MaxAge.NONE);
    }

    /**
     * The same, without a call if the entry is known from a young look-up or listing. For a folder that is known from a
     * listing, the counts are unknown.
     */
    public FileDetails info(String fileId, MaxAge maxAge) {
        return lookups.byId(fileId, maxAge);
    }

    /**
     * Details of one file or folder by the names from the root of the drive downwards, without the root itself. Names
     * may contain {@code /}. If several entries have the name, the service describes one of them.
     *
     * @param names empty for the root folder, which is described without a call: no name, counts unknown
     * @throws io.github.open115.client.http.NotFoundException if it does not exist, or not yet
     */
    public FileDetails info(List<String> names) {
        return info(FolderPath.ROOT, names, MaxAge.NONE);
    }

    /**
     * The same by the names from a folder downwards, without a call if the entry is known from a young look-up, or from
     * young listings of the folders on the way. The service is asked if a listing does not decide: it lacks the name,
     * has it twice, or has a file whose upload was not complete. For a folder that is known from a listing, the counts
     * are unknown.
     *
     * <p>When a second entry of one folder is looked up within a minute, the folder is listed in place of that look-up.
     * So n look-ups in a folder cost two calls at best. At worst they cost n + 1 for as long as the listing is trusted:
     * the listing did not have the entry, or its first page showed that there are more pages. A folder of several pages
     * is listed when four times as many look-ups were made within a minute as the listing costs, and never for more
     * than six calls.
     *
     * @param folder the folder that the names start from
     * @param names empty for that folder itself
     * @param maxAge what age is young
     */
    public FileDetails info(FolderPath folder, List<String> names, MaxAge maxAge) {
        List<String> all = new ArrayList<>();
        folder.elements().stream().skip(1).forEach(part -> all.add(part.name()));
        all.addAll(names);
        return lookups.byPath(folder, List.copyOf(all), maxAge);
    }

    /** Forgets what is known of the file of a pick code, because it proved wrong: the next look-up asks the service. */
    public void forgetContent(String pickCode) {
        known.forgetContent(pickCode);
    }

    /**
     * Files and folders below a folder whose name matches (docs/115-open-api.md C.3), at any depth. The index of the
     * service lags behind, so the result does not prove that an entry exists or does not exist. The rows do not say
     * whether an upload is complete.
     *
     * @param text what to look for; the service uses the first 40 characters
     * @param limit how many at most; the service hands out 10,000 in all
     */
    public List<FileItem> search(String folderId, String text, int limit) {
        return search.find(folderId, text, limit);
    }

    /**
     * Moves entries into a folder; ids and pick codes stay the same (docs/115-open-api.md C.6). More than
     * {@link #MAX_IDS_PER_CHANGE} need several calls: the first may have taken effect when a later one fails.
     *
     * @param ids at least one, none of them the root folder
     * @throws io.github.open115.client.http.NotFoundException if the target or an entry does not exist
     * @throws io.github.open115.client.http.BusyException if another job of the account does not end in time
     */
    public void move(Collection<String> ids, String targetFolderId) {
        move(ids, targetFolderId, null);
    }

    /** The same, for callers that know where the target is: so listeners of folders above it know that the entries stay. */
    public void move(Collection<String> ids, FolderPath target) {
        move(ids, target.folderId(), target);
    }

    private void move(Collection<String> ids, String targetFolderId, FolderPath target) {
        changing(ids, targetFolderId, () -> mutations.move(ids, targetFolderId));
        contents.removed(ids);
        contents.returned(ids, targetFolderId);
        contents.markStale(List.of(), targetFolderId);
        listeners.forEach(listener -> listener.moved(ids, targetFolderId, target));
    }

    /**
     * Copies entries into a folder; a copy has a new id and a new pick code (docs/115-open-api.md C.5). One call, which must
     * not be repeated when its outcome is unknown: {@code io.github.open115.client.copy.Copies} looks at what is there, and
     * finds the copies.
     *
     * @param ids at least one, {@link #MAX_IDS_PER_CHANGE} at most, none of them the root folder
     * @param skipExisting whether the service leaves out those whose name the target has; otherwise the target then has two
     *     entries of that name
     * @throws io.github.open115.client.http.NotFoundException if the target or an entry does not exist
     * @throws io.github.open115.client.http.RefusedException if a folder would be copied into itself, or there is no space
     * @throws io.github.open115.client.http.BusyException if another job of the account does not end in time
     */
    public void copy(Collection<String> ids, String targetFolderId, boolean skipExisting) {
        changing(List.of(), targetFolderId, () -> mutations.copy(ids, targetFolderId, skipExisting));
        contents.markStale(List.of(), targetFolderId);
    }

    /**
     * Sets or removes the star of entries (docs/115-open-api.md C.7), {@link #MAX_IDS_PER_CHANGE} with one call.
     *
     * @param ids at least one, none of them the root folder
     */
    public void star(Collection<String> ids, boolean starred) {
        changing(ids, null, () -> mutations.star(ids, starred));
        contents.markStale(ids, null);
    }

    /**
     * Moves entries to the recycle bin, folders with all that is in them (docs/115-open-api.md C.8). The service
     * accepts the job and does it some seconds later. An entry that is gone already counts as deleted; of
     * several entries the recycle bin shows which ones are. If this client has sent their deletion before, it waits up to 7 s
     * for the recycle bin to show them.
     *
     * @param ids at least one, none of them the root folder
     * @throws io.github.open115.client.http.NotFoundException if one of several entries neither exists nor is in the
     *     recycle bin
     * @throws io.github.open115.client.http.BusyException if another job of the account does not end in time
     */
    public void delete(Collection<String> ids) {
        changing(ids, null, () -> mutations.delete(ids));
        contents.removed(ids);
        listeners.forEach(listener -> listener.deleted(ids));
    }

    /**
     * Gives an entry another name; looks up its present name first.
     *
     * @see #rename(FileItem, String)
     */
    public void rename(String id, String newName) {
        rename(info(id).item(), newName);
    }

    /**
     * Gives an entry another name (docs/115-open-api.md C.7). Without a call if it has that name already.
     *
     * @param item the entry under its present name
     * @throws io.github.open115.client.http.RefusedException if the service could not do it: the extension of a file
     *     would change, the name of a folder has more than 255 bytes, or the name has one of {@code " < >}
     * @throws io.github.open115.client.http.NameConflictException if the name is taken
     */
    public void rename(FileItem item, String newName) {
        changing(List.of(item.id()), null, () -> mutations.rename(item, newName));
        if (item.parentId() == null) {
            contents.markStale(List.of(item.id()), null);
        } else {
            contents.added(item.named(newName));
        }
        listeners.forEach(listener -> listener.renamed(item.id(), newName));
    }

    /**
     * Creates a folder (docs/115-open-api.md C.4). Listings may show it a second later. If the reply is lost, the parent is
     * listed before the call is repeated, which the service refuses for a name that is there.
     *
     * @return its id
     * @throws io.github.open115.client.http.NameConflictException if a folder has this name; the service does not say
     *     its id. Also if the reply was lost and the folder is there: it may be older
     * @throws io.github.open115.client.http.RefusedException if the name has more than 255 characters or one of
     *     {@code " < >}
     */
    public String createFolder(String parentId, String name) {
        String id;
        try {
            id = createOnce(parentId, name);
        } catch (Open115Exception e) {
            contents.markStale(List.of(), parentId);
            throw e;
        } finally {
            known.changed(List.of(), parentId);
        }
        contents.created(new FileItem(id, null, parentId, name, true, 0, null, null, null, FileItem.State.READY, null));
        return id;
    }

    private String createOnce(String parentId, String name) {
        try {
            return mutations.createFolder(parentId, name);
        } catch (Open115Exception e) {
            if (!e.isOutcomeUnknown()) {
                throw e;
            }
            for (Duration pause : UNTIL_A_FOLDER_SHOWS) {
                sleep(pause, e);
                if (named(parentId, name, Duration.ZERO).stream().anyMatch(FileItem::folder)) {
                    throw new NameConflictException(
                            "the folder '" + name + "' is in folder " + parentId
                                    + "; the reply to its creation was lost, so it may be older",
                            e.failure(),
                            e);
                }
            }
            return mutations.createFolder(parentId, name);
        }
    }

    private void sleep(Duration pause, Open115Exception why) {
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw why;
        }
    }

    private void restored(Collection<RecycledFile> files) {
        List<String> ids = files.stream().map(RecycledFile::id).toList();
        Set<String> parents = new HashSet<>();
        files.forEach(file -> parents.add(file.parentId()));
        if (parents.remove(null)) {
            // they may be in any folder
            known.forgetListings();
            contents.markAllStale();
        }
        known.changed(ids, null);
        parents.forEach(parent -> known.changed(List.of(), parent));
        contents.returned(ids, null);
        parents.forEach(parent -> contents.markStale(List.of(), parent));
        listeners.forEach(listener -> listener.restored(ids));
    }

    /** Runs a change. Its reply may be lost, so what is known is dropped even if the call fails. */
    private void changing(Collection<String> entries, String folderId, Runnable change) {
        try {
            change.run();
        } catch (Open115Exception e) {
            contents.markStale(entries, folderId);
            throw e;
        } finally {
            known.changed(entries, folderId);
        }
    }
}
