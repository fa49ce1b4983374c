/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.apache.camel.TypeConverter;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.TypeConverterSupport;

/** Converts an {@link Open115Content} to streams, and through a stream to whatever Camel converts streams to. */
public final class ContentConverter extends TypeConverterSupport {

    /** In bytes. Camel's HTTP servers try a buffer before a stream, and a film must not fill the heap. */
    private static final int LONGEST_BUFFER = 16 * 1024 * 1024;

    private static final TypeConverter BYTES = new Bytes();

    private final TypeConverterRegistry registry;

    private ContentConverter(TypeConverterRegistry registry) {
        this.registry = registry;
    }

    /** Adds the converters to a registry. A second call for the same registry does no harm. */
    public static void addTo(TypeConverterRegistry registry) {
        registry.addFallbackTypeConverter(new ContentConverter(registry), false);
        // else Camel uses those of stream caches, which do not pass the exchange
        registry.addTypeConverter(byte[].class, Open115Content.class, BYTES);
        registry.addTypeConverter(ByteBuffer.class, Open115Content.class, BYTES);
    }

    @Override
    public <T> T convertTo(Class<T> type, Exchange exchange, Object value) {
        if (!(value instanceof Open115Content content)) {
            return null;
        }
        if (type.isAssignableFrom(ContentStream.class)) {
            return type.cast(content.newStream(exchange));
        }
        TypeConverter converter = registry.lookup(type, InputStream.class);
        return converter == null ? null : converter.convertTo(type, exchange, content.newStream(exchange));
    }

    private static final class Bytes extends TypeConverterSupport {

        @Override
        public <T> T convertTo(Class<T> type, Exchange exchange, Object value) {
            Open115Content content = (Open115Content) value;
            boolean buffer = type == ByteBuffer.class;
            if (buffer && content.length() > LONGEST_BUFFER) {
                throw new TypeConversionException(
                        value,
                        type,
                        new IllegalArgumentException("Content of " + content.length()
                                + " bytes is too long for a buffer in memory; convert it to a stream"));
            }
            try (InputStream in = content.newStream(exchange)) {
                byte[] bytes = in.readAllBytes();
                return type.cast(buffer ? ByteBuffer.wrap(bytes) : bytes);
            } catch (IOException e) {
                throw new TypeConversionException(value, type, e);
            }
        }
    }
}
