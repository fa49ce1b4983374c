/** What several packages of the client need, once each: files for their owner, locks, connections to a database. */
package io.github.open115.client.internal;
