package io.github.open115.camel;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which expressions of the File language ask for nothing but what the row of a file in a listing says. */
final class RowExpressions {

    private static final Pattern TOKEN = Pattern.compile("\\$(?:simple)?\\{([^}]*)}");

    private static final Set<String> OF_THE_ROW = Set.of(
            "file:size",
            "file:length",
            "file:modified",
            "file:onlyname",
            "file:onlyname.noext",
            "file:onlyname.noext.single",
            "file:ext",
            "file:name.ext",
            "file:name.ext.single");

    private RowExpressions() {}

    /** Whether the answer is the same as long as the row is: no path, no date of today, no bean. */
    static boolean isOfTheRow(String expression) {
        Matcher tokens = TOKEN.matcher(expression);
        int functions = 0;
        while (tokens.find()) {
            if (!OF_THE_ROW.contains(tokens.group(1))) {
                return false;
            }
            functions++;
        }
        return functions > 0;
    }
}
