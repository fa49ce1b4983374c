/**
 * What all calls of one account share: its speed, its pause, its tokens, one change at a time. Built on {@code http} and
 * {@code auth}, and on {@code internal} for the files and databases that processes share.
 */
package io.github.open115.client.account;
