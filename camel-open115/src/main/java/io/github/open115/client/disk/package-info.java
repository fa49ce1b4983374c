/**
 * What everything that keeps files has in common: files for their owner alone, files that one part of the JVM has for
 * itself or that its threads take turns with, names that outlive a power cut. Uses no other part of the project.
 */
package io.github.open115.client.disk;
