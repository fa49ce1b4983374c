package io.github.open115.camel.serve;

import io.github.open115.camel.Open115File;
import java.util.List;

/**
 * A file that is to be handed over.
 *
 * @param file what is known of it
 * @param path its exact names from below {@code rootFolderId} downwards; null when it is not there or that is not known
 */
public record ServedFile(Open115File file, List<String> path) {}
