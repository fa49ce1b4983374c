package io.github.open115.camel.poll;

import io.github.open115.client.files.FileItem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lists everything each time, and remembers no more than the ids. */
final class CompleteFeed implements FolderFeed {

    private final FolderReader reader;
    private final Intake intake;
    private Set<String> ids = Set.of();

    CompleteFeed(FolderReader reader, Intake intake) {
        this.reader = reader;
        this.intake = intake;
    }

    @Override
    public boolean refresh() {
        List<FileItem> rows = reader.read();
        Set<String> present = new HashSet<>();
        rows.forEach(row -> present.add(row.id()));
        Set<String> before = ids;
        ids = present;
        before.stream().filter(id -> !present.contains(id)).forEach(intake::gone);
        rows.forEach(intake::seen);
        RuntimeException failure = intake.failure();
        if (failure != null) {
            throw failure;
        }
        intake.retain(present::contains);
        return true;
    }

    @Override
    public boolean contains(String fileId) {
        return ids.contains(fileId);
    }

    @Override
    public int size() {
        return ids.size();
    }
}
