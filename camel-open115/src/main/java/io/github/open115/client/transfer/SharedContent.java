package io.github.open115.client.transfer;

/**
 * What the readers of one content have in common.
 *
 * @param source the content
 * @param link their link
 * @param entity what they must all receive
 */
record SharedContent(ContentSource source, ContentLink link, Entity entity) {}
