/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.Lane;
import io.github.open115.client.files.ListQuery.Order;
import io.github.open115.client.files.ListingCapabilities.Sort;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.ErrorCodes.Kind;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.OrderRefusedException;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.http.UnreadableReplyException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the service for pages (docs/115-open-api.md C.1): of the size and in the order wanted, or as near to that as it
 * can deliver. Thread-safe.
 */
final class PageReader implements ListingPages.Source {

    private static final Logger LOG = LoggerFactory.getLogger(PageReader.class);
    private static final String PATH = "/open/ufile/files";

    /**
     * Sizes that are known to help where larger pages time out, end in HTTP 500 or in a refusal without code and text
     * (docs/115-open-api.md A.5 and C.1.5).
     */
    private static final int[] SMALLER_PAGES = {1000, 200};

    /** One order for some clients, several in the documentation of the service: the rows decide. */
    private static final Set<String> TIME_ORDERS = Set.of("user_ptime", "user_utime", "user_etime", "user_otime");

    private final AccountCalls calls;
    private final ListingCapabilities capabilities;

    PageReader(AccountCalls calls) {
        this(calls, new ListingCapabilities());
    }

    private PageReader(AccountCalls calls, ListingCapabilities capabilities) {
        this.calls = calls;
        this.capabilities = capabilities;
    }

    /** The same with other calls of the account. Both share what either learns of the service. */
    PageReader with(AccountCalls otherCalls) {
        return new PageReader(otherCalls, capabilities);
    }

    @Override
    public FilePage read(ListQuery query, long offset) {
        int limit = capabilities.pageSize(query.pageSize());
        boolean shrunk = false;
        while (true) {
            try {
                FilePage page = readInSomeOrder(query, offset, limit);
                if (shrunk) {
                    capabilities.limitPages(limit);
                }
                return page;
            } catch (Open115Exception e) {
                int smaller = smallerThan(limit);
                if (smaller == 0 || !mayBeTooLarge(e)) {
                    throw e;
                }
                if (e instanceof ThrottledException) {
                    // an empty refusal has both meanings: obey the pause, and ask for less after it
                    capabilities.limitPages(smaller);
                    throw e;
                }
                LOG.debug("A page of {} rows failed, trying {}", limit, smaller, e);
                limit = smaller;
                shrunk = true;
            }
        }
    }

    /** The next smaller size worth trying; 0 if there is none. */
    private static int smallerThan(int limit) {
        for (int smaller : SMALLER_PAGES) {
            if (smaller < limit) {
                return smaller;
            }
        }
        return 0;
    }

    /** Whether a smaller page may succeed after this failure. */
    private static boolean mayBeTooLarge(Open115Exception failure) {
        if (failure instanceof NoReplyException noReply) {
            return noReply.isTimeout();
        }
        // an access token that could not be renewed is no matter of size, whatever the refresh was answered
        return failure.isOutcomeUnknown() && failure.failure().httpStatus() >= 500
                || failure.kind() != Kind.NONE && isEmptyRefusal(failure.failure());
    }

    /** A page of the firewall has no code and no text either, but it is no refusal. */
    private static boolean isEmptyRefusal(Failure failure) {
        return failure.httpStatus() == 200
                && failure.isWithoutReason()
                && failure.excerpt().startsWith("{");
    }

    private FilePage readInSomeOrder(ListQuery query, long offset, int limit) {
        Sort sort = capabilities.sort(query, offset);
        FilePage page;
        try {
            page = readOnce(query, sort, offset, limit);
        } catch (OrderRefusedException e) {
            return readAsStored(query, sort, e, offset, limit);
        }
        if (page.ordered()) {
            return page;
        }
        return capabilities
                .insteadOf(sort, query, offset)
                .flatMap(other -> readOrdered(query, other, offset, limit))
                .orElse(page);
    }

    /** The page in the order asked for; empty when it does not come so either. */
    private Optional<FilePage> readOrdered(ListQuery query, Sort other, long offset, int limit) {
        try {
            FilePage page = readOnce(query, other, offset, limit);
            if (page.ordered()) {
                capabilities.obeyed(other);
                return Optional.of(page);
            }
        } catch (Open115Exception e) {
            // only the attempt to have the page sorted failed: the page itself is there
            LOG.debug("Folder {} cannot be listed with {}", query.folderId(), other, e);
        }
        capabilities.ignored(query);
        return Optional.empty();
    }

    /** Tries the order that the refusal names, then the stored one (docs/115-open-api.md C.1.4). */
    private FilePage readAsStored(
            ListQuery query, Sort refused, OrderRefusedException refusal, long offset, int limit) {
        Optional<Sort> named = capabilities.namedBy(refusal, refused);
        if (named.isPresent()) {
            try {
                return readInsisted(query, named.get(), offset, limit);
            } catch (OrderRefusedException e) {
                LOG.debug("Folder {} is refused in the order that the refusal named", query.folderId(), e);
            }
        }
        if (refused.customOrder() == Sort.AS_STORED) {
            throw refusal;
        }
        return readInsisted(query, Sort.of(query, Sort.AS_STORED), offset, limit);
    }

    private FilePage readInsisted(ListQuery query, Sort sort, long offset, int limit) {
        FilePage page = readOnce(query, sort, offset, limit);
        capabilities.listsOnlyIn(sort, query);
        return page;
    }

    private FilePage readOnce(ListQuery query, Sort sort, long offset, int limit) {
        EntryRules.requireId(query.folderId(), "folder id");
        int asked = sort.rows(limit);
        JsonObject reply = calls.send(call(query, sort, offset, asked), Lane.LISTING);
        List<JsonObject> data = reply.requiredList("data");
        long count = reply.number("count", -1);
        if (count < 0) {
            throw new UnreadableReplyException("the listing of folder " + query.folderId() + " came without its count");
        }
        FolderPath path = path(query.folderId(), reply);
        List<FileItem> rows = data.stream().map(FileItemParser::ofListing).toList();
        return new FilePage(
                rows, count, reply.number("offset", offset), path, served(reply, asked), isOrdered(rows, reply, query));
    }

    /** A service that caps pages says so in its echo. */
    private static int served(JsonObject reply, int asked) {
        long limit = reply.number("limit", asked);
        return limit > 0 && limit < asked ? (int) limit : asked;
    }

    /**
     * Whether the rows are in the order asked for, by the fields {@code order} and {@code is_asc} of the reply
     * (docs/115-open-api.md C.1.4).
     */
    private static boolean isOrdered(List<FileItem> rows, JsonObject reply, ListQuery asked) {
        if (rows.size() < 2) {
            return true;
        }
        boolean ascending = reply.number("is_asc", asked.ascending() ? 1 : 0) == 1;
        if (ascending != asked.ascending()) {
            return false;
        }
        String field = reply.text("order");
        return field == null
                || field.isEmpty()
                || field.equals(asked.order().wire())
                || asked.order() == Order.UPDATED && TIME_ORDERS.contains(field) && areSortedByUpdate(rows, ascending);
    }

    private static boolean areSortedByUpdate(List<FileItem> rows, boolean ascending) {
        for (int i = 1; i < rows.size(); i++) {
            FileItem before = rows.get(i - 1);
            FileItem after = rows.get(i);
            int step = time(after).compareTo(time(before));
            // folders may come first, so the times of a folder and a file next to it say nothing
            if (before.folder() == after.folder() && (ascending ? step < 0 : step > 0)) {
                return false;
            }
        }
        return true;
    }

    private static Instant time(FileItem row) {
        return row.updated() == null ? Instant.EPOCH : row.updated();
    }

    private static ApiCall call(ListQuery query, Sort sort, long offset, int limit) {
        return ApiCall.get(PATH)
                .parameter("cid", query.folderId())
                .parameter("show_dir", query.folders() ? 1 : 0)
                .parameter("cur", query.recursive() ? 0 : 1)
                .parameter("o", sort.field())
                .parameter("asc", sort.ascending() ? 1 : 0)
                .parameter("custom_order", sort.customOrder())
                .parameter("limit", limit)
                .parameter("offset", offset)
                .parameter("record_open_time", 0)
                .build();
    }

    /** For a folder that is gone the service may list the root folder instead (docs/115-open-api.md C.1.6). */
    private static FolderPath path(String folderId, JsonObject reply) {
        String listed = reply.text("cid");
        List<FolderPath.Element> chain = FileItemParser.chain(reply.list("path"), "cid", "name");
        String last = chain.isEmpty() ? listed : chain.get(chain.size() - 1).id();
        if (listed == null && last == null) {
            throw new UnreadableReplyException("the listing does not say which folder it is of, asked for " + folderId);
        }
        if (listed != null && !listed.equals(folderId) || !folderId.equals(last)) {
            throw new NotFoundException("folder " + folderId + " does not exist: the service listed folder "
                    + (listed == null || listed.equals(folderId) ? last : listed) + " instead");
        }
        if (chain.isEmpty()) {
            if (!folderId.equals(FileItem.ROOT_ID)) {
                throw new UnreadableReplyException("the listing of folder " + folderId + " came without its path");
            }
            return FolderPath.ROOT;
        }
        return new FolderPath(chain);
    }
}
