package io.github.open115.client.files;

import io.github.open115.client.files.FileItem.State;
import io.github.open115.client.http.Sleeper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a listing until there is evidence that it is complete, or says that it cannot be proved. Evidence is one of:
 *
 * <ol>
 *   <li><b>A clean pass.</b> The pages fit together, and the count of the service confirms their number.
 *   <li><b>Two passes agree.</b> In both the pages fit together and each ended where nothing followed, and they met the
 *       same ids: then the count is wrong, which it is in some folders for good (docs/115-open-api.md I.3), or the
 *       newest rows could not be looked at, because the service lists in another order than the one asked for. Passes
 *       whose pages did <em>not</em> fit together prove nothing by agreeing: a service that repeats its first page, or
 *       that stops with an empty one, does so twice as well.
 *   <li><b>Two passes complete each other.</b> The order of rows with equal keys is undocumented, and if it changes from
 *       call to call, a row next to the end of a page can be missed in every pass. So the union counts when the
 *       count was steady and the same in both passes, is the size of the union, and each row that a pass missed has the
 *       very key at which one of that pass's pages ended. The last condition tells such a tie from a file deleted
 *       between the passes while another one came, where an equal number would prove nothing.
 * </ol>
 *
 * <p>Whatever passes without evidence leave in doubt ends in {@link IncompleteListingException}, never in fewer rows.
 */
final class CompleteListing {

    private static final Logger LOG = LoggerFactory.getLogger(CompleteListing.class);
    private static final int MAX_PASSES = 3;

    private final PageSource source;
    private final Sleeper sleeper;

    CompleteListing(PageSource source, Sleeper sleeper) {
        this.source = source;
        this.sleeper = sleeper;
    }

    FolderListing read(ListQuery query) {
        StringJoiner tried = new StringJoiner("; ");
        ListingAttempt previous = null;
        for (int i = 0; i < MAX_PASSES; i++) {
            ListingAttempt pass =
                    (previous == null ? new ListingAttempt(source, query, sleeper) : previous.again()).run();
            if (pass.isClean() || previous != null && agree(previous, pass)) {
                return listing(pass.rows(), pass);
            }
            if (previous != null) {
                Collection<FileItem> union = union(previous, pass);
                if (completeEachOther(previous, pass, union.size())) {
                    return listing(union, pass);
                }
            }
            LOG.debug("Folder {}, pass {}: {}", query.folderId(), i + 1, pass.describe());
            tried.add(pass.describe());
            previous = pass;
        }
        throw new IncompleteListingException("the listing of folder " + query.folderId()
                + " could not be proved complete in " + MAX_PASSES + " passes: " + tried);
    }

    private static boolean agree(ListingAttempt one, ListingAttempt other) {
        return one.pagesFitTogether() && other.pagesFitTogether() && one.ids().equals(other.ids());
    }

    private static boolean completeEachOther(ListingAttempt one, ListingAttempt other, int unionSize) {
        return one.countWasSteady()
                && other.countWasSteady()
                && one.count() == other.count()
                && unionSize == other.count()
                && missedOnlyTies(one, other)
                && missedOnlyTies(other, one);
    }

    private static boolean missedOnlyTies(ListingAttempt pass, ListingAttempt other) {
        return other.rows().stream().allMatch(row -> pass.met(row.id()) || pass.mayHaveMissedAsTie(row));
    }

    private static Collection<FileItem> union(ListingAttempt one, ListingAttempt other) {
        Map<String, FileItem> union = new LinkedHashMap<>();
        one.rows().forEach(row -> union.put(row.id(), row));
        other.rows().forEach(row -> union.put(row.id(), row));
        return union.values();
    }

    private static FolderListing listing(Collection<FileItem> rows, ListingAttempt last) {
        List<FileItem> present = new ArrayList<>(rows);
        present.removeIf(row -> row.state() == State.DELETED);
        return new FolderListing(present, last.count(), last.path());
    }
}
