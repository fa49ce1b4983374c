/**
 * The operation {@code serve}: answers HTTP requests for files with a redirect, a signed address of a proxy, or the content.
 * Built on {@code content} and {@code names}.
 */
package io.github.open115.camel.serve;
