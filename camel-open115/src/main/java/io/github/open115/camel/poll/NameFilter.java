package io.github.open115.camel.poll;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The filters of Camel's file component that need no more than the name. They come before anything that needs a path,
 * because a path can cost a call; Camel applies them once more.
 */
public final class NameFilter implements Predicate<String> {

    private final Pattern include;
    private final Pattern exclude;
    private final List<String> includeExt;
    private final List<String> excludeExt;
    private final boolean hidden;

    /**
     * @param include pattern that the name must match, or null
     * @param exclude pattern that the name must not match, or null
     * @param includeExt extensions, comma separated, of which the name must have one, or null
     * @param excludeExt extensions, comma separated, of which the name must have none, or null
     * @param hidden whether names that start with a dot pass
     */
    public NameFilter(Pattern include, Pattern exclude, String includeExt, String excludeExt, boolean hidden) {
        this.include = include;
        this.exclude = exclude;
        this.includeExt = extensions(includeExt);
        this.excludeExt = extensions(excludeExt);
        this.hidden = hidden;
    }

    @Override
    public boolean test(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return (hidden || !name.startsWith("."))
                && (exclude == null || !exclude.matcher(name).matches())
                && excludeExt.stream().noneMatch(lower::endsWith)
                && (include == null || include.matcher(name).matches())
                && (includeExt.isEmpty() || includeExt.stream().anyMatch(lower::endsWith));
    }

    private static List<String> extensions(String option) {
        return option == null
                ? List.of()
                : Arrays.stream(option.toLowerCase(Locale.ROOT).split(","))
                        .map(extension -> "." + extension)
                        .toList();
    }
}
