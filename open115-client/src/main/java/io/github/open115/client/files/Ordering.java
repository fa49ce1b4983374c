package io.github.open115.client.files;

import io.github.open115.client.http.OrderRefusedException;
import io.github.open115.client.internal.LruMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client has learnt about the orders in which the service is willing to list (docs/115-open-api.md C.1.4), so
 * that no page pays for the same lesson again: which {@code custom_order} it obeys, and which folders it lists in their
 * stored order only. A lesson that costs the order asked for is put to the test again after {@value
 * #LISTINGS_UNTIL_TRIED_AGAIN} listings, always at the first page, because pages of different orders do not fit
 * together. Thread-safe.
 */
final class Ordering {

    static final int LISTINGS_UNTIL_TRIED_AGAIN = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Ordering.class);
    private static final int MAX_FOLDERS = 10_000;

    private final Map<String, StoredOrder> insisting = new LruMap<>(MAX_FOLDERS);

    /** Not 1 to begin with: whoever wants the newest change looks at the first rows, folder or file. */
    private int customOrder = Sort.AS_ASKED;

    private int listingsUntilOtherTried;

    /** How a folder can be listed. */
    private static final class StoredOrder {
        private final Sort sort;
        private int listingsLeft = LISTINGS_UNTIL_TRIED_AGAIN;

        StoredOrder(Sort sort) {
            this.sort = sort;
        }
    }

    /** How to ask for a page. */
    synchronized Sort of(ListQuery query, long offset) {
        StoredOrder stored = insisting.get(query.folderId());
        if (stored != null) {
            if (offset > 0 || stored.listingsLeft-- > 0) {
                return stored.sort;
            }
            insisting.remove(query.folderId());
        }
        return new Sort(query.order().wire(), query.ascending(), customOrder);
    }

    /** How to ask again for a page that came in another order; empty when that would be a call for nothing. */
    synchronized Optional<Sort> insteadOf(Sort ignored, ListQuery query, long offset) {
        if (offset > 0 || insisting.containsKey(query.folderId()) || listingsUntilOtherTried-- > 0) {
            return Optional.empty();
        }
        int other = ignored.customOrder() == Sort.AS_ASKED ? Sort.FOLDERS_FIRST : Sort.AS_ASKED;
        return Optional.of(new Sort(ignored.field(), ignored.ascending(), other));
    }

    /** The sort that {@link #insteadOf} named was obeyed. */
    synchronized void obeyed(Sort other) {
        LOG.debug("Listings come in the order asked for with custom_order={}", other.customOrder());
        customOrder = other.customOrder();
        listingsUntilOtherTried = 0;
    }

    /** The sort that {@link #insteadOf} named helped no more than the one before. */
    synchronized void ignored(ListQuery query) {
        LOG.warn(
                "The service does not list folder {} in the order asked for, whichever way it is asked",
                query.folderId());
        listingsUntilOtherTried = LISTINGS_UNTIL_TRIED_AGAIN;
    }

    /** The order that a refusal names, unless it is the very one that was refused. */
    synchronized Optional<Sort> namedBy(OrderRefusedException refusal, Sort refused) {
        return refusal.order()
                .map(field -> new Sort(field, refusal.ascending(), customOrder))
                .filter(refused::differsFrom);
    }

    /** The folder was refused in the order of the query and can be listed so. */
    synchronized void insists(ListQuery query, Sort sort) {
        LOG.debug("Folder {} can be listed in its stored order only: {}", query.folderId(), sort);
        insisting.put(query.folderId(), new StoredOrder(sort));
    }
}
