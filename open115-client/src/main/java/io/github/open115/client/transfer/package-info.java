/**
 * The content of files, fetched from the CDN: verified by length and SHA-1, and resumed after a failure. The way in is
 * {@link io.github.open115.client.transfer.Downloads}. Built on {@code links}, {@code http} and {@code internal}.
 */
package io.github.open115.client.transfer;
