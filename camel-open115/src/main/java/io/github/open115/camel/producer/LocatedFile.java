package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Endpoint;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.names.SafePath;
import io.github.open115.client.files.FileDetails;
import io.github.open115.client.files.FolderPath;
import java.util.ArrayList;
import java.util.List;

/**
 * A file or folder that was looked up, and where it is.
 *
 * @param file its path is the one below the folder of the endpoint; null when it is not below that
 * @param place its path below {@code rootFolderId}; just its name when it is not below that
 * @param names the same with the exact names; null when it is not below that
 */
record LocatedFile(Open115File file, SafePath place, List<String> names) {

    static LocatedFile of(FileDetails details, Open115Endpoint endpoint) {
        List<FolderPath.Element> above = details.parent() == null
                ? null
                : details.parent().below(endpoint.getConfiguration().getRootFolderId());
        List<String> names = new ArrayList<>();
        if (above != null) {
            above.forEach(folder -> names.add(folder.name()));
        }
        names.add(details.item().name());
        SafePath place = SafePath.ofNames(names);
        SafePath path = above == null
                ? null
                : place.below(SafePath.of(endpoint.getConfiguration().getDirectory()));
        return new LocatedFile(
                Open115File.ofLookUp(details.item(), path == null ? null : path.toString()),
                place,
                above == null ? null : List.copyOf(names));
    }
}
