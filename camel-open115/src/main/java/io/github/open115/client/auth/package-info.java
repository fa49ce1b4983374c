/**
 * The tokens of an account: where they are kept, and how they are renewed without being lost. Built on {@code http}.
 */
package io.github.open115.client.auth;
