/**
 * The 115 service in memory: authorization, resource API and content delivery over HTTP on loopback.
 *
 * <p>It is written from the API reference alone and shares no code with any client, so that one cannot hide the
 * mistakes of the other. Section numbers in the documentation of these classes are those of that reference.
 */
package io.github.open115.emulator;
