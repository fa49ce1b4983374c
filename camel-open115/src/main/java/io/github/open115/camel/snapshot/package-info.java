/**
 * What is known of all rows of a folder, and how a change among them is found with as few calls as can be. Those who
 * act upon a change are {@link io.github.open115.camel.snapshot.FolderListener}s. Uses no other part of the component.
 */
package io.github.open115.camel.snapshot;
