/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** The bodies of the object storage (docs/115-open-api.md D.5). */
final class OssXml {

    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/xml");
    private static final String PROLOG = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    /** A part as the end of an upload names it; the tag without quotes. */
    record NamedPart(int number, String tag) {}

    private OssXml() {}

    /** A body of this root element. */
    static Reply reply(String root, String content) {
        return Reply.text(200, HEADERS, PROLOG + element(root, "\n" + content));
    }

    static Reply error(int status, String code, String message, String details) {
        String content = element("Code", escaped(code))
                + element("Message", escaped(message))
                + element("RequestId", OssHost.newRequestId())
                + element("HostId", "oss.emulator")
                + details;
        return Reply.text(status, HEADERS, PROLOG + element("Error", "\n" + content));
    }

    /** An element with its content, which is taken as it is. */
    static String element(String name, Object content) {
        return "<" + name + ">" + content + "</" + name + ">\n";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Reads the list of parts that ends an upload. A tag may be quoted or not, the quotes escaped in any way. */
    static List<NamedPart> parts(byte[] body) throws OssError {
        List<NamedPart> parts = new ArrayList<>();
        for (Map<String, String> part : rows(body)) {
            try {
                String tag = part.getOrDefault("ETag", "").strip();
                boolean quoted = tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"");
                parts.add(new NamedPart(
                        Integer.parseInt(part.getOrDefault("PartNumber", "").strip()),
                        quoted ? tag.substring(1, tag.length() - 1) : tag));
            } catch (NumberFormatException e) {
                throw malformed();
            }
        }
        if (parts.isEmpty()) {
            throw malformed();
        }
        return parts;
    }

    private static List<Map<String, String>> rows(byte[] body) throws OssError {
        try (InputStream in = new ByteArrayInputStream(body)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            Element root = builder.parse(in).getDocumentElement();
            if (!root.getNodeName().equals("CompleteMultipartUpload")) {
                throw malformed();
            }
            NodeList parts = root.getElementsByTagName("Part");
            List<Map<String, String>> rows = new ArrayList<>();
            for (int i = 0; i < parts.getLength(); i++) {
                Map<String, String> row = new LinkedHashMap<>();
                NodeList fields = parts.item(i).getChildNodes();
                for (int j = 0; j < fields.getLength(); j++) {
                    row.put(fields.item(j).getNodeName(), fields.item(j).getTextContent());
                }
                rows.add(row);
            }
            return rows;
        } catch (SAXException e) {
            throw malformed();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        } catch (OssError e) {
            throw e;
        } catch (IOException e) {
            throw malformed();
        }
    }

    private static OssError malformed() {
        return new OssError(400, "MalformedXML", "The XML you provided was not well-formed.");
    }
}
