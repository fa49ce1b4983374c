/**
 * How calls go over HTTP and what their replies mean: one value or one typed exception. Knows no sibling package.
 */
package io.github.open115.client.http;
