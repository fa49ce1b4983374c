/**
 * The state that several instances share when they poll one folder: which instance has claimed a file, and which files are
 * done. Uses no other part of the component, and {@code client.internal} for the database.
 */
package io.github.open115.camel.claims;
