package io.github.open115.client.files;

/** Where a listing takes its pages from. */
@FunctionalInterface
interface PageSource {

    /**
     * Reads one page.
     *
     * @param query what to list
     * @param offset index of the first row
     */
    ReadPage read(ListQuery query, long offset);

    /**
     * A page and the number of rows that were asked for, without which nobody can tell whether the page is full.
     *
     * @param page the page as the service gave it
     * @param limit rows asked for
     */
    record ReadPage(FilePage page, int limit) {

        boolean isFull() {
            return page.rows().size() >= limit;
        }
    }
}
