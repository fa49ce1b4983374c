/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.ingest;

import io.github.open115.emulator.Host;
import io.github.open115.emulator.LoggedRequest;
import io.github.open115.emulator.RequestLog;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls that an ingest made, by kind; content is not among them, it comes from another host.
 *
 * @param pages pages of listings of the polled folder
 * @param lookUps look-ups of the path of a folder below it
 * @param links requests for download links
 * @param others all the rest: finding the folder, refreshing the token
 */
record ApiCalls(long pages, long lookUps, long links, long others) {

    /** How many calls the bound leaves for what happens once in a run. */
    static final int OTHERS = 5;

    private static final String LISTING = "/open/ufile/files";
    private static final String LINKS = "/open/ufile/downurl";

    /** Counts the calls that reached the service. */
    static ApiCalls of(RequestLog log, String polledFolderId) {
        List<LoggedRequest> calls =
                log.all().stream().filter(call -> call.host() != Host.CDN).toList();
        // the path of a folder is told by a listing of that folder
        long pages = calls.stream()
                .filter(call ->
                        call.path().equals(LISTING) && call.parameter("cid").equals(polledFolderId))
                .count();
        long lookUps =
                calls.stream().filter(call -> call.path().equals(LISTING)).count() - pages;
        long links = calls.stream().filter(call -> call.path().equals(LINKS)).count();
        return new ApiCalls(pages, lookUps, links, calls.size() - pages - lookUps - links);
    }

    long all() {
        return pages + lookUps + links + others;
    }

    /**
     * What an ingest may need.
     *
     * @param pages pages that its listings have
     * @param folders folders that hold a file
     * @param links calls for the links of its files
     */
    record Bound(long pages, long folders, long links) {

        /** A call asks for so many links at least, but for the last of a poll. */
        static final int FILES_PER_LINK_CALL = 10;

        /** The bound for a number of polls of a tree that fits into pages of this size. */
        static Bound of(int polls, long rows, int pageSize, long folders) {
            return new Bound(polls * ((rows + pageSize - 1) / pageSize), folders, polls + rows / FILES_PER_LINK_CALL);
        }
    }

    /** How many calls there may be in all. */
    static long most(Bound bound) {
        return bound.pages() + bound.folders() + bound.links() + OTHERS;
    }

    /** Which bounds were passed; empty when none was. */
    List<String> excesses(Bound bound) {
        List<String> excesses = new ArrayList<>();
        require(excesses, "listing pages", pages, bound.pages());
        require(excesses, "path look-ups", lookUps, bound.folders());
        require(excesses, "link calls", links, bound.links());
        require(excesses, "API calls", all(), most(bound));
        return excesses;
    }

    private static void require(List<String> excesses, String kind, long calls, long atMost) {
        if (calls > atMost) {
            excesses.add(calls + " " + kind + ", but there should be " + atMost + " at most");
        }
    }
}
