/**
 * What several instances that poll one folder share: which of them has claimed a file, and which files are done. Uses no
 * other part of the component, and {@code client.jdbc} for the database.
 */
package io.github.open115.camel.claims;
