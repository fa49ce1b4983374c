/**
 * What files and folders are called on the local side: segments and paths that are safe and unique, made of names that
 * may be neither (docs/115-open-api.md I.5). Uses no other part of the component.
 */
package io.github.open115.camel.names;
