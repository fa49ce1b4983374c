/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.options;

import io.github.open115.camel.Open115Configuration;
import io.github.open115.camel.Open115Configuration.ListOutput;
import io.github.open115.camel.Open115Configuration.RecycleBinScope;
import io.github.open115.camel.Open115Configuration.ThrottlePolicy;
import io.github.open115.camel.Open115Operation;
import io.github.open115.camel.after.MoveExpression;
import io.github.open115.camel.names.DoneFileName;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.camel.serve.DownloadMethod;
import io.github.open115.client.files.ListQuery;
import io.github.open115.client.offline.OfflineScope;
import io.github.open115.client.upload.ConflictPolicy;
import io.github.open115.client.upload.UploadRequest;
import io.github.open115.client.upload.WhenNotInstant;
import io.github.open115.client.video.PushBy;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.component.file.GenericFileExist;
import org.apache.camel.util.TimeUtils;

/** Checks the options of an endpoint when it is created; each message names the option, the value and what to do. */
public final class OptionChecks {

    /** Options that take one of several words; the letter case of names in a URI does not count. */
    private static final Map<String, Function<String, Enum<?>>> ENUMS = enums();

    /** Options that take a number which is no time: Camel reads any other text as 0. */
    private static final Set<String> NUMBERS = options(
            "uploadPartSize",
            "maxConcurrentUploads",
            "maxConcurrentDownloads",
            "maxConnectionsPerLink",
            "pageSize",
            "requestsPerDay",
            "deletedFilesMax",
            "deletedFilesMaxPercent",
            "proxySignExpireHours",
            "maxMessagesPerPoll",
            "minDepth",
            "maxDepth");

    /** Options that take a time: Camel reads a text that is none as 0, which here means at once, or never. */
    private static final Set<String> TIMES = options(
            "throttleCooldown",
            "throttleCooldownMax",
            "throttleMaxWait",
            "connectTimeout",
            "readTimeout",
            "callTimeout",
            "minAge",
            "reconcileInterval",
            "listMaxAge",
            "pathMaxAge",
            "delay",
            "initialDelay");

    private static final String POLICIES = "use conflictPolicy="
            + Stream.of(ConflictPolicy.values()).map(Enum::name).collect(Collectors.joining(", "));

    private OptionChecks() {}

    /**
     * Turns the text of options that take one of several words into the word, because Camel's own message about a wrong
     * one would not list the choices. As for every enum in Camel, letter case and dashes do not count.
     *
     * @param parameters the options of a URI, which are changed
     * @throws IllegalArgumentException that names the option, its value and the choices
     */
    public static void parseEnums(Map<String, Object> parameters) {
        parameters.replaceAll((option, value) -> {
            Function<String, Enum<?>> parser = ENUMS.get(option);
            return parser != null && value instanceof String text && !text.startsWith("#") ? parser.apply(text) : value;
        });
    }

    /**
     * Checks the texts that Camel would misread, or would refuse without saying what to do.
     *
     * @param parameters the options of a URI
     * @throws IllegalArgumentException that names the option, its value and what to do
     */
    public static void checkTexts(Map<String, Object> parameters) {
        parameters.forEach((option, value) -> {
            if (!(value instanceof String text) || text.startsWith("#")) {
                return;
            }
            refuse(
                    NUMBERS.contains(option) && !text.matches("[+-]?\\d{1,18}"),
                    option,
                    text,
                    "use a number without a unit");
            refuse(
                    TIMES.contains(option) && !isTime(option, text),
                    option,
                    text,
                    "use milliseconds, or a time such as 30s or 5m");
            refuse(
                    option.equalsIgnoreCase("charset") && !isCharset(text),
                    option,
                    text,
                    "use a character set that Java has, such as UTF-8");
        });
    }

    private static boolean isTime(String option, String text) {
        if (text.matches("-?\\d+|0[a-z]+")) {
            return true;
        }
        if (text.startsWith("P")) {
            // the two of Camel's scheduler have no such notation
            return !option.toLowerCase(Locale.ROOT).endsWith("delay");
        }
        try {
            return TimeUtils.toMilliSeconds(text) != 0;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }

    private static Set<String> options(String... names) {
        // the letter case of names in a URI does not count
        Set<String> options = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Collections.addAll(options, names);
        return options;
    }

    private static Map<String, Function<String, Enum<?>>> enums() {
        Map<String, Function<String, Enum<?>>> enums = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        enums.put("operation", Open115Operation::of);
        enums.put("downloadMethod", DownloadMethod::of);
        enums.put("login", text -> oneOf("login", text, LoginMode.values()));
        enums.put("throttlePolicy", text -> oneOf("throttlePolicy", text, ThrottlePolicy.values()));
        enums.put("listOutput", text -> oneOf("listOutput", text, ListOutput.values()));
        enums.put("conflictPolicy", text -> oneOf("conflictPolicy", text, ConflictPolicy.values()));
        enums.put("recycleBinScope", text -> oneOf("recycleBinScope", text, RecycleBinScope.values()));
        enums.put("whenNotInstant", text -> oneOf("whenNotInstant", text, WhenNotInstant.values()));
        enums.put("offlineScope", text -> oneOf("offlineScope", text, OfflineScope.values()));
        enums.put("videoPushBy", text -> oneOf("videoPushBy", text, PushBy.values()));
        enums.put("fileExist", text -> oneOf("fileExist", text, GenericFileExist.values()));
        return enums;
    }

    private static Enum<?> oneOf(String option, String text, Enum<?>[] choices) {
        String plain = text.replace("-", "");
        return Stream.of(choices)
                .filter(choice -> choice.name().equalsIgnoreCase(plain))
                .findFirst()
                .orElseThrow(() -> refusal(
                        option,
                        text,
                        "use one of " + Stream.of(choices).map(Enum::name).collect(Collectors.joining(", "))));
    }

    public static void check(FileEndpointDefaults endpoint, Open115Configuration options) {
        refuse(options.getAccount() == null || options.getAccount().isBlank(), "account", "", "give it a name");
        refuse(
                !options.getRootFolderId().matches("\\d{1,19}"),
                "rootFolderId",
                options.getRootFolderId(),
                "use the number after cid= in the web address of the folder");
        refuse(
                !(options.getRequestsPerSecond() > 0) || Double.isInfinite(options.getRequestsPerSecond()),
                "requestsPerSecond",
                options.getRequestsPerSecond(),
                "use a number above 0; the service takes about 1");
        refuse(options.getRequestsPerDay() < 1, "requestsPerDay", options.getRequestsPerDay(), "use 1 or more");
        refuse(
                options.getPageSize() < 1 || options.getPageSize() > ListQuery.MAX_PAGE_SIZE,
                "pageSize",
                options.getPageSize(),
                "use 1 to " + ListQuery.MAX_PAGE_SIZE);
        refuse(
                options.getMaxConnectionsPerLink() < 1 || options.getMaxConnectionsPerLink() > 2,
                "maxConnectionsPerLink",
                options.getMaxConnectionsPerLink(),
                "use 1 or 2: the service refuses a third connection");
        refuse(
                options.getMaxConcurrentDownloads() < 1,
                "maxConcurrentDownloads",
                options.getMaxConcurrentDownloads(),
                "use 1 or more");
        String agent = options.getUserAgent();
        refuse(
                agent != null && (agent.isBlank() || agent.chars().anyMatch(Character::isISOControl)),
                "userAgent",
                agent,
                "use a text that is not empty and has no control characters, or leave it out for the default: download"
                        + " links are bound to it");
        durations(options);
        httpUrl("apiBaseUrl", options.getApiBaseUrl());
        httpUrl("authBaseUrl", options.getAuthBaseUrl());
        httpUrl("qrCodeBaseUrl", options.getQrCodeBaseUrl());
        for (String segment : DrivePaths.segments(options.getDirectory())) {
            refuse(
                    segment.equals(".") || segment.equals(".."),
                    "directoryName",
                    options.getDirectoryName(),
                    "give the path from rootFolderId downwards, without . and ..");
        }
        refuse(
                options.getFileId() != null && endpoint.getFileName() != null,
                "fileId",
                options.getFileId(),
                "leave out either it or fileName, each names the file to act on");
        refuse(
                options.isListPaths() && options.getListOutput() == ListOutput.iterator,
                "listPaths",
                true,
                "paths need the whole listing, so leave it out or set listOutput=list");
        refuse(
                options.getMaxConcurrentUploads() < 1,
                "maxConcurrentUploads",
                options.getMaxConcurrentUploads(),
                "use 1 or more");
        String workDirectory = endpoint.getLocalWorkDirectory();
        refuse(
                workDirectory != null && workDirectory.isBlank(),
                "localWorkDirectory",
                workDirectory,
                "give a directory of its own, whose files may be replaced and deleted, or leave it out");
        deletions(endpoint, options);
        uploads(endpoint, options);
        refuse(
                options.isDeleteSourceFiles() && !options.getOfflineScope().hasSourceFiles(),
                "deleteSourceFiles",
                true,
                "offlineScope=" + options.getOfflineScope()
                        + " has no files that could be deleted: use offlineScope=finished or all, or leave out either");
        serving(options);
        moves(endpoint, options);
        PreSort.of(endpoint.getPreSort());
        RefusedOptions.checkReadLock(endpoint.getReadLock());
    }

    private static void uploads(FileEndpointDefaults endpoint, Open115Configuration options) {
        long partSize = options.getUploadPartSize();
        refuse(
                partSize != 0 && (partSize < UploadRequest.MIN_PART_SIZE || partSize > UploadRequest.MAX_PART_SIZE),
                "uploadPartSize",
                partSize,
                "use " + UploadRequest.MIN_PART_SIZE + " (16 MiB) to " + UploadRequest.MAX_PART_SIZE
                        + " (5 GiB) bytes, or 0 to choose it by the size of the file");
        String doneFileName = endpoint.getDoneFileName();
        if (doneFileName != null) {
            try {
                new DoneFileName(doneFileName);
            } catch (IllegalArgumentException e) {
                throw refusal("doneFileName", doneFileName, e.getMessage());
            }
        }
    }

    /**
     * Applies the option {@code fileExist}, which is Camel's name for {@code conflictPolicy}.
     *
     * @param policyGiven whether the endpoint gives {@code conflictPolicy} too
     * @throws IllegalArgumentException if {@code fileExist} is not possible, or says something else than the policy
     */
    public static void applyFileExist(
            FileEndpointDefaults endpoint, Open115Configuration options, boolean policyGiven) {
        GenericFileExist fileExist = endpoint.givenFileExist();
        if (fileExist == null) {
            return;
        }
        ConflictPolicy policy = switch (fileExist) {
            case Override -> ConflictPolicy.override;
            case Fail -> ConflictPolicy.fail;
            case Ignore -> ConflictPolicy.ignore;
            case Append -> throw refusal("fileExist", fileExist, "the service cannot append to a file; " + POLICIES);
            case Move ->
                throw refusal(
                        "fileExist",
                        fileExist,
                        "the older file goes to the recycle bin when the new one is complete; " + POLICIES);
            case TryRename ->
                throw refusal("fileExist", fileExist, "an upload needs no temporary name to rename; " + POLICIES);
        };
        refuse(
                policyGiven && options.getConflictPolicy() != policy,
                "fileExist",
                fileExist,
                "conflictPolicy=" + options.getConflictPolicy() + " says something else: leave out either");
        options.setConflictPolicy(policy);
    }

    private static void deletions(FileEndpointDefaults endpoint, Open115Configuration options) {
        refuse(
                options.isDeletedFiles() && !options.isIncremental(),
                "deletedFiles",
                true,
                "only incremental polls remember what was in the folder, so leave it out or set incremental=true");
        refuse(
                options.isDeletedFiles()
                        && endpoint.isIdempotentGiven()
                        && !Boolean.TRUE.equals(endpoint.isIdempotent()),
                "deletedFiles",
                true,
                "nothing is remembered of delivered files with idempotent=false, so leave it out or set"
                        + " idempotent=true");
        refuse(options.getDeletedFilesMax() < 0, "deletedFilesMax", options.getDeletedFilesMax(), "use 0 or more");
        refuse(
                options.getDeletedFilesMaxPercent() < 0 || options.getDeletedFilesMaxPercent() > 100,
                "deletedFilesMaxPercent",
                options.getDeletedFilesMaxPercent(),
                "use 0 to 100");
    }

    /** Checks the options of a consumer before it is created. */
    public static void checkDeletions(FileEndpointDefaults endpoint, Open115Configuration options, boolean onDemand) {
        boolean deletedFiles = options.isDeletedFiles();
        refuse(
                deletedFiles && onDemand,
                "deletedFiles",
                true,
                "pollEnrich and ConsumerTemplate remember nothing, so leave it out, or set deletedFiles=false where the"
                        + " component sets it");
        refuse(
                deletedFiles && endpoint.namesFilesInAdvance(),
                "deletedFiles",
                true,
                "the folder is not listed for one fileName, so leave out either; include takes a pattern");
    }

    private static void serving(Open115Configuration options) {
        List<String> proxies = options.proxies();
        proxies.forEach(proxy -> httpUrl("downloadProxyUrl", proxy));
        refuse(
                options.getDownloadMethod() == DownloadMethod.proxyUrl && proxies.isEmpty(),
                "downloadMethod",
                DownloadMethod.proxyUrl,
                "give the address of the proxy in downloadProxyUrl, or choose another method");
        List<String> prefix = DrivePaths.segments(options.getProxyPathPrefix());
        refuse(
                prefix.contains(".") || prefix.contains(".."),
                "proxyPathPrefix",
                options.getProxyPathPrefix(),
                "give the path under which the server of the proxies knows rootFolderId, without . and ..");
        refuse(
                options.getProxySignExpireHours() < 0,
                "proxySignExpireHours",
                options.getProxySignExpireHours(),
                "use a number of hours, or 0 for signs that never expire");
        String proxySecret = options.getProxySignSecret();
        String localSecret = options.getLocalProxySignSecret();
        refuse(
                isBlank(proxySecret) || isBlank(localSecret),
                isBlank(proxySecret) ? "proxySignSecret" : "localProxySignSecret",
                "",
                "give a secret that is not blank, or leave it out for no signs");
        refuse(
                localSecret != null && localSecret.equals(proxySecret),
                "localProxySignSecret",
                "***",
                "give another secret than in proxySignSecret, which every proxy knows");
    }

    private static boolean isBlank(String secret) {
        return secret != null && secret.isBlank();
    }

    /**
     * Checks an endpoint that uses a client which the user brings.
     *
     * @throws IllegalArgumentException if it gives options of the account, which would have no effect; the message has
     *     no value, because some are secrets
     */
    public static void checkOwnClient(String endpoint, Open115Configuration options, List<String> given) {
        refuse(
                options.getLogin() == LoginMode.console && !given.contains("login"),
                "login",
                LoginMode.console,
                "the component has a client of its own, which brings its account: log in with a DeviceLogin into the token"
                        + " store of that client, and leave the option out");
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("The option " + given.get(0) + " of " + endpoint
                    + " would have no effect, because the component has a client of its own, which brings its account:"
                    + " leave the option out, or the client");
        }
    }

    private static void moves(FileEndpointDefaults endpoint, Open115Configuration options) {
        int depth = DrivePaths.segments(options.getDirectory()).size();
        Set<String> extensions = MoveExpression.extensions(endpoint.getIncludeExt());
        endpoint.moveExpressions().forEach((option, value) -> {
            Optional<String> objection = new MoveExpression(value).objection(depth, endpoint.isRecursive(), extensions);
            refuse(objection.isPresent(), option, value, objection.orElse(""));
        });
    }

    private static void durations(Open115Configuration options) {
        positive("throttleCooldown", options.getThrottleCooldown());
        refuse(
                options.getThrottleCooldownMax() < options.getThrottleCooldown(),
                "throttleCooldownMax",
                options.getThrottleCooldownMax(),
                "use throttleCooldown (" + options.getThrottleCooldown() + ") or more");
        refuse(options.getThrottleMaxWait() < 0, "throttleMaxWait", options.getThrottleMaxWait(), "use 0 or more");
        positive("connectTimeout", options.getConnectTimeout());
        positive("readTimeout", options.getReadTimeout());
        positive("callTimeout", options.getCallTimeout());
        refuse(options.getMinAge() < 0, "minAge", options.getMinAge(), "use 0 or more");
        refuse(
                options.getReconcileInterval() < 0,
                "reconcileInterval",
                options.getReconcileInterval(),
                "use a time in milliseconds, or 0 for never");
        refuse(options.getListMaxAge() < 0, "listMaxAge", options.getListMaxAge(), "use 0 or more");
        refuse(options.getPathMaxAge() < 0, "pathMaxAge", options.getPathMaxAge(), "use 0 or more");
    }

    private static void positive(String option, long millis) {
        refuse(millis <= 0, option, millis, "use a time above 0, in milliseconds");
    }

    private static void httpUrl(String option, String value) {
        boolean valid;
        try {
            URI uri = URI.create(value);
            valid = uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException | NullPointerException e) {
            valid = false;
        }
        refuse(!valid, option, value, "use an absolute http or https URL");
    }

    private static void refuse(boolean wrong, String option, Object value, String advice) {
        if (wrong) {
            throw refusal(option, value, advice);
        }
    }

    private static IllegalArgumentException refusal(String option, Object value, String advice) {
        return new IllegalArgumentException("The option " + option + "=" + value + " cannot be used: " + advice);
    }
}
