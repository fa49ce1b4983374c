/**
 * What everything that keeps files has in common: files for their owner alone, names that outlive a power cut. Uses no
 * other part of the project.
 */
package io.github.open115.client.disk;
