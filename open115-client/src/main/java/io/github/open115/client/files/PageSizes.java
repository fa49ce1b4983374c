package io.github.open115.client.files;

import io.github.open115.client.http.Failure;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.Open115Exception;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The largest page that the service has proved able to deliver. Pages of 1150 rows time out on slow networks, and on
 * very large folders they end in HTTP 500 or in a refusal without code and text (docs/115-open-api.md A.5 and C.1.5);
 * 1000 and 200 are the sizes that are known to help.
 */
final class PageSizes {

    private static final Logger LOG = LoggerFactory.getLogger(PageSizes.class);
    private static final int[] FALLBACKS = {1000, 200};

    private final AtomicInteger largest = new AtomicInteger(ListQuery.MAX_PAGE_SIZE);

    /** The size to ask for when a query wants {@code wanted} rows. */
    int allowed(int wanted) {
        return Math.min(wanted, largest.get());
    }

    /** The next smaller size worth trying after {@code size}; 0 when there is none. */
    static int below(int size) {
        for (int fallback : FALLBACKS) {
            if (fallback < size) {
                return fallback;
            }
        }
        return 0;
    }

    /** Never ask for more than this from now on. */
    void limitTo(int size) {
        if (largest.getAndAccumulate(size, Math::min) > size) {
            LOG.warn("The service did not deliver a larger page: listings ask for {} rows a page from now on", size);
        }
    }

    /** Whether a smaller page may succeed where this failure came. */
    static boolean mayBeTooLarge(Open115Exception failure) {
        if (failure instanceof NoReplyException noReply) {
            return noReply.isTimeout();
        }
        return failure.failure().httpStatus() >= 500 || isEmptyRefusal(failure.failure());
    }

    /** A page of the firewall has no code and no text either, but it is no refusal. */
    private static boolean isEmptyRefusal(Failure failure) {
        return failure.httpStatus() == 200
                && failure.isWithoutReason()
                && failure.excerpt().startsWith("{");
    }
}
