/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Names that the drive takes and that break tools: 40 of them, the same one twice, and two that differ in case. */
final class DifficultNames {

    private DifficultNames() {}

    static List<String> all() {
        List<String> names = new ArrayList<>(Stream.of(
                        "plain.txt",
                        "twin.txt",
                        "twin.txt",
                        "Case.txt",
                        "case.TXT",
                        "📄 emoji 👨‍👩‍👧.txt",
                        "cafe\u0301.txt",
                        "caf\u00e9.txt",
                        "line\nbreak.txt",
                        "carriage\rreturn.txt",
                        "tab\t.txt",
                        " leading.txt",
                        "trailing ",
                        "trailing.",
                        ".hidden",
                        "..",
                        ".",
                        " ",
                        "...",
                        "/",
                        "//",
                        "a/b.txt",
                        "a_b.txt",
                        "../up.txt",
                        "../../../etc/passwd",
                        "/etc/passwd",
                        "back\\slash.txt",
                        "..\\..\\up.txt",
                        "C:\\windows.txt",
                        "%2F.txt",
                        "%2e%2e%2fup.txt",
                        "a+b&c=d#e?.txt",
                        "it's \u201cquoted\u201d `now`.txt",
                        "double\"quote.txt",
                        "<angle>|pipe*.txt",
                        "${file:name}.txt",
                        "$simple{bean:x}.txt",
                        "\u202egpj.txt",
                        "zero\u200bwidth.txt",
                        "nul\u0000byte.txt")
                .toList());
        names.add("\u4e2d".repeat(83) + "ab.txt");
        names.add("x".repeat(296) + ".txt");
        return names;
    }
}
