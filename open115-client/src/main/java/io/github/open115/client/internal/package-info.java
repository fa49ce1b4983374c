/**
 * Helpers of several packages, each once: files for their owner, locks, shared objects, back-off, bounded maps,
 * connections to a database.
 */
package io.github.open115.client.internal;
