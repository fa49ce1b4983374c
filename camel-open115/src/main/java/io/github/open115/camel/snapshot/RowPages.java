package io.github.open115.camel.snapshot;

import io.github.open115.client.files.FilePage;

/** The files of one folder or subtree, those that changed last in front, as the service hands them out: in pages. */
@FunctionalInterface
public interface RowPages {

    /**
     * Reads one page.
     *
     * @param offset index of the first row, from 0
     * @param limit rows asked for, at least 2; the page may have fewer at any place
     * @throws io.github.open115.client.http.Open115Exception when the page could not be had
     */
    FilePage page(long offset, int limit);
}
