package io.github.open115.camel.operation;

import io.github.open115.camel.FileContents;
import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.Open115RemoteFile;
import io.github.open115.camel.content.Open115Content;
import io.github.open115.camel.poll.SafeNames;
import io.github.open115.client.transfer.ByteRange;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Makes the content of a file the body: lazily, or verified on disk when there is a {@code localWorkDirectory}. */
final class DownloadOperation implements OperationHandler {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    @Override
    public void process(Exchange exchange, Open115Endpoint endpoint) {
        Message message = exchange.getMessage();
        String range = message.getHeader(Open115Constants.RANGE, String.class);
        boolean onDisk = endpoint.getLocalWorkDirectory() != null;
        if (onDisk && range != null) {
            throw new IllegalArgumentException("A part of a file cannot be verified: localWorkDirectory and the header "
                    + Open115Constants.RANGE + " exclude each other");
        }
        Open115File file = new MessageFile(exchange, endpoint).file();
        FileContents contents = endpoint.contents();
        if (onDisk) {
            // the id keeps files of one name apart, whatever folders they come from
            contents.toWorkDirectory(file, SafeNames.segment(file.name(), file.id()), message);
        } else {
            Open115Content content =
                    range == null ? contents.lazily(file) : contents.lazily(file, range(range, file.size()));
            message.setBody(content.releasedWith(exchange));
        }
        message.setHeader(Open115Constants.FILE_LENGTH, file.size());
        describe(message, file);
    }

    /** Tells about the file in headers, unless they tell about another one: later steps may act on that. */
    private static void describe(Message message, Open115File file) {
        String id = message.getHeader(Open115Constants.FILE_ID, String.class);
        if (id == null || id.equals(file.id())) {
            Open115RemoteFile.setHeaders(message, file);
        }
    }

    static ByteRange range(String header, long size) {
        Matcher matcher = RANGE.matcher(header.trim());
        if (matcher.matches()) {
            Optional<Long> first = number(matcher.group(1));
            Optional<Long> last = number(matcher.group(2));
            if (first.isPresent() && first.get() < size && last.orElse(size) >= first.get()) {
                return new ByteRange(first.get(), Math.min(last.orElse(size - 1), size - 1));
            }
            if (first.isEmpty() && last.isPresent() && last.get() > 0 && size > 0) {
                return new ByteRange(Math.max(0, size - last.get()), size - 1);
            }
        }
        throw new IllegalArgumentException(
                "The header " + Open115Constants.RANGE + "='" + header + "' names no part of a file of " + size
                        + " bytes: write bytes=first-last, bytes=first- or bytes=-count");
    }

    private static Optional<Long> number(String digits) {
        return digits.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(digits));
    }
}
