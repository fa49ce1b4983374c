package io.github.open115.camel.poll;

import io.github.open115.client.files.FileItem;
import java.time.Instant;

/** Files that are ready, as texts for a durable state. The name comes last, because it may hold any character. */
final class RowCodec {

    private static final char SEPARATOR = '|';
    private static final int FIELDS_BEFORE_THE_NAME = 7;

    private RowCodec() {}

    static String encode(FileItem file) {
        StringBuilder text = new StringBuilder(128);
        append(text, file.pickCode());
        append(text, file.parentId());
        append(text, file.size());
        append(text, file.sha1());
        append(text, seconds(file.created()));
        append(text, seconds(file.updated()));
        append(text, file.starred() == null ? null : file.starred() ? "y" : "n");
        return text.append(file.name()).toString();
    }

    private static void append(StringBuilder text, Object field) {
        if (field != null) {
            text.append(field);
        }
        text.append(SEPARATOR);
    }

    /** The service tells times in whole seconds. */
    private static Long seconds(Instant time) {
        return time == null ? null : time.getEpochSecond();
    }

    static FileItem decode(String id, String text) {
        String[] fields = text.split("\\|", FIELDS_BEFORE_THE_NAME + 1);
        if (fields.length <= FIELDS_BEFORE_THE_NAME) {
            throw new IllegalArgumentException("not a file: " + text);
        }
        return new FileItem(
                id,
                textOrNull(fields[0]),
                textOrNull(fields[1]),
                fields[FIELDS_BEFORE_THE_NAME],
                false,
                Long.parseLong(fields[2]),
                textOrNull(fields[3]),
                time(fields[4]),
                time(fields[5]),
                FileItem.State.READY,
                fields[6].isEmpty() ? null : fields[6].equals("y"));
    }

    private static Instant time(String seconds) {
        return seconds.isEmpty() ? null : Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    private static String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
