/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;

/** The headers that the component reads and sets. */
public final class Open115Constants {

    /** The scheme of the component. */
    public static final String SCHEME = "open115";

    @Metadata(
            description = "(consumer) A safe path of the file, relative to the polled folder: without `..`, with no"
                    + " separator that comes from a name, unique among everything in its folder, at most 255 bytes a"
                    + " name. (producer) The path of the file to act on, below the folder of the endpoint.",
            javaType = "String",
            important = true)
    public static final String FILE_NAME = Exchange.FILE_NAME;

    @Metadata(
            label = "producer",
            description =
                    "Takes the place of `CamelFileName`, of the file id and of all else that the message says, for"
                            + " one operation, which removes it. The options `fileId` and `fileName` come first.",
            javaType = "String")
    public static final String OVERRULE_FILE_NAME = Exchange.OVERRULE_FILE_NAME;

    @Metadata(description = "The exact name of the file, without a path.", javaType = "String")
    public static final String FILE_NAME_ONLY = Exchange.FILE_NAME_ONLY;

    @Metadata(
            label = "consumer",
            description = "`CamelFileName` as it was when the file was polled; kept when the route changes the header.",
            javaType = "String")
    public static final String FILE_NAME_CONSUMED = Exchange.FILE_NAME_CONSUMED;

    @Metadata(description = "The safe path of the file below `rootFolderId`.", javaType = "String")
    public static final String FILE_ABSOLUTE_PATH = "CamelFileAbsolutePath";

    @Metadata(label = "consumer", description = "Always `false`: paths are below `rootFolderId`.", javaType = "Boolean")
    public static final String FILE_ABSOLUTE = "CamelFileAbsolute";

    @Metadata(label = "consumer", description = "Same as `CamelFileAbsolutePath`.", javaType = "String")
    public static final String FILE_PATH = Exchange.FILE_PATH;

    @Metadata(description = "The safe path of the file below the polled folder.", javaType = "String")
    public static final String FILE_RELATIVE_PATH = "CamelFileRelativePath";

    @Metadata(
            description = "The safe path of the folder that the file is in, below `rootFolderId`.",
            javaType = "String")
    public static final String FILE_PARENT = Exchange.FILE_PARENT;

    @Metadata(description = "The size of the file in bytes.", javaType = "Long")
    public static final String FILE_LENGTH = Exchange.FILE_LENGTH;

    @Metadata(description = "When the file was last changed, in milliseconds since 1970.", javaType = "Long")
    public static final String FILE_LAST_MODIFIED = Exchange.FILE_LAST_MODIFIED;

    @Metadata(
            description = "The verified local file, when `localWorkDirectory` is set. One that the"
                    + " producer made is the route's to delete.",
            javaType = "String")
    public static final String FILE_LOCAL_WORK_PATH = Exchange.FILE_LOCAL_WORK_PATH;

    @Metadata(
            description = "The exact name of the file or folder, as the service has it.",
            javaType = "String",
            important = true)
    public static final String NAME = "CamelOpen115Name";

    @Metadata(
            description = "The file id. On the producer: the file or folder to act on.",
            javaType = "String",
            important = true)
    public static final String FILE_ID = "CamelOpen115FileId";

    @Metadata(description = "The id of the folder that the file is in.", javaType = "String")
    public static final String PARENT_ID = "CamelOpen115ParentId";

    @Metadata(
            description = "The pick code. On the producer: the file to link or download, when no file id is given.",
            javaType = "String")
    public static final String PICK_CODE = "CamelOpen115PickCode";

    @Metadata(description = "The SHA-1 of the content, 40 upper-case hexadecimal digits.", javaType = "String")
    public static final String SHA1 = "CamelOpen115Sha1";

    @Metadata(description = "When the file was uploaded, in milliseconds since 1970.", javaType = "Long")
    public static final String UPLOAD_TIME = "CamelOpen115UploadTime";

    @Metadata(description = "When the file was last changed, in milliseconds since 1970.", javaType = "Long")
    public static final String UPDATE_TIME = "CamelOpen115UpdateTime";

    @Metadata(
            label = "producer",
            description = "The path of the uploaded file below `rootFolderId`, with its exact name.",
            javaType = "String",
            important = true)
    public static final String FILE_NAME_PRODUCED = Exchange.FILE_NAME_PRODUCED;

    @Metadata(
            label = "producer",
            description =
                    "How an upload ended: `sent`, `instant` (the service knew the content), `unchanged` (a file of that"
                            + " name and content was there), `ignored` (one of that name was there, and the policy leaves it alone)"
                            + " or `skipped` (it was not instant).",
            javaType = "String",
            important = true)
    public static final String UPLOAD_RESULT = "CamelOpen115UploadResult";

    @Metadata(
            label = "consumer",
            description = "`DELETED` on the exchange that reports that a delivered file was deleted, with option"
                    + " `deletedFiles`; not set on files.",
            javaType = "String")
    public static final String EVENT = "CamelOpen115Event";

    /** The value of {@link #EVENT} for a file that was deleted. */
    public static final String DELETED = "DELETED";

    @Metadata(
            label = "producer",
            description = "The operation to perform; overrides the option `operation`.",
            javaType = "io.github.open115.camel.Open115Operation",
            important = true)
    public static final String OPERATION = "CamelOpen115Operation";

    @Metadata(
            label = "producer",
            description = "What to search for, by `search`; else the body is taken.",
            javaType = "String")
    public static final String QUERY = "CamelOpen115Query";

    @Metadata(
            label = "producer",
            description = "Whether `list` goes into sub-folders; overrides the option `recursive`.",
            javaType = "Boolean")
    public static final String RECURSIVE = "CamelOpen115Recursive";

    @Metadata(
            label = "producer",
            description = "The number of files and folders that `list`, `search` and `recycleBinList` found.",
            javaType = "Long")
    public static final String FILE_COUNT = "CamelOpen115FileCount";

    @Metadata(
            label = "producer",
            description = "The `User-Agent` that a link is resolved for, by `resolveLink` and `serve`; it works for no"
                    + " other.",
            javaType = "String")
    public static final String USER_AGENT = "CamelOpen115UserAgent";

    @Metadata(
            label = "producer",
            description = "When the resolved link ends to work, in milliseconds since 1970.",
            javaType = "Long")
    public static final String LINK_EXPIRES = "CamelOpen115LinkExpires";

    @Metadata(
            label = "producer",
            description = "The `User-Agent` that the resolved link works for.",
            javaType = "String")
    public static final String LINK_USER_AGENT = "CamelOpen115LinkUserAgent";

    @Metadata(
            label = "producer",
            description = "The part of the content to download, for example `bytes=0-99`.",
            javaType = "String")
    public static final String RANGE = "CamelOpen115Range";

    @Metadata(
            label = "producer",
            description =
                    "How `serve` hands the file over: `redirect`, `localProxy`, `proxyUrl` or `auto`; overrides the"
                            + " option `downloadMethod`. Afterwards: how it did.",
            javaType = "String",
            important = true)
    public static final String DOWNLOAD_METHOD = "CamelOpen115DownloadMethod";

    @Metadata(
            label = "producer",
            description = "The network address of the HTTP caller, which `downloadMethod=auto` looks at; the route sets"
                    + " it.",
            javaType = "String")
    public static final String CALLER_ADDRESS = "CamelOpen115CallerAddress";

    @Metadata(
            label = "producer",
            description = "The id of the folder that `move` and `copy` put files into.",
            javaType = "String")
    public static final String TARGET_FOLDER_ID = "CamelOpen115TargetFolderId";

    @Metadata(
            label = "producer",
            description = "The path, below `rootFolderId`, of the folder that `move` and `copy` put files into; created"
                    + " when it is missing and `autoCreate` is set.",
            javaType = "String")
    public static final String TARGET_FOLDER = "CamelOpen115TargetFolder";

    @Metadata(label = "producer", description = "The new name that `rename` gives.", javaType = "String")
    public static final String NEW_NAME = "CamelOpen115NewName";

    @Metadata(
            label = "producer",
            description = "Whether `star` sets the star (the default) or removes it.",
            javaType = "Boolean")
    public static final String STARRED = "CamelOpen115Starred";

    @Metadata(
            label = "producer",
            description = "The info hash of the task that `offlineDelete` removes; comes before the body.",
            javaType = "String")
    public static final String INFO_HASH = "CamelOpen115InfoHash";

    @Metadata(
            label = "producer",
            description =
                    "The numbers of the files of a torrent that `offlineAddTorrent` downloads, from 0, for example"
                            + " `0,2`; without it those that the service suggests.",
            javaType = "String")
    public static final String TORRENT_FILES = "CamelOpen115TorrentFiles";

    @Metadata(
            label = "producer",
            description = "The path, below the folder of the endpoint, of the folder that `offlineAddTorrent` downloads"
                    + " into; without it the name of the torrent.",
            javaType = "String")
    public static final String SAVE_PATH = "CamelOpen115SavePath";

    @Metadata(
            label = "producer",
            description = "Where in a video the viewing has ended, in seconds, for `videoSetHistory`.",
            javaType = "Long")
    public static final String POSITION = "CamelOpen115Position";

    @Metadata(
            label = "producer",
            description = "Whether a video was watched to its end, for `videoSetHistory`.",
            javaType = "Boolean")
    public static final String WATCHED = "CamelOpen115Watched";

    private Open115Constants() {}
}
