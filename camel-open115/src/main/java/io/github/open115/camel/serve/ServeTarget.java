package io.github.open115.camel.serve;

import java.util.function.Supplier;

/**
 * What a message says is to be handed over.
 *
 * @param key tells it from others in the memory of look-ups; null when the message brings what is known of it
 * @param fileId the id by which the message names it; null when it does so otherwise
 * @param pickCode its pick code, null when that takes a call
 * @param known what the message brings, or a look-up
 * @param located always a look-up, which tells the path
 */
public record ServeTarget(
        String key, String fileId, String pickCode, Supplier<ServedFile> known, Supplier<ServedFile> located) {}
