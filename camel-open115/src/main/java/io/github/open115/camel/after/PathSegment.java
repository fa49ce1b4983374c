package io.github.open115.camel.after;

import java.util.ArrayList;
import java.util.List;

/**
 * One segment of a path that may hold tokens of the Simple language, as {@code ${file:onlyname.noext}-old.txt} does.
 *
 * @param literal what is written there beside the tokens
 * @param lastToken what is between the braces of the last token; null when there is none
 * @param tail what is written after the last token; all when there is none
 * @param tokens how many tokens there are
 */
record PathSegment(String literal, String lastToken, String tail, int tokens) {

    static List<PathSegment> of(String path) {
        List<PathSegment> segments = new ArrayList<>();
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

    /** Where the text of a token begins that begins here; -1 when none does. */
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

    /** Whether it leads nowhere. */
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

        PathSegment build() {
            return new PathSegment(literal.toString(), lastToken, tail.toString(), tokens);
        }
    }
}
