package io.github.open115.camel;

import io.github.open115.camel.names.SafeNames;
import java.nio.file.Path;

/** Where below {@code stateDirectory} the consumer of an endpoint keeps what lasts. */
final class StateFiles {

    private final Open115Endpoint endpoint;
    private final Open115Configuration configuration;
    private final String recursion;
    private final String suffix;

    /** @param givenRouteId the id that the user gave the route; null for none */
    StateFiles(Open115Endpoint endpoint, String givenRouteId) {
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.recursion = endpoint.isRecursive() ? "-tree" : "-folder";
        this.suffix = recursion + (givenRouteId == null ? "" : "-" + givenRouteId);
    }

    /** The same for all consumers that would share one memory of delivered files. */
    String name() {
        return String.join(
                "/",
                configuration.getAccount(),
                configuration.getRootFolderId(),
                configuration.getDirectory() + suffix);
    }

    /** What one consumer remembers of a folder. */
    Path poll(String folderId) {
        return folder("polls").resolve(SafeNames.segment(folderId + suffix + ".mv"));
    }

    /** What is known of a folder, the same for all who poll it. */
    Path snapshot(String folderId) {
        return folder("folders").resolve(folderId + recursion + ".mv");
    }

    private Path folder(String what) {
        return endpoint.component()
                .stateDirectory()
                .resolve(what)
                .resolve(SafeNames.segment(configuration.getAccount()));
    }
}
