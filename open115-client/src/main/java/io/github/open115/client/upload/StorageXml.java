/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The XML of the object storage (docs/115-open-api.md D.5). A document with a DOCTYPE is refused, so that no entity is
 * expanded and no file or address is read.
 */
final class StorageXml {

    /** The parser of the platform, whatever another library has registered. */
    private static final XMLInputFactory FACTORY = XMLInputFactory.newDefaultFactory();

    static {
        FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        FACTORY.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    /**
     * A page of the parts of an upload.
     *
     * @param next the marker of the next page; -1 after the last page
     */
    record PartsPage(List<StoredPart> parts, int next) {}

    private final Map<String, String> values = new HashMap<>();
    private final List<Map<String, String>> parts = new ArrayList<>();

    private StorageXml(byte[] document, String root) throws XMLStreamException {
        XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
        try {
            read(reader, root);
        } finally {
            reader.close();
        }
    }

    private void read(XMLStreamReader reader, String root) throws XMLStreamException {
        int depth = 0;
        Map<String, String> target = values;
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("it has a DOCTYPE or an entity");
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    text.setLength(0);
                    if (depth == 1 && !reader.getLocalName().equals(root)) {
                        throw new XMLStreamException("it is no " + root);
                    }
                    if (depth == 2 && reader.getLocalName().equals("Part")) {
                        target = new HashMap<>();
                        parts.add(target);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth == 2 && target != values) {
                        target = values;
                    } else if (depth > 1) {
                        target.putIfAbsent(
                                reader.getLocalName(), text.toString().trim());
                    }
                    depth--;
                    text.setLength(0);
                }
                default -> {
                    // comments, white space, the end
                }
            }
        }
    }

    /** The id of a new multipart upload. */
    static String uploadId(byte[] document) throws XMLStreamException {
        return new StorageXml(document, "InitiateMultipartUploadResult").required("UploadId");
    }

    static PartsPage parts(byte[] document) throws XMLStreamException {
        StorageXml xml = new StorageXml(document, "ListPartsResult");
        List<StoredPart> parts = new ArrayList<>();
        for (Map<String, String> part : xml.parts) {
            String checksum = part.get("HashCrc64ecma");
            parts.add(new StoredPart(
                    (int) number(part, "PartNumber"),
                    number(part, "Size"),
                    required(part, "ETag"),
                    checksum == null || checksum.isEmpty() ? null : checksum));
        }
        boolean more = Boolean.parseBoolean(xml.required("IsTruncated"));
        return new PartsPage(parts, more ? (int) number(xml.values, "NextPartNumberMarker") : -1);
    }

    /** The members of an error, by name; empty if the document is no error of the storage. */
    static Map<String, String> error(byte[] document) {
        try {
            return new StorageXml(document, "Error").values;
        } catch (XMLStreamException e) {
            return Map.of();
        }
    }

    /** The parts that make up the object, in order. */
    static String completion(List<StoredPart> parts) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CompleteMultipartUpload>");
        for (StoredPart part : parts) {
            xml.append("<Part><PartNumber>")
                    .append(part.number())
                    .append("</PartNumber><ETag>")
                    .append(part.entityTag()
                            .replace("&", "&amp;")
                            .replace("<", "&lt;")
                            .replace(">", "&gt;"))
                    .append("</ETag></Part>");
        }
        return xml.append("</CompleteMultipartUpload>").toString();
    }

    private String required(String name) throws XMLStreamException {
        return required(values, name);
    }

    private static String required(Map<String, String> values, String name) throws XMLStreamException {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw new XMLStreamException("it lacks " + name);
        }
        return value;
    }

    private static long number(Map<String, String> values, String name) throws XMLStreamException {
        try {
            return Long.parseLong(required(values, name));
        } catch (NumberFormatException e) {
            throw new XMLStreamException(name + " is no number", e);
        }
    }
}
