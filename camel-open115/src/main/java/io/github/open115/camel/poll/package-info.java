/**
 * The state of one consumer between polls: the files that wait and those that were set aside, which were
 * delivered, which of its filters a row alone decides. Built on {@code snapshot}, {@code names} and {@code claims}; of
 * the rest of the component it uses only {@code Open115File}.
 */
package io.github.open115.camel.poll;
