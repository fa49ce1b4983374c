/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a torrent file says of the files that it leads to (docs/115-open-api.md E.4).
 *
 * @param infoHash 40 lower-case hexadecimal digits: the SHA-1 of its info dictionary
 * @param files in their order, which is that of the indexes that a client wants
 */
record Torrent(String infoHash, String name, List<Item> files) {

    private static final int PIECE = 1 << 18;

    /**
     * A file of a torrent.
     *
     * @param path below the folder that the torrent is saved in
     * @param listed the path as the service lists it: within a folder named as the torrent, if there are several files
     * @param size in bytes
     */
    record Item(String path, String listed, long size) {}

    long size() {
        return files.stream().mapToLong(Item::size).sum();
    }

    /** Reads the content of a torrent file; empty for anything else. */
    static Optional<Torrent> parse(byte[] content) {
        try {
            Decoder decoder = new Decoder(content);
            Map<String, Object> file = decoder.dictionary();
            return Optional.of(of(sha1(decoder.info), (Map<?, ?>)
                    Optional.of(file.get("info")).get()));
        } catch (RuntimeException noTorrent) {
            // whatever is wrong with it: an end too early, a number that is none, a member of another type
            return Optional.empty();
        }
    }

    private static Torrent of(String infoHash, Map<?, ?> info) {
        String name = text(info.get("name"));
        List<Item> files = new ArrayList<>();
        if (info.get("length") instanceof Long length) {
            files.add(new Item(name, name, length));
        } else {
            for (Object each : (List<?>) info.get("files")) {
                Map<?, ?> file = (Map<?, ?>) each;
                String path =
                        ((List<?>) file.get("path")).stream().map(Torrent::text).collect(Collectors.joining("/"));
                files.add(new Item(path, name + "/" + path, (Long) file.get("length")));
            }
        }
        return new Torrent(infoHash, name, List.copyOf(files));
    }

    /** Writes a torrent file; the sizes in bytes by path, in the order of the torrent. */
    static byte[] write(String name, Map<String, Long> sizes) {
        Map<String, Object> info = new TreeMap<>();
        info.put("name", name);
        info.put("piece length", (long) PIECE);
        info.put("pieces", sha1(name.getBytes(StandardCharsets.UTF_8)).substring(0, 20));
        if (sizes.size() == 1 && sizes.containsKey(name)) {
            info.put("length", sizes.get(name));
        } else {
            info.put(
                    "files",
                    sizes.entrySet().stream()
                            .map(file -> new TreeMap<>(Map.of(
                                    "length",
                                    file.getValue(),
                                    "path",
                                    Arrays.asList(file.getKey().split("/")))))
                            .toList());
        }
        return encoded(new TreeMap<>(Map.of("announce", "http://tracker.example/announce", "info", info)))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One character a byte, so that lengths are right. */
    private static String encoded(Object value) {
        if (value instanceof Map<?, ?> dictionary) {
            return dictionary.entrySet().stream()
                    .map(member -> encoded(member.getKey()) + encoded(member.getValue()))
                    .collect(Collectors.joining("", "d", "e"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Torrent::encoded).collect(Collectors.joining("", "l", "e"));
        }
        if (value instanceof Long number) {
            return "i" + number + "e";
        }
        String bytes = new String(value.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return bytes.length() + ":" + bytes;
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the encoding of torrent files, and throws any unchecked exception at what is none. */
    private static final class Decoder {
        private final byte[] bytes;
        private int at;
        private byte[] info;

        Decoder(byte[] bytes) {
            this.bytes = bytes;
        }

        private Object value() {
            return switch (bytes[at]) {
                case 'd' -> dictionary();
                case 'l' -> list();
                case 'i' -> number('e');
                default -> text();
            };
        }

        Map<String, Object> dictionary() {
            if (bytes[at++] != 'd') {
                throw new IllegalArgumentException("not a dictionary");
            }
            Map<String, Object> members = new TreeMap<>();
            while (bytes[at] != 'e') {
                String name = Torrent.text(text());
                int start = at;
                members.put(name, value());
                if (name.equals("info")) {
                    info = Arrays.copyOfRange(bytes, start, at);
                }
            }
            at++;
            return members;
        }

        private List<Object> list() {
            List<Object> elements = new ArrayList<>();
            at++;
            while (bytes[at] != 'e') {
                elements.add(value());
            }
            at++;
            return elements;
        }

        private long number(char end) {
            int start = bytes[at] == 'i' ? at + 1 : at;
            at = start;
            while (bytes[at] != end) {
                at++;
            }
            return Long.parseLong(new String(bytes, start, at++ - start, StandardCharsets.US_ASCII));
        }

        private byte[] text() {
            int length = Math.toIntExact(number(':'));
            at += length;
            return Arrays.copyOfRange(bytes, at - length, Math.min(at, bytes.length));
        }
    }
}
