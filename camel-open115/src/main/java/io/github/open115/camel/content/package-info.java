/**
 * The lazy message body: {@link io.github.open115.camel.content.Open115Content} fetches the content when a reader first
 * needs it. Uses no other package of the component, only types of its root package.
 */
package io.github.open115.camel.content;
