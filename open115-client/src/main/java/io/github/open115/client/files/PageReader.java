package io.github.open115.client.files;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.Lane;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.JsonObject;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.OrderRefusedException;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.http.UnreadableReplyException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the service for pages (docs/115-open-api.md C.1): of the size and in the order wanted, or as near to that as it
 * can deliver. Thread-safe.
 */
final class PageReader implements PageSource {

    private static final Logger LOG = LoggerFactory.getLogger(PageReader.class);
    private static final String PATH = "/open/ufile/files";

    private final AccountCalls calls;
    private final PageSizes sizes;
    private final Ordering ordering;

    PageReader(AccountCalls calls) {
        this(calls, new PageSizes(), new Ordering());
    }

    private PageReader(AccountCalls calls, PageSizes sizes, Ordering ordering) {
        this.calls = calls;
        this.sizes = sizes;
        this.ordering = ordering;
    }

    /** The same with other calls of the account: what this one has learnt, and will learn, is known to both. */
    PageReader with(AccountCalls otherCalls) {
        return new PageReader(otherCalls, sizes, ordering);
    }

    @Override
    public FilePage read(ListQuery query, long offset) {
        int limit = sizes.allowed(query.pageSize());
        boolean shrunk = false;
        while (true) {
            try {
                FilePage page = readInSomeOrder(query, offset, limit);
                if (shrunk) {
                    sizes.limitTo(limit);
                }
                return page;
            } catch (Open115Exception e) {
                int smaller = PageSizes.below(limit);
                if (smaller == 0 || !PageSizes.mayBeTooLarge(e)) {
                    throw e;
                }
                if (e instanceof ThrottledException) {
                    // an empty refusal has both meanings: obey the pause, and be more modest after it
                    sizes.limitTo(smaller);
                    throw e;
                }
                LOG.debug("A page of {} rows failed, trying {}", limit, smaller, e);
                limit = smaller;
                shrunk = true;
            }
        }
    }

    private FilePage readInSomeOrder(ListQuery query, long offset, int limit) {
        Sort sort = ordering.of(query, offset);
        FilePage page;
        try {
            page = readOnce(query, sort, offset, limit);
        } catch (OrderRefusedException e) {
            return readAsStored(query, sort, e, offset, limit);
        }
        if (page.ordered()) {
            return page;
        }
        return ordering.insteadOf(sort, query, offset)
                .flatMap(other -> readOrdered(query, other, offset, limit))
                .orElse(page);
    }

    /** The page in the order asked for; empty when it does not come so either. */
    private Optional<FilePage> readOrdered(ListQuery query, Sort other, long offset, int limit) {
        try {
            FilePage page = readOnce(query, other, offset, limit);
            if (page.ordered()) {
                ordering.obeyed(other);
                return Optional.of(page);
            }
        } catch (Open115Exception e) {
            // the page itself is there already: only the attempt to have it sorted failed
            LOG.debug("Folder {} cannot be listed with {}", query.folderId(), other, e);
        }
        ordering.ignored(query);
        return Optional.empty();
    }

    /** docs/115-open-api.md C.1.4: first the order that the refusal names, then the stored one, whatever it is. */
    private FilePage readAsStored(
            ListQuery query, Sort refused, OrderRefusedException refusal, long offset, int limit) {
        Optional<Sort> named = ordering.namedBy(refusal, refused);
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
        return readInsisted(query, new Sort(query.order().wire(), query.ascending(), Sort.AS_STORED), offset, limit);
    }

    private FilePage readInsisted(ListQuery query, Sort sort, long offset, int limit) {
        FilePage page = readOnce(query, sort, offset, limit);
        ordering.insists(query, sort);
        return page;
    }

    private FilePage readOnce(ListQuery query, Sort sort, long offset, int limit) {
        Ids.require(query.folderId(), "folder id");
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
                rows,
                count,
                reply.number("offset", offset),
                path,
                served(reply, asked),
                EffectiveOrder.of(reply, query).satisfies(query, rows));
    }

    /** A service that caps pages lower than it is known to tells so in its echo. */
    private static int served(JsonObject reply, int asked) {
        long limit = reply.number("limit", asked);
        return limit > 0 && limit < asked ? (int) limit : asked;
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

    /** docs/115-open-api.md C.1.6: for a folder that is gone the service may list the root folder instead. */
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
