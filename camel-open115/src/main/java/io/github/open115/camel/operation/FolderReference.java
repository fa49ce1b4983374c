package io.github.open115.camel.operation;

import io.github.open115.camel.Open115Endpoint;
import java.util.Optional;
import org.apache.camel.Exchange;

/** The folder that {@code list} and {@code search} look into: named as a file is, else the folder of the endpoint. */
final class FolderReference {

    private FolderReference() {}

    static String idOf(Exchange exchange, Open115Endpoint endpoint) {
        FileReference reference = new FileReference(exchange, endpoint);
        Optional<String> id = reference.id();
        if (id.isPresent()) {
            return id.get();
        }
        String directory = endpoint.getConfiguration().getDirectory();
        return endpoint.paths()
                .folderId(reference
                        .pathOption()
                        .map(path -> directory + "/" + path)
                        .orElse(directory));
    }
}
