/**
 * The files and folders of a drive: listings proved complete, look-ups and changes by id. The way in is
 * {@link io.github.open115.client.files.DriveFiles}.
 */
package io.github.open115.client.files;
