/**
 * Download links: requested in batches, cached, and shared by the readers of one file. The way in is
 * {@link io.github.open115.client.links.DownloadLinks}. Built on {@code account}, {@code http} and {@code internal}.
 */
package io.github.open115.client.links;
