/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.RefusedException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the service accepts as an id and as a name (docs/115-open-api.md C.4, C.6, C.7 and I.5), checked before a call.
 * Ids most of all: the service takes a missing or empty folder id for the root folder, so an empty id would list, fill
 * or move into the wrong place without an error.
 */
public final class EntryRules {

    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,18}");
    private static final String LARGEST_ID = Long.toString(Long.MAX_VALUE);
    private static final int FOLDER_NAME_CHARACTERS = 255;
    private static final int FOLDER_NAME_BYTES = 255;
    private static final String ILLEGAL = "\"<>";

    private EntryRules() {}

    /**
     * Checks an id.
     *
     * @param what names the id in the error
     * @return the id itself
     * @throws IllegalArgumentException if it cannot be an id of the drive
     */
    static String requireId(String id, String what) {
        if (!isPossibleId(id)) {
            throw new IllegalArgumentException(
                    what + " must be a decimal id of the drive, not '" + Open115Exception.oneLine(id) + "'");
        }
        return id;
    }

    /** Whether it is a decimal number of at most 63 bits, as all ids of the drive are. */
    static boolean isPossibleId(String id) {
        return id != null
                && DECIMAL.matcher(id).matches()
                && (id.length() < LARGEST_ID.length() || id.compareTo(LARGEST_ID) <= 0);
    }

    /** Replaces an impossible id: a number of 64 bits, the same for the same texts, that {@link #requireId} refuses. */
    static String standInForId(String impossibleId, String name) {
        long hash = 31L * impossibleId.hashCode() + name.hashCode();
        return Long.toUnsignedString(hash | Long.MIN_VALUE);
    }

    /**
     * Checks the ids of the files and folders of a change.
     *
     * @return the ids without duplicates
     * @throws IllegalArgumentException if there is none, or one is impossible or the root folder
     */
    static Set<String> requireIds(Collection<String> ids, String operation) {
        Set<String> distinct = new LinkedHashSet<>();
        for (String id : ids) {
            if (FileItem.ROOT_ID.equals(requireId(id, "file id"))) {
                throw new IllegalArgumentException("cannot " + operation + " the root folder of the drive");
            }
            distinct.add(id);
        }
        if (distinct.isEmpty()) {
            throw new IllegalArgumentException("nothing to " + operation + ": the list of ids is empty");
        }
        return distinct;
    }

    /**
     * Checks the name of a folder that is to be created.
     *
     * @throws RefusedException if the service would refuse or change it: see {@link #checkCharacters}, or it is too long
     */
    public static void checkNewFolder(String name) {
        checkCharacters(name);
        int characters = name.codePointCount(0, name.length());
        if (characters > FOLDER_NAME_CHARACTERS) {
            throw new RefusedException("a folder name has at most " + FOLDER_NAME_CHARACTERS + " characters, not "
                    + characters + ": '" + name + "'");
        }
    }

    /**
     * Checks a new name for an entry. The service keeps the extension of a file, and cuts off what it takes for another
     * one (docs/115-open-api.md C.7).
     *
     * @param item the entry under its present name
     * @throws RefusedException if the service could not give it that name
     */
    public static void checkRename(FileItem item, String newName) {
        checkCharacters(newName);
        if (item.folder()) {
            int bytes = newName.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > FOLDER_NAME_BYTES) {
                throw new RefusedException("a folder can be renamed to at most " + FOLDER_NAME_BYTES
                        + " bytes of UTF-8, not " + bytes + ": '" + newName + "'");
            }
        } else if (!extension(newName).equals(extension(item.name()))) {
            throw new RefusedException("the service cannot change the extension of a file: '" + item.name()
                    + "' must keep '" + extension(item.name()) + "', but the new name is '" + newName + "'");
        }
    }

    /**
     * Checks the characters of the name of a file or folder.
     *
     * @throws RefusedException if it is empty, or if the service would refuse or replace a character
     */
    public static void checkCharacters(String name) {
        if (name == null || name.isEmpty()) {
            throw new RefusedException("the new name is empty");
        }
        checkComplete(name);
        name.chars().filter(c -> ILLEGAL.indexOf(c) >= 0).findFirst().ifPresent(c -> {
            throw new RefusedException("the service does not accept the character " + (char) c + " in a name: '"
                    + Open115Exception.oneLine(name) + "'");
        });
    }

    /**
     * Checks that a name or path can be written in UTF-8, in which it is sent.
     *
     * @throws RefusedException if it has half of a surrogate pair: the drive would have a question mark in its place
     */
    public static void checkComplete(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new RefusedException("the name '" + Open115Exception.oneLine(text)
                    + "' contains an incomplete character (an unpaired surrogate), which the drive would replace");
        }
    }

    /** Whether two names are the same for the service, which may compose accents differently from the caller. */
    public static boolean sameName(String one, String other) {
        return normalized(one).equals(normalized(other));
    }

    /** The one form of all spellings of a name that are the same for the service. */
    public static String normalized(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** From the last dot on, the dot included; empty when there is none. */
    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }
}
