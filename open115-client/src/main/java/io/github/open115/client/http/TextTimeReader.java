package io.github.open115.client.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** Reads what {@link TextTime} writes. */
class TextTimeReader extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1L;

    TextTimeReader() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
        String text = json.getValueAsString();
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return (Instant)
                    context.handleWeirdStringValue(Instant.class, text, "not a time like 2026-01-02T03:04:05Z");
        }
    }
}
