/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import io.github.open115.client.files.RecycledFile;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;

/** What the page changes on the drive beside uploads, and the recycle bin: one route for each operation. */
final class ChangeRoutes extends RouteBuilder {

    private static final String POST = "?httpMethodRestrict=POST&httpBinding=#" + GatewayRoutes.BINDING;
    private static final String GET = "?httpMethodRestrict=GET&httpBinding=#" + GatewayRoutes.BINDING;

    private final String root;

    /** @param root the id of the folder that is shown */
    ChangeRoutes(String root) {
        this.root = root;
    }

    /**
     * A new folder.
     *
     * @param folder the id of the folder above, or of one above that; empty for the one that is shown
     * @param path from there to the folder above
     */
    record NewFolder(String folder, String path, String name) {}

    /** A new name for a file or folder. */
    record Renaming(String id, String name) {}

    /** Files and folders. */
    record Chosen(List<String> ids) {}

    /** What the page is told when there is nothing else to tell. */
    record Done(int count) {}

    /**
     * A file or folder in the bin.
     *
     * @param parent the name of the folder that it was in; null when it is not known
     * @param deleted milliseconds since 1970; null when it is not known
     */
    record BinRow(String id, String name, boolean folder, long size, String parent, Long deleted, boolean restoring) {

        static BinRow of(RecycledFile file) {
            return new BinRow(
                    file.id(),
                    file.name(),
                    file.folder(),
                    file.size(),
                    file.parentName(),
                    file.deletedAt() == null ? null : file.deletedAt().toEpochMilli(),
                    file.restoring());
        }
    }

    /** What is in the bin, the newest first. */
    record Bin(List<BinRow> entries) {}

    @Override
    public void configure() {
        onException(Exception.class).handled(true).process(Replies::failure);

        from("servlet:api/folder" + POST)
                .routeId("create-folder")
                .process(this::newFolder)
                .toD("open115:/?operation=createFolder&rootFolderId=${exchangeProperty.folder}")
                .process(exchange -> Replies.json(
                        exchange, FolderView.Row.of(exchange.getMessage().getBody(Open115File.class))));
        from("servlet:api/rename" + POST)
                .routeId("rename")
                .process(ChangeRoutes::renaming)
                .to("open115:/?operation=rename")
                .process(exchange -> Replies.json(exchange, new Done(1)));
        from("servlet:api/delete" + POST)
                .routeId("delete")
                .process(ChangeRoutes::chosen)
                .to("open115:/?operation=delete")
                .process(ChangeRoutes::done);

        from("servlet:api/bin" + GET)
                .routeId("bin")
                .to("open115:/?operation=recycleBinList")
                .process(ChangeRoutes::bin);
        from("servlet:api/bin/restore" + POST)
                .routeId("bin-restore")
                .process(ChangeRoutes::chosen)
                .to("open115:/?operation=recycleBinRestore")
                .process(ChangeRoutes::done);
        from("servlet:api/bin/delete" + POST)
                .routeId("bin-delete")
                .process(ChangeRoutes::chosen)
                .to("open115:/?operation=recycleBinDelete")
                .process(ChangeRoutes::done);
        // an address of its own: an empty list must never mean all
        from("servlet:api/bin/empty" + POST)
                .routeId("bin-empty")
                .process(ChangeRoutes::nothing)
                .to("open115:/?operation=recycleBinDelete&recycleBinScope=all")
                .process(exchange -> Replies.json(exchange, new Done(0)));
    }

    private void newFolder(Exchange exchange) {
        NewFolder wanted = Replies.read(exchange, NewFolder.class);
        nothing(exchange);
        exchange.setProperty("folder", folderId(wanted.folder(), root));
        exchange.getMessage()
                .setHeader(
                        Open115Constants.FILE_NAME, (wanted.path() == null ? "" : wanted.path()) + "/" + wanted.name());
    }

    private static void renaming(Exchange exchange) {
        Renaming wanted = Replies.read(exchange, Renaming.class);
        nothing(exchange);
        exchange.getMessage().setHeader(Open115Constants.FILE_ID, checked(wanted.id()));
        exchange.getMessage().setHeader(Open115Constants.NEW_NAME, wanted.name());
    }

    private static void chosen(Exchange exchange) {
        List<String> ids = Replies.read(exchange, Chosen.class).ids();
        if (ids == null || ids.isEmpty()) {
            throw new IllegalArgumentException("no file ids");
        }
        nothing(exchange);
        exchange.setProperty("count", ids.size());
        exchange.getMessage().setBody(ids.stream().map(ChangeRoutes::checked).toList());
    }

    private static void done(Exchange exchange) {
        Replies.json(exchange, new Done(exchange.getProperty("count", Integer.class)));
    }

    @SuppressWarnings("unchecked") // what the operation recycleBinList gives
    private static void bin(Exchange exchange) {
        List<RecycledFile> files = exchange.getMessage().getBody(List.class);
        Replies.json(exchange, new Bin(files.stream().map(BinRow::of).toList()));
    }

    /** Leaves nothing of the HTTP request in the message: its headers must not steer an operation. */
    static void nothing(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(null);
    }

    /** The id of a folder; that of the root for none. */
    static String folderId(String given, String root) {
        return given == null || given.isEmpty() ? root : given.equals("0") ? given : checked(given);
    }

    /** @throws IllegalArgumentException if it is none, so that nothing else is ever taken for one */
    static String checked(String id) {
        if (id == null || !id.matches("\\d{1,19}")) {
            throw new IllegalArgumentException("no file id");
        }
        return id;
    }
}
