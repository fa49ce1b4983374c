/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.options;

import io.github.open115.camel.Open115File;
import io.github.open115.camel.names.DrivePaths;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Component;
import org.apache.camel.Predicate;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileExist;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.ScheduledPollConsumer;

/**
 * Camel's file endpoint with the defaults of a remote drive. The options whose default or meaning differs are declared
 * again, so that the generated documentation is right about them.
 */
public abstract class FileEndpointDefaults extends GenericFileEndpoint<Open115File> {

    /** Default of {@code delay}, in milliseconds: a poll costs calls, and calls are budgeted by the day. */
    private static final long DEFAULT_DELAY_MILLIS = 60_000;

    private static final Pattern TOKEN = Pattern.compile("\\$(?:simple)?\\{([^}]*)}");

    private static final Set<String> TOKENS_OF_THE_ROW = Set.of(
            "file:size",
            "file:length",
            "file:modified",
            "file:onlyname",
            "file:onlyname.noext",
            "file:onlyname.noext.single",
            "file:ext",
            "file:name.ext",
            "file:name.ext.single");

    @UriParam(label = "consumer,scheduler", defaultValue = "60000", description = "Milliseconds before the next poll.")
    private long delay = -1;

    @UriParam(
            label = "consumer,filter",
            defaultValue = "500",
            description = "How many files one poll delivers at most; 0 for no limit. What is left is delivered by the"
                    + " next polls, without listing again while the listing is younger than five minutes.")
    private int maxMessagesPerPoll = 500;

    @UriParam(
            label = "advanced",
            defaultValue = "false",
            description = "Whether a polled folder, or the target folder of operation `move`, is created when it is"
                    + " missing. `upload` creates folders unless this is set to `false`.")
    private boolean autoCreate;

    private boolean autoCreateGiven;

    @UriParam(
            label = "producer",
            enums = "Override,Fail,Ignore",
            defaultValue = "Override",
            description =
                    "Camel's name for `conflictPolicy`: `Override`, `Fail` or `Ignore`. Other values are refused.")
    private GenericFileExist fileExist;

    @UriParam(
            label = "producer",
            description = "Whether `upload` writes an empty file for a message without a body; otherwise it fails.")
    private boolean allowNullBody;

    @UriParam(
            label = "consumer,filter",
            defaultValue = "true",
            description = "Whether each file is delivered once. `false` unless set for `pollEnrich` and"
                    + " `ConsumerTemplate`.")
    private Boolean idempotent;

    @UriParam(
            label = "consumer,filter",
            javaType = "java.lang.String",
            defaultValue = "file id and SHA-1",
            description = "What makes a file the same one: by default its file id and SHA-1, so that a file that is"
                    + " renamed is not delivered again and one that is replaced is. An expression of the File language"
                    + " takes its place.")
    private String idempotentKey;

    @UriParam(
            label = "consumer,filter",
            description = "Where delivered files are remembered: by default on disk in `stateDirectory`, one memory for"
                    + " each account, folder, recursion and given route id.")
    private IdempotentRepository idempotentRepository;

    @UriParam(
            label = "consumer,filter",
            defaultValue = "true",
            description = "Whether a file counts as delivered before its exchange is processed. True with the default"
                    + " repository, which only claims the file until then; false unless set with one of your own.")
    private Boolean idempotentEager;

    @UriParam(
            label = "consumer,lock",
            defaultValue = "none",
            enums = "none",
            description = "There is nothing to lock, because the content of a file never changes under its id: any"
                    + " other value is refused. `minAge` leaves fresh files alone.")
    private String readLock = "none";

    @UriParam(
            label = "consumer",
            enums = "true,false,name,-name,modified,-modified,size,-size",
            description = "The order in which files are looked at: `name`, `modified` or `size`, descending with a"
                    + " minus sign before it; `true` is `name`. Without it, the oldest change comes first.")
    private String preSort;

    private String fileNameExpression;
    private String fileFilterExpression;
    private final Map<String, String> moveExpressions = new LinkedHashMap<>();

    public FileEndpointDefaults(String uri, Component component) {
        super(uri, component);
        super.setMaxMessagesPerPoll(maxMessagesPerPoll);
        super.setAutoCreate(autoCreate);
    }

    /** Gives a consumer the default delay in the time unit of the endpoint: Camel would take the number as it is. */
    public void applyDefaultDelay(ScheduledPollConsumer consumer) {
        if (delay < 0) {
            consumer.setDelay(Math.max(1, getTimeUnit().convert(DEFAULT_DELAY_MILLIS, TimeUnit.MILLISECONDS)));
        }
    }

    @Override
    public long getDefaultDelay() {
        return DEFAULT_DELAY_MILLIS;
    }

    @Override
    public void setDelay(long delay) {
        this.delay = delay;
        super.setDelay(delay);
    }

    @Override
    public void setMaxMessagesPerPoll(int maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
        super.setMaxMessagesPerPoll(maxMessagesPerPoll);
    }

    @Override
    public void setAutoCreate(boolean autoCreate) {
        this.autoCreate = autoCreate;
        this.autoCreateGiven = true;
        super.setAutoCreate(autoCreate);
    }

    /** Whether an upload creates its folders: unless the user forbids it, because every file producer of Camel does. */
    public boolean createsUploadFolders() {
        return autoCreate || !autoCreateGiven;
    }

    @Override
    public void setFileExist(GenericFileExist fileExist) {
        this.fileExist = fileExist;
        super.setFileExist(fileExist);
    }

    /** What the user says of existing files in Camel's words; null if the user does not. */
    public GenericFileExist givenFileExist() {
        return fileExist;
    }

    @Override
    public void setAllowNullBody(boolean allowNullBody) {
        this.allowNullBody = allowNullBody;
        super.setAllowNullBody(allowNullBody);
    }

    @Override
    public void setMove(String expression) {
        moveExpressions.put("move", expression);
        super.setMove(expression);
    }

    @Override
    public void setPreMove(String expression) {
        moveExpressions.put("preMove", expression);
        super.setPreMove(expression);
    }

    @Override
    public void setMoveFailed(String expression) {
        moveExpressions.put("moveFailed", expression);
        super.setMoveFailed(expression);
    }

    /** The texts of the options that move files, by option. */
    public Map<String, String> moveExpressions() {
        return moveExpressions;
    }

    @Override
    public void setIdempotent(Boolean idempotent) {
        this.idempotent = idempotent;
        super.setIdempotent(idempotent);
    }

    /** Whether the user said whether the endpoint is idempotent. */
    public boolean isIdempotentGiven() {
        return idempotent != null;
    }

    @Override
    public void setIdempotentRepository(IdempotentRepository repository) {
        this.idempotentRepository = repository;
        super.setIdempotentRepository(repository);
    }

    @Override
    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    @Override
    public void setIdempotentEager(Boolean idempotentEager) {
        this.idempotentEager = idempotentEager;
        super.setIdempotentEager(idempotentEager);
    }

    /** Whether the user said when a file counts as delivered. */
    public boolean isIdempotentEagerGiven() {
        return idempotentEager != null;
    }

    @Override
    public void setReadLock(String readLock) {
        this.readLock = readLock;
        super.setReadLock(readLock);
    }

    @Override
    public String getReadLock() {
        return readLock;
    }

    /** The order in which files are looked at; a text in every version of Camel, which once had a boolean here. */
    public String getPreSort() {
        return preSort;
    }

    public void setPreSort(String preSort) {
        this.preSort = preSort;
    }

    @Override
    public void setFileName(String fileLanguageExpression) {
        fileNameExpression = fileLanguageExpression;
        super.setFileName(fileLanguageExpression);
    }

    /** Whether the value of {@code fileName} is known before there is a file. */
    public boolean namesFilesInAdvance() {
        return fileNameExpression != null && !fileNameExpression.contains("file:");
    }

    /** The last segment of {@code fileName} when it is a name and no expression; null otherwise. */
    public String literalFileName() {
        return fileNameExpression == null || fileNameExpression.contains("{")
                ? null
                : DrivePaths.lastSegment(fileNameExpression);
    }

    @Override
    public void setFilterFile(Predicate predicate) {
        fileFilterExpression = null;
        super.setFilterFile(predicate);
    }

    @Override
    public void setFilterFile(String expression) {
        super.setFilterFile(expression);
        fileFilterExpression = expression;
    }

    /** The text of {@code filterFile} where its answer needs no more than the row of a listing; null otherwise. */
    public String rowFilterExpression() {
        return fileFilterExpression != null && needsOnlyTheRow(fileFilterExpression) ? fileFilterExpression : null;
    }

    /** Whether the answer is the same as long as the row is: no path, no date of today, no bean. */
    private static boolean needsOnlyTheRow(String expression) {
        Matcher tokens = TOKEN.matcher(expression);
        int functions = 0;
        while (tokens.find()) {
            if (!TOKENS_OF_THE_ROW.contains(tokens.group(1))) {
                return false;
            }
            functions++;
        }
        return functions > 0;
    }
}
