/** The accounts that endpoints use: the client of each, and whose turn it is to spend the calls of one. */
package io.github.open115.camel.account;
