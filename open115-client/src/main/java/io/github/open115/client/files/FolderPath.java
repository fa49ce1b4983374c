/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import java.util.List;

/**
 * A folder with its ancestors, outermost first. The first element is the root of the drive, the last one the folder
 * itself. Names are exact and may contain any character, {@code /} included.
 *
 * @param elements never empty
 */
public record FolderPath(List<Element> elements) {

    /** One folder of the chain. */
    public record Element(String id, String name) {}

    /** The root folder of the drive; its real name is unknown (docs/115-open-api.md J 19). */
    public static final FolderPath ROOT = new FolderPath(List.of(new Element(FileItem.ROOT_ID, "")));

    public FolderPath {
        elements = List.copyOf(elements);
        if (elements.isEmpty()) {
            throw new IllegalArgumentException("a path has at least one element");
        }
    }

    /** The id of the folder itself. */
    public String folderId() {
        return elements.get(elements.size() - 1).id();
    }

    /**
     * The folders from below {@code ancestorId} down to this one; empty when it is this one.
     *
     * @return null if the folder is not below that ancestor, or no longer
     */
    public List<Element> below(String ancestorId) {
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).id().equals(ancestorId)) {
                return elements.subList(i + 1, elements.size());
            }
        }
        return null;
    }
}
