/**
 * The state of one consumer between polls: the files that wait and those that were set aside, which were
 * delivered, which of its filters a row alone decides. Built on {@code snapshot} and {@code names}; of the rest of the
 * component it knows {@code Open115File} alone.
 */
package io.github.open115.camel.poll;
