/**
 * The tokens of an account: where they are kept, and how they are renewed without being lost. Built on {@code http},
 * and on {@code internal} for files and databases.
 */
package io.github.open115.client.auth;
