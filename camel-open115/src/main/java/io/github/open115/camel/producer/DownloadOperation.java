package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.content.FileContents;
import io.github.open115.camel.content.Open115Content;
import io.github.open115.camel.names.SafeNames;
import io.github.open115.camel.serve.RangeRequest;
import io.github.open115.client.transfer.ByteRange;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Makes the content of a file the body: lazily, or verified on disk when there is a {@code localWorkDirectory}. */
final class DownloadOperation implements Operation {

    @Override
    public void process(Exchange exchange, Open115Endpoint endpoint) {
        Message message = exchange.getMessage();
        String range = message.getHeader(Open115Constants.RANGE, String.class);
        boolean onDisk = endpoint.getLocalWorkDirectory() != null;
        if (onDisk && range != null) {
            throw new IllegalArgumentException("A part of a file cannot be verified: localWorkDirectory and the header "
                    + Open115Constants.RANGE + " exclude each other");
        }
        TargetFile named = new TargetFile(exchange, endpoint);
        Open115File file = named.file(MaxAges.of(message, endpoint));
        FileContents contents = endpoint.contents();
        if (onDisk) {
            // the id keeps files of one name apart, whatever folders they come from
            contents.toWorkDirectory(file, SafeNames.segment(file.name(), file.id()), message);
        } else {
            Open115Content content =
                    range == null ? contents.lazily(file, exchange) : contents.lazily(file, part(range, file.size()));
            message.setBody(content.boundTo(exchange));
        }
        message.setHeader(Open115Constants.FILE_LENGTH, file.size());
        named.headers().found();
    }

    /** The header is an order of the route: what {@code serve} passes over, as HTTP demands, is a mistake here. */
    private static ByteRange part(String header, long size) {
        ByteRange part = RangeRequest.of(header.trim(), size).part();
        if (part == null) {
            throw new IllegalArgumentException("The header " + Open115Constants.RANGE + "='" + header
                    + "' names no part of a file of " + size
                    + " bytes: write bytes=first-last, bytes=first- or bytes=-count");
        }
        return part;
    }
}
