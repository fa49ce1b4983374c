/**
 * Knows all rows of a folder, and finds changes with as few calls as possible. Reports them to
 * {@link io.github.open115.camel.snapshot.FolderListener}s. Uses no other package of the component.
 */
package io.github.open115.camel.snapshot;
