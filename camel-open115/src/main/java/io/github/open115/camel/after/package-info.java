/**
 * Moves and deletes files by id after their exchange. A journal keeps the changes that wait, so that they survive a restart;
 * many changes are made with one call. Built on {@code poll} and {@code names}.
 */
package io.github.open115.camel.after;
