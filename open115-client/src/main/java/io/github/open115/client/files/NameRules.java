package io.github.open115.client.files;

import io.github.open115.client.http.RefusedException;
import java.nio.charset.StandardCharsets;

/** What the service accepts as a name (docs/115-open-api.md C.4, C.7 and I.5), said before it is asked. */
public final class NameRules {

    private static final int FOLDER_NAME_CHARACTERS = 255;
    private static final int FOLDER_NAME_BYTES = 255;
    private static final String ILLEGAL = "\"<>";

    private NameRules() {}

    /**
     * Checks the name of a folder that is to be created.
     *
     * @throws RefusedException if the service would refuse it: empty, one of {@code " < >}, or too long
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

    private static void checkCharacters(String name) {
        if (name == null || name.isEmpty()) {
            throw new RefusedException("the new name is empty");
        }
        if (name.chars().anyMatch(c -> ILLEGAL.indexOf(c) >= 0)) {
            throw new RefusedException("the service allows none of " + ILLEGAL + " in a name: '" + name + "'");
        }
    }

    /** From the last dot on, the dot included; empty when there is none. */
    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }
}
