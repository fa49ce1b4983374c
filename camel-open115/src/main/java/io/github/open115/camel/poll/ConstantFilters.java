/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import io.github.open115.client.files.FileItem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The filters of Camel's file component that need only the row of a listing, so that their answer is constant for a row.
 * They are applied before anything that needs a path, because a path can cost a call. Camel applies them again.
 */
public final class ConstantFilters {

    private final Pattern include;
    private final Pattern exclude;
    private final List<String> includeExt;
    private final List<String> excludeExt;
    private final boolean hidden;
    private final String fileName;
    private final Predicate<String> doneFile;
    private final Predicate<FileItem> rowFilter;
    private final String fingerprint;

    /** The filters that the options set. */
    public record Options(
            Pattern include,
            Pattern exclude,
            String includeExt,
            String excludeExt,
            boolean includeHiddenFiles,
            String fileName,
            String doneFileName,
            String filterFile) {

        /**
         * @param include pattern that the name must match, or null
         * @param exclude pattern that the name must not match, or null
         * @param includeExt extensions, comma separated, of which the name must have one, or null
         * @param excludeExt extensions, comma separated, of which the name must have none, or null
         * @param includeHiddenFiles whether names that start with a dot pass
         * @param fileName the one name that passes, or null; never an expression
         * @param doneFileName the pattern of done files, or null
         * @param filterFile an expression whose answer needs no more than the row, or null
         */
        public Options {}
    }

    /**
     * The filters of an endpoint.
     *
     * @param doneFile whether a name is one of a done file
     * @param rowFilter what the expression {@code filterFile} says of a row
     */
    public ConstantFilters(Options options, Predicate<String> doneFile, Predicate<FileItem> rowFilter) {
        this.include = options.include();
        this.exclude = options.exclude();
        this.includeExt = extensions(options.includeExt());
        this.excludeExt = extensions(options.excludeExt());
        this.hidden = options.includeHiddenFiles();
        this.fileName = options.fileName();
        this.doneFile = doneFile;
        this.rowFilter = rowFilter;
        this.fingerprint = String.join(
                "\n",
                text(include),
                text(exclude),
                String.join(",", includeExt),
                String.join(",", excludeExt),
                String.valueOf(hidden),
                Objects.requireNonNullElse(fileName, ""),
                Objects.requireNonNullElse(options.doneFileName(), ""),
                Objects.requireNonNullElse(options.filterFile(), ""));
    }

    private static String text(Pattern pattern) {
        return pattern == null ? "" : pattern.flags() + " " + pattern.pattern();
    }

    /** The same for the same options, also after a restart. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Why a file is refused; empty when it is not. */
    public Optional<SetAsideReason> refusal(FileItem file) {
        return Optional.ofNullable(SetAsideReason.of(file.state())).or(() -> refusal(file, file.name()));
    }

    private Optional<SetAsideReason> refusal(FileItem file, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!hidden && name.startsWith(".")) {
            return Optional.of(SetAsideReason.HIDDEN);
        }
        if (doneFile.test(name)) {
            return Optional.of(SetAsideReason.DONE_FILE);
        }
        if (fileName != null && !fileName.equals(name)) {
            return Optional.of(SetAsideReason.FILE_NAME);
        }
        if (exclude != null && exclude.matcher(name).matches()) {
            return Optional.of(SetAsideReason.EXCLUDE);
        }
        if (excludeExt.stream().anyMatch(lower::endsWith)) {
            return Optional.of(SetAsideReason.EXCLUDE_EXT);
        }
        if (include != null && !include.matcher(name).matches()) {
            return Optional.of(SetAsideReason.INCLUDE);
        }
        if (!includeExt.isEmpty() && includeExt.stream().noneMatch(lower::endsWith)) {
            return Optional.of(SetAsideReason.INCLUDE_EXT);
        }
        if (!rowFilter.test(file)) {
            return Optional.of(SetAsideReason.FILTER_FILE);
        }
        return Optional.empty();
    }

    private static List<String> extensions(String option) {
        return option == null
                ? List.of()
                : Arrays.stream(option.toLowerCase(Locale.ROOT).split(","))
                        .map(extension -> "." + extension)
                        .toList();
    }
}
