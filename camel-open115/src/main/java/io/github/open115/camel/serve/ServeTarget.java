package io.github.open115.camel.serve;

import io.github.open115.client.files.MaxAge;
import java.util.function.Function;

/**
 * What a message says is to be handed over.
 *
 * @param fileId the id by which the message names it; null when it does so otherwise
 * @param pickCode its pick code, null when that takes a call
 * @param known what the message brings, or a look-up
 * @param located always a look-up, which tells the path
 */
public record ServeTarget(
        String fileId, String pickCode, Function<MaxAge, ServedFile> known, Function<MaxAge, ServedFile> located) {}
