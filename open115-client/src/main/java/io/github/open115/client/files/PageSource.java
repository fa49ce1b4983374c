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
    FilePage read(ListQuery query, long offset);
}
