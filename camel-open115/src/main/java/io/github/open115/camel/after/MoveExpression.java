/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.after;

import io.github.open115.client.files.EntryRules;
import io.github.open115.client.http.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The text of an option {@code move}, {@code preMove} or {@code moveFailed}, checked before there is a file: its literal
 * parts show moves that the service can make for no file. A text without a token of the Simple language is a folder, a text
 * with a token is folder and name.
 */
public final class MoveExpression {

    private static final Pattern PLACE_ELSEWHERE = Pattern.compile("(?s)[A-Za-z][A-Za-z0-9+.-]*:[/\\\\].*|~/.*|\\\\.*");

    /** Tokens that end with the extension of the file, which must stay. */
    private static final Set<String> WITH_EXTENSION = Set.of("file:name", "file:onlyname");

    private static final Set<String> EXTENSION =
            Set.of("file:ext", "file:ext.single", "file:name.ext", "file:name.ext.single");

    private static final Set<String> WITHOUT_EXTENSION = Set.of("file:name.noext", "file:onlyname.noext");

    private final String text;
    private final List<Segment> segments;

    public MoveExpression(String text) {
        this.text = text;
        this.segments = Segment.of(text);
    }

    /**
     * Why this move is impossible, with advice.
     *
     * @param depth how many folders lie between {@code rootFolderId} and the polled folder
     * @param recursive whether files can be deeper than that
     * @param extensions the only extensions that are polled, without dot; empty for all
     * @return empty when no reason is known
     */
    public Optional<String> objection(int depth, boolean recursive, Set<String> extensions) {
        if (PLACE_ELSEWHERE.matcher(text).matches()) {
            return Optional.of("files stay in the drive: give a folder beside the file, such as .done, or a path that"
                    + " begins with / and starts at rootFolderId");
        }
        if (isConstant() && !text.startsWith("/") && segments.stream().allMatch(Segment::staysThere)) {
            return Optional.of("the file would stay where it is: give the name of a folder, such as .done");
        }
        if (leadsAboveRoot(depth, recursive)) {
            return Optional.of("it leads above the folder of rootFolderId: use fewer .., or another rootFolderId");
        }
        return names().or(this::missingName).or(() -> otherExtension(extensions));
    }

    private boolean isConstant() {
        return segments.stream().allMatch(Segment::isLiteral);
    }

    private Segment last() {
        return segments.get(segments.size() - 1);
    }

    private boolean leadsAboveRoot(int depth, boolean recursive) {
        List<Segment> path = segments;
        boolean besideTheFile = isConstant();
        if (path.get(0).isToken("file:parent")) {
            path = path.subList(1, path.size());
            besideTheFile = true;
        }
        int level = text.startsWith("/") ? 0 : depth;
        if (level > 0 && besideTheFile && recursive) {
            return false;
        }
        for (Segment segment : path) {
            if (!segment.isLiteral()) {
                return false;
            }
            if (segment.literal().equals("..")) {
                level--;
            } else if (!segment.staysThere()) {
                level++;
            }
            if (level < 0) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> names() {
        try {
            for (Segment segment : segments) {
                if (!segment.literal().isEmpty()) {
                    EntryRules.checkNewFolder(segment.literal());
                }
            }
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.getMessage() + ": use another name");
        }
    }

    private Optional<String> missingName() {
        return !isConstant() && last().isLiteral() && last().staysThere()
                ? Optional.of("it gives no file name: end it with ${file:onlyname}")
                : Optional.empty();
    }

    /** The service cannot change the extension of a file (docs/115-open-api.md C.7). */
    private Optional<String> otherExtension(Set<String> extensions) {
        if (isConstant()) {
            return Optional.empty();
        }
        String token = last().lastToken();
        String tail = last().tail();
        int dot = tail.lastIndexOf('.');
        boolean appended = dot >= 0 && token != null && (WITH_EXTENSION.contains(token) || EXTENSION.contains(token));
        boolean never = !extensions.isEmpty()
                && (dot >= 0
                        ? extensions.stream().noneMatch(tail.substring(dot + 1)::equalsIgnoreCase)
                        : isLost(token, tail));
        return appended || never
                ? Optional.of("the service cannot change the extension of a file: put what you add before it, as in"
                        + " ${file:onlyname.noext}-done.${file:ext}, or move the file into another folder")
                : Optional.empty();
    }

    /** Whether a file that has an extension would have another one, or none. */
    private boolean isLost(String token, String tail) {
        return !tail.isEmpty() && (WITH_EXTENSION.contains(token) || EXTENSION.contains(token))
                || WITHOUT_EXTENSION.contains(token) && last().literal().indexOf('.') < 0;
    }

    /** The extensions in an option that lists them, separated by comma; none of an expression. */
    public static Set<String> extensions(String list) {
        return list == null || list.isBlank()
                ? Set.of()
                : Set.copyOf(Arrays.stream(list.split(","))
                        .map(extension -> extension.trim().toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList());
    }

    /**
     * One segment of a path that may hold tokens of the Simple language, as {@code ${file:onlyname.noext}-old.txt} does.
     *
     * @param literal the text beside the tokens
     * @param lastToken the text between the braces of the last token; null when there is no token
     * @param tail the text after the last token; the whole text when there is no token
     * @param tokens how many tokens there are
     */
    private record Segment(String literal, String lastToken, String tail, int tokens) {

        static List<Segment> of(String path) {
            List<Segment> segments = new ArrayList<>();
            Builder segment = new Builder();
            int at = 0;
            while (at < path.length()) {
                int token = tokenAt(path, at);
                if (token > at) {
                    int end = endOfToken(path, token);
                    segment.token(path.substring(token, end));
                    at = Math.min(path.length(), end + 1);
                } else {
                    char c = path.charAt(at++);
                    if (c == '/') {
                        segments.add(segment.build());
                        segment = new Builder();
                    } else {
                        segment.literal(c);
                    }
                }
            }
            segments.add(segment.build());
            return segments;
        }

        /** The start of the text of a token that begins here; -1 for none. */
        private static int tokenAt(String path, int at) {
            for (String opening : List.of("${", "$simple{")) {
                if (path.startsWith(opening, at)) {
                    return at + opening.length();
                }
            }
            return -1;
        }

        private static int endOfToken(String path, int from) {
            int depth = 1;
            for (int i = from; i < path.length(); i++) {
                depth += path.charAt(i) == '{' ? 1 : path.charAt(i) == '}' ? -1 : 0;
                if (depth == 0) {
                    return i;
                }
            }
            return path.length();
        }

        boolean isLiteral() {
            return tokens == 0;
        }

        /** Whether it is this token and nothing else. */
        boolean isToken(String token) {
            return tokens == 1 && literal.isEmpty() && lastToken.equals(token);
        }

        /** Whether it leads to the same folder. */
        boolean staysThere() {
            return isLiteral() && (literal.isEmpty() || literal.equals("."));
        }

        private static final class Builder {

            private final StringBuilder literal = new StringBuilder();
            private final StringBuilder tail = new StringBuilder();
            private String lastToken;
            private int tokens;

            void literal(char c) {
                literal.append(c);
                tail.append(c);
            }

            void token(String token) {
                lastToken = token;
                tokens++;
                tail.setLength(0);
            }

            Segment build() {
                return new Segment(literal.toString(), lastToken, tail.toString(), tokens);
            }
        }
    }
}
