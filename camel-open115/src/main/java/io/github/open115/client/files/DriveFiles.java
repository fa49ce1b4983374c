package io.github.open115.client.files;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.http.Sleeper;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** The files and folders of one drive: listings, look-ups and changes by id. Thread-safe. */
public final class DriveFiles {

    public DriveFiles(AccountCalls calls, Sleeper sleeper) {}

    /** One page, one call. */
    public FilePage page(ListQuery query, long offset) {
        throw new UnsupportedOperationException();
    }

    /** Everything the query names, proved complete. */
    public FolderListing list(ListQuery query) {
        throw new UnsupportedOperationException();
    }

    /** Pages as they are read; throws before its end when the listing cannot be proved complete. */
    public Iterator<FileItem> iterate(ListQuery query) {
        throw new UnsupportedOperationException();
    }

    /** The folder with its ancestors, in one call. */
    public FolderPath path(String folderId) {
        throw new UnsupportedOperationException();
    }

    /** Details of one file or folder by id. */
    public FileDetails info(String fileId) {
        throw new UnsupportedOperationException();
    }

    /** Details of one file or folder by the names from the root of the drive downwards. */
    public FileDetails info(List<String> names) {
        throw new UnsupportedOperationException();
    }

    /** Files and folders below a folder whose name matches. */
    public List<FileItem> search(String folderId, String text, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Moves entries into a folder; ids stay the same. */
    public void move(Collection<String> ids, String targetFolderId) {
        throw new UnsupportedOperationException();
    }

    /** Moves entries to the recycle bin. */
    public void delete(Collection<String> ids) {
        throw new UnsupportedOperationException();
    }

    /** Gives an entry another name. */
    public void rename(String id, String newName) {
        throw new UnsupportedOperationException();
    }

    /** Creates a folder and returns its id. */
    public String createFolder(String parentId, String name) {
        throw new UnsupportedOperationException();
    }
}
