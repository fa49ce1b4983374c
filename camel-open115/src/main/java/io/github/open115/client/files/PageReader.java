package io.github.open115.client.files;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.Lane;
import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.Fields;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.http.UnreadableReplyException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the service for pages of one listing (section C.1). An instance serves one listing, because it remembers when
 * the service insists on the order that is stored for the folder.
 */
final class PageReader implements PageSource {

    private static final Logger LOG = LoggerFactory.getLogger(PageReader.class);
    private static final String PATH = "/open/ufile/files";

    /** The service refuses to list in another order than the one stored for the folder (section C.1.4). */
    private static final long ORDER_REFUSED = 20130827;

    /**
     * Not 1, which puts folders first and makes a page of one row fail: whoever wants the newest change looks at the
     * first rows, folder or file.
     */
    private static final int ORDER_AS_ASKED = 2;

    private static final int ORDER_AS_STORED = 0;

    private final AccountCalls calls;
    private final PageSizes sizes;
    private int customOrder = ORDER_AS_ASKED;

    PageReader(AccountCalls calls, PageSizes sizes) {
        this.calls = calls;
        this.sizes = sizes;
    }

    @Override
    public ReadPage read(ListQuery query, long offset) {
        int limit = sizes.allowed(query.pageSize());
        boolean shrunk = false;
        while (true) {
            try {
                ReadPage page = readInSomeOrder(query, offset, limit);
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

    /**
     * The reference advises to repeat with the order named in the refusal. That order is the stored one, and asking for
     * the stored order says the same without having to read a refusal for values. A complete listing does not depend on
     * the order, only on its staying the same.
     */
    private ReadPage readInSomeOrder(ListQuery query, long offset, int limit) {
        try {
            return readOnce(query, offset, limit);
        } catch (Open115Exception e) {
            if (e.failure().code() != ORDER_REFUSED || customOrder == ORDER_AS_STORED) {
                throw e;
            }
            LOG.debug("Folder {} can be listed in its stored order only", query.folderId());
            customOrder = ORDER_AS_STORED;
            return readOnce(query, offset, limit);
        }
    }

    private ReadPage readOnce(ListQuery query, long offset, int limit) {
        Ids.require(query.folderId(), "folder id");
        Fields reply = calls.send(call(query, offset, limit), Lane.LISTING);
        List<Fields> data = reply.requiredList("data");
        long count = reply.number("count", -1);
        if (count < 0) {
            throw new UnreadableReplyException("the listing of folder " + query.folderId() + " came without its count");
        }
        FolderPath path = path(query.folderId(), reply);
        List<FileItem> rows = data.stream().map(Rows::ofListing).toList();
        return new ReadPage(new FilePage(rows, count, reply.number("offset", offset), path), limit);
    }

    private ApiCall call(ListQuery query, long offset, int limit) {
        return ApiCall.get(PATH)
                .parameter("cid", query.folderId())
                .parameter("show_dir", query.folders() ? 1 : 0)
                .parameter("cur", query.recursive() ? 0 : 1)
                .parameter("o", query.order().wire())
                .parameter("asc", query.ascending() ? 1 : 0)
                .parameter("custom_order", customOrder)
                .parameter("limit", limit)
                .parameter("offset", offset)
                .parameter("record_open_time", 0)
                .build();
    }

    /** Section C.1.6: for a folder that is gone the service may list the root folder instead. */
    private static FolderPath path(String folderId, Fields reply) {
        String listed = reply.text("cid");
        List<FolderPath.Element> chain = Rows.chain(reply.list("path"), "cid", "name");
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
