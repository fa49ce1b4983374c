package io.github.open115.camel;

import io.github.open115.camel.poll.FolderState;
import io.github.open115.camel.snapshot.FolderSnapshot;
import io.github.open115.camel.snapshot.FolderSnapshots;
import io.github.open115.client.files.DriveFiles;
import java.time.Duration;

/** The snapshot of a route's folder, which all consumers of the folder share. */
final class SnapshotProvider implements FolderState.Snapshots {

    private final Open115Endpoint endpoint;
    private final DriveFiles files;
    private final FolderSnapshots.Key key;
    private final StateFiles places;

    SnapshotProvider(Open115Endpoint endpoint, DriveFiles files, String folderId, StateFiles places) {
        this.endpoint = endpoint;
        this.files = files;
        this.places = places;
        this.key = new FolderSnapshots.Key(endpoint.getConfiguration().getAccount(), folderId, endpoint.isRecursive());
    }

    @Override
    public FolderSnapshot take() {
        Open115Configuration options = endpoint.getConfiguration();
        FolderSnapshots.Listing listing = new FolderSnapshots.Listing(
                files, options.getPageSize(), Duration.ofMillis(options.getReconcileInterval()));
        return endpoint.component().shared().snapshots().take(key, listing, places.snapshot(key.folderId()));
    }

    @Override
    public void release() {
        endpoint.component().shared().snapshots().release(key);
    }
}
