/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import io.github.open115.camel.options.ServeConfiguration;
import io.github.open115.client.offline.OfflineScope;
import io.github.open115.client.upload.ConflictPolicy;
import io.github.open115.client.upload.WhenNotInstant;
import io.github.open115.client.video.PushBy;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;

/** The options of an endpoint, and of the component as their defaults. Holds options and nothing else. */
@UriParams
public class Open115Configuration extends ServeConfiguration implements Cloneable {

    /** How a call behaves while the service throttles the account. */
    public enum ThrottlePolicy {
        /** It waits, at most for {@code throttleMaxWait}. */
        wait,
        /** It fails at once. */
        fail
    }

    /** The form of the body that the operations {@code list} and {@code recycleBinList} make. */
    public enum ListOutput {
        /** A complete list. */
        list,
        /** An iterator that requests pages while it is read. */
        iterator
    }

    /** What the operation {@code recycleBinDelete} deletes. */
    public enum RecycleBinScope {
        /** The files and folders that the message names. */
        named,
        /** Everything in the recycle bin. */
        all
    }

    @UriPath(description = "The folder, as a path below `rootFolderId`; empty or `/` for that folder itself.")
    @Metadata(required = false)
    private String directoryName = "";

    @UriParam(
            label = "common",
            defaultValue = "0",
            description = "The id of the folder that paths start from: the number after `cid=` in the web address. 0"
                    + " is the whole drive.")
    private String rootFolderId = "0";

    @UriParam(
            label = "common",
            defaultValue = "wait",
            enums = "wait,fail",
            description = "What a call does while the service throttles the account: wait, at most"
                    + " `throttleMaxWait`, or fail at once. A poll is skipped in either case.")
    private ThrottlePolicy throttlePolicy = ThrottlePolicy.wait;

    @UriParam(
            label = "advanced",
            defaultValue = "60000",
            javaType = "java.time.Duration",
            description = "How long a call waits at most while the service throttles the account, in milliseconds.")
    private long throttleMaxWait = 60_000;

    @UriParam(
            label = "advanced",
            defaultValue = "1150",
            description = "How many rows one listing call asks for, 1 to 1150. Falls back by itself when the service"
                    + " cannot serve it.")
    private int pageSize = 1150;

    @UriParam(
            label = "producer",
            defaultValue = "0",
            javaType = "java.time.Duration",
            description = "How old a listing of one folder may be that `list`, `info`, `resolveLink`, `download` and"
                    + " `serve` answer from without a call, in milliseconds. Own changes show at once. Operations that"
                    + " change the drive ask in any case.")
    private long listMaxAge;

    @UriParam(
            label = "consumer",
            defaultValue = "true",
            description = "Whether the body is the content, fetched when it is first read; false leaves it null and"
                    + " sets headers only.")
    private boolean download = true;

    @UriParam(
            label = "consumer,filter",
            defaultValue = "0",
            javaType = "java.time.Duration",
            description = "Delivers only files that have not changed for so long, in milliseconds. Takes the place of"
                    + " read locks: the content of a file never changes under its id.")
    private long minAge;

    @UriParam(
            label = "consumer",
            defaultValue = "true",
            description = "Whether a poll asks only for what has changed since the last one: one call as long as"
                    + " nothing has, whatever the number of files. false lists everything at each poll, as is done in"
                    + " any case where `idempotent` is false.")
    private boolean incremental = true;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "21600000",
            javaType = "java.time.Duration",
            description = "How often everything is listed as a safety net for what an incremental poll cannot see, in"
                    + " milliseconds; 0 for never.")
    private long reconcileInterval = 21_600_000;

    @UriParam(
            label = "advanced",
            defaultValue = "600000",
            javaType = "java.time.Duration",
            description =
                    "How long the path of a folder, polled or uploaded into, is trusted before it is looked up again, in"
                            + " milliseconds.")
    private long pathMaxAge = 600_000;

    @UriParam(
            label = "consumer",
            description = "Whether the deletion of a delivered file by somebody else is reported, too: by an exchange"
                    + " without body whose header `CamelOpen115Event` is `DELETED`. A file counts as deleted when three"
                    + " complete listings in a row do not have it and a look-up says that it is gone. Needs `incremental`"
                    + " and `idempotent`.")
    private boolean deletedFiles;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "100",
            description =
                    "If more delivered files than this are missing at once, no deletion is reported, with a warning,"
                            + " until they are back or this is raised. 0 reports none.")
    private int deletedFilesMax = 100;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "20",
            description = "The same as `deletedFilesMax`, in percent of the files of the folder, 0 to 100. Ten missing"
                    + " files are not too many by this.")
    private int deletedFilesMaxPercent = 20;

    @UriParam(
            label = "consumer,filter",
            description = "Whether files and folders whose name starts with a dot are polled.")
    private boolean includeHiddenFiles;

    @UriParam(
            label = "consumer,advanced",
            description = "Whether the route fails to start when the polled folder is not there or cannot be looked up;"
                    + " otherwise the polls fail until it is.")
    private boolean startingDirectoryMustExist;

    @UriParam(
            label = "producer",
            enums = "list,search,info,resolveLink,download,serve,move,rename,delete,accountInfo,upload,"
                    + "createFolder,copy,star,recycleBinList,recycleBinRestore,recycleBinDelete,"
                    + "offlineAdd,offlineList,offlineDelete,offlineClear,offlineQuota,offlineTorrentInfo,offlineAddTorrent,"
                    + "videoPlay,videoPush,videoSubtitles,videoHistory,videoSetHistory",
            defaultValue = "upload",
            description = "What the producer does; header `CamelOpen115Operation` overrides it.")
    private Open115Operation operation;

    @UriParam(
            label = "producer",
            description = "The id of the file or folder to act on; may be an expression of the File language.")
    private String fileId;

    @UriParam(
            label = "producer",
            defaultValue = "list",
            enums = "list,iterator",
            description = "Whether the operations `list` and `recycleBinList` give a complete list, or an iterator that"
                    + " asks for pages as it is read and throws when the listing cannot be complete.")
    private ListOutput listOutput = ListOutput.list;

    @UriParam(
            label = "producer",
            description =
                    "Whether a recursive `list` returns paths, at one more call for each folder that holds a file.")
    private boolean listPaths;

    @UriParam(
            label = "producer",
            defaultValue = "override",
            enums = "override,fail,ignore,rename,keepBoth",
            description =
                    "What `upload` does with a file of the same name: `override` (the new one is uploaded and proved,"
                            + " then the old one goes to the bin; equal content is left alone), `fail`, `ignore` (nothing is"
                            + " uploaded), `rename` (to `name (1).ext`) or `keepBoth` (two of one name). `copy` does the"
                            + " same with the files it copies.")
    private ConflictPolicy conflictPolicy = ConflictPolicy.override;

    @UriParam(
            label = "producer",
            defaultValue = "upload",
            enums = "upload,skip,fail",
            description =
                    "What `upload` does with content that the service does not know, so that its bytes would have to"
                            + " be sent: `upload` it, `skip` it, or `fail`.")
    private WhenNotInstant whenNotInstant = WhenNotInstant.upload;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "0",
            description =
                    "How many bytes one part of an upload has, 16777216 (16 MiB) to 5368709120 (5 GiB); 0 to choose"
                            + " it by the size of the file.")
    private long uploadPartSize;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "named",
            enums = "named,all",
            description =
                    "What `recycleBinDelete` deletes: what the message names (`named`), or everything in the recycle"
                            + " bin (`all`). Nobody can undo it.")
    private RecycleBinScope recycleBinScope = RecycleBinScope.named;

    @UriParam(
            label = "producer",
            description = "Whether `offlineAdd` fails if the service refuses one of several links, after all were sent;"
                    + " otherwise it fails only if all are refused.")
    private boolean failOnRejectedLink;

    @UriParam(
            label = "producer",
            defaultValue = "finished",
            enums = "finished,failed,running,all",
            description = "Which tasks `offlineClear` removes from the list of cloud downloads.")
    private OfflineScope offlineScope = OfflineScope.finished;

    @UriParam(
            label = "producer",
            description = "Whether `offlineDelete` and `offlineClear` also delete what the tasks have downloaded;"
                    + " `offlineClear` only with `offlineScope=finished` or `all`.")
    private boolean deleteSourceFiles;

    @UriParam(
            label = "producer",
            defaultValue = "vip",
            enums = "vip,coins",
            description = "What pays for `videoPush`: the membership (`vip`), or the coins of the account (`coins`),"
                    + " which cost money.")
    private PushBy videoPushBy = PushBy.vip;

    /** A copy of its own, for an endpoint. */
    public Open115Configuration copy() {
        try {
            return (Open115Configuration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    /** Names have no platform: a backslash in a name is a character like any other. */
    @Override
    public boolean needToNormalize() {
        return false;
    }

    public String getDirectoryName() {
        return directoryName;
    }

    public void setDirectoryName(String directoryName) {
        this.directoryName = directoryName;
    }

    public String getRootFolderId() {
        return rootFolderId;
    }

    public void setRootFolderId(String rootFolderId) {
        this.rootFolderId = rootFolderId;
    }

    public ThrottlePolicy getThrottlePolicy() {
        return throttlePolicy;
    }

    public void setThrottlePolicy(ThrottlePolicy throttlePolicy) {
        this.throttlePolicy = throttlePolicy;
    }

    public long getThrottleMaxWait() {
        return throttleMaxWait;
    }

    public void setThrottleMaxWait(long throttleMaxWait) {
        this.throttleMaxWait = throttleMaxWait;
    }

    public int getPageSize() {
        return pageSize;
    }

    public void setPageSize(int pageSize) {
        this.pageSize = pageSize;
    }

    public long getListMaxAge() {
        return listMaxAge;
    }

    public void setListMaxAge(long listMaxAge) {
        this.listMaxAge = listMaxAge;
    }

    public boolean isDownload() {
        return download;
    }

    public void setDownload(boolean download) {
        this.download = download;
    }

    public long getMinAge() {
        return minAge;
    }

    public void setMinAge(long minAge) {
        this.minAge = minAge;
    }

    public boolean isIncremental() {
        return incremental;
    }

    public void setIncremental(boolean incremental) {
        this.incremental = incremental;
    }

    public long getReconcileInterval() {
        return reconcileInterval;
    }

    public void setReconcileInterval(long reconcileInterval) {
        this.reconcileInterval = reconcileInterval;
    }

    public long getPathMaxAge() {
        return pathMaxAge;
    }

    public void setPathMaxAge(long pathMaxAge) {
        this.pathMaxAge = pathMaxAge;
    }

    public boolean isDeletedFiles() {
        return deletedFiles;
    }

    public void setDeletedFiles(boolean deletedFiles) {
        this.deletedFiles = deletedFiles;
    }

    public int getDeletedFilesMax() {
        return deletedFilesMax;
    }

    public void setDeletedFilesMax(int deletedFilesMax) {
        this.deletedFilesMax = deletedFilesMax;
    }

    public int getDeletedFilesMaxPercent() {
        return deletedFilesMaxPercent;
    }

    public void setDeletedFilesMaxPercent(int deletedFilesMaxPercent) {
        this.deletedFilesMaxPercent = deletedFilesMaxPercent;
    }

    public boolean isIncludeHiddenFiles() {
        return includeHiddenFiles;
    }

    public void setIncludeHiddenFiles(boolean includeHiddenFiles) {
        this.includeHiddenFiles = includeHiddenFiles;
    }

    public Open115Operation getOperation() {
        return operation;
    }

    public void setOperation(Open115Operation operation) {
        this.operation = operation;
    }

    public String getFileId() {
        return fileId;
    }

    public void setFileId(String fileId) {
        this.fileId = fileId;
    }

    public ListOutput getListOutput() {
        return listOutput;
    }

    public void setListOutput(ListOutput listOutput) {
        this.listOutput = listOutput;
    }

    public boolean isListPaths() {
        return listPaths;
    }

    public void setListPaths(boolean listPaths) {
        this.listPaths = listPaths;
    }

    public boolean isStartingDirectoryMustExist() {
        return startingDirectoryMustExist;
    }

    public void setStartingDirectoryMustExist(boolean startingDirectoryMustExist) {
        this.startingDirectoryMustExist = startingDirectoryMustExist;
    }

    public ConflictPolicy getConflictPolicy() {
        return conflictPolicy;
    }

    public void setConflictPolicy(ConflictPolicy conflictPolicy) {
        this.conflictPolicy = conflictPolicy;
    }

    public WhenNotInstant getWhenNotInstant() {
        return whenNotInstant;
    }

    public void setWhenNotInstant(WhenNotInstant whenNotInstant) {
        this.whenNotInstant = whenNotInstant;
    }

    public long getUploadPartSize() {
        return uploadPartSize;
    }

    public void setUploadPartSize(long uploadPartSize) {
        this.uploadPartSize = uploadPartSize;
    }

    public RecycleBinScope getRecycleBinScope() {
        return recycleBinScope;
    }

    public void setRecycleBinScope(RecycleBinScope recycleBinScope) {
        this.recycleBinScope = recycleBinScope;
    }

    public boolean isFailOnRejectedLink() {
        return failOnRejectedLink;
    }

    public void setFailOnRejectedLink(boolean failOnRejectedLink) {
        this.failOnRejectedLink = failOnRejectedLink;
    }

    public OfflineScope getOfflineScope() {
        return offlineScope;
    }

    public void setOfflineScope(OfflineScope offlineScope) {
        this.offlineScope = offlineScope;
    }

    public boolean isDeleteSourceFiles() {
        return deleteSourceFiles;
    }

    public void setDeleteSourceFiles(boolean deleteSourceFiles) {
        this.deleteSourceFiles = deleteSourceFiles;
    }

    public PushBy getVideoPushBy() {
        return videoPushBy;
    }

    public void setVideoPushBy(PushBy videoPushBy) {
        this.videoPushBy = videoPushBy;
    }
}
