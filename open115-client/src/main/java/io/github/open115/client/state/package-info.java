/**
 * Maps of strings that outlive a crash, each store in one file that one process has open at a time. The way in is
 * {@link io.github.open115.client.state.StateStore}. Built on {@code internal}.
 */
package io.github.open115.client.state;
