/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import io.github.open115.client.http.OrderRefusedException;
import io.github.open115.client.internal.LruMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client has learnt about how the service lists (docs/115-open-api.md C.1.4 and C.1.5): the largest page that it
 * delivers, which {@code custom_order} it obeys, and which folders it lists in their stored order only. So only one
 * page pays for each lesson. A lesson that costs the order asked for is tested again after
 * {@value #LISTINGS_UNTIL_RETRY} listings, always at the first page, because pages of different orders do not fit
 * together. Thread-safe.
 */
final class ListingCapabilities {

    static final int LISTINGS_UNTIL_RETRY = 100;

    private static final Logger LOG = LoggerFactory.getLogger(ListingCapabilities.class);
    private static final int MAX_FOLDERS = 10_000;

    private final Map<String, StoredOrder> storedOrders = new LruMap<>(MAX_FOLDERS);

    private int largestPage = ListQuery.MAX_PAGE_SIZE;

    /** Not 1 to begin with: a caller that wants the newest change looks at the first rows, folders or files. */
    private int customOrder = Sort.AS_ASKED;

    private int listingsUntilOtherTried;

    /**
     * The parameters of a listing that decide in which order its rows come (docs/115-open-api.md C.1.1 and C.1.4).
     *
     * @param field parameter {@code o}
     * @param ascending parameter {@code asc}
     * @param customOrder parameter {@code custom_order}
     */
    record Sort(String field, boolean ascending, int customOrder) {

        /** As asked. */
        static final int AS_ASKED = 2;

        /** As asked, but folders before files. */
        static final int FOLDERS_FIRST = 1;

        /** As it is stored for the folder, whatever is asked. */
        static final int AS_STORED = 0;

        static Sort of(ListQuery query, int customOrder) {
            return new Sort(query.order().wire(), query.ascending(), customOrder);
        }

        /** The rows to ask for when {@code rows} are wanted: one alone makes the service fail in some orders. */
        int rows(int rows) {
            return customOrder == FOLDERS_FIRST ? Math.max(2, rows) : rows;
        }

        /** Whether the other one has another field or direction. */
        boolean differsFrom(Sort other) {
            return !field.equals(other.field) || ascending != other.ascending;
        }
    }

    /** The order in which a folder can be listed. */
    private static final class StoredOrder {
        private final Sort sort;
        private int listingsLeft = LISTINGS_UNTIL_RETRY;

        StoredOrder(Sort sort) {
            this.sort = sort;
        }
    }

    /** The page size to ask for when a query wants {@code wanted} rows. */
    synchronized int pageSize(int wanted) {
        return Math.min(wanted, largestPage);
    }

    /** Never ask for larger pages from now on. */
    synchronized void limitPages(int size) {
        if (largestPage > size) {
            LOG.warn("The service did not deliver a larger page: listings ask for {} rows a page from now on", size);
            largestPage = size;
        }
    }

    /** How to ask for a page. */
    synchronized Sort sort(ListQuery query, long offset) {
        StoredOrder stored = storedOrders.get(query.folderId());
        if (stored != null) {
            if (offset > 0 || stored.listingsLeft-- > 0) {
                return stored.sort;
            }
            storedOrders.remove(query.folderId());
        }
        return Sort.of(query, customOrder);
    }

    /** How to ask again for a page that came in another order; empty if that would be a wasted call. */
    synchronized Optional<Sort> insteadOf(Sort ignored, ListQuery query, long offset) {
        if (offset > 0 || storedOrders.containsKey(query.folderId()) || listingsUntilOtherTried-- > 0) {
            return Optional.empty();
        }
        return Optional.of(Sort.of(query, ignored.customOrder() == Sort.AS_ASKED ? Sort.FOLDERS_FIRST : Sort.AS_ASKED));
    }

    /** The service obeyed the sort that {@link #insteadOf} named. */
    synchronized void obeyed(Sort other) {
        LOG.debug("Listings come in the order asked for with custom_order={}", other.customOrder());
        customOrder = other.customOrder();
        listingsUntilOtherTried = 0;
    }

    /** The service ignored the sort that {@link #insteadOf} named as well. */
    synchronized void ignored(ListQuery query) {
        LOG.warn(
                "The service does not list folder {} in the order asked for, whichever way it is asked",
                query.folderId());
        listingsUntilOtherTried = LISTINGS_UNTIL_RETRY;
    }

    /** The order that a refusal names, unless it is the one that was refused. */
    synchronized Optional<Sort> namedBy(OrderRefusedException refusal, Sort refused) {
        return refusal.order()
                .map(field -> new Sort(field, refusal.ascending(), customOrder))
                .filter(refused::differsFrom);
    }

    /** The folder was refused in the order of the query, and was listed in this one. */
    synchronized void listsOnlyIn(Sort sort, ListQuery query) {
        LOG.debug("Folder {} can be listed in its stored order only: {}", query.folderId(), sort);
        storedOrders.put(query.folderId(), new StoredOrder(sort));
    }
}
