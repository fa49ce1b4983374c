/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.content.ContentStream;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.camel.producer.FileReference.Kind;
import io.github.open115.camel.serve.DownloadMethod;
import io.github.open115.camel.serve.HttpAnswer;
import io.github.open115.camel.serve.HttpRequestView;
import io.github.open115.camel.serve.ServeTarget;
import io.github.open115.client.files.MaxAge;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Makes the message the answer to the HTTP request that it brings: the file, or a redirection to it. */
final class ServeOperation implements Operation {

    @Override
    public void process(Exchange exchange, OperationContext context) {
        Message message = exchange.getMessage();
        TargetFile target = new TargetResolver(exchange, context).file();
        HttpRequestView request = new HttpRequestView(message);
        // writeTo replaces the headers that the request is read from
        boolean head = request.isHead();
        HttpAnswer answer = isNoPath(target.reference())
                ? HttpAnswer.text(400, "This is no path of a file.")
                : context.serving().answer(request, new Target(target), method(message));
        if (answer.body() instanceof ContentStream stream) {
            stream.releasedWith(exchange);
        }
        answer.writeTo(exchange, head);
        target.reference().used(message);
    }

    /** Whether the path, which the caller chose, leads out of the folder or to nothing. */
    private static boolean isNoPath(FileReference reference) {
        if (reference.kind() != Kind.PATH) {
            return false;
        }
        List<String> segments = DrivePaths.segments(reference.value());
        return segments.isEmpty() || segments.contains(".") || segments.contains("..");
    }

    private static DownloadMethod method(Message message) {
        String header = message.getHeader(Open115Constants.DOWNLOAD_METHOD, String.class);
        return header == null ? null : DownloadMethod.of(header);
    }

    private record Target(TargetFile file) implements ServeTarget {

        @Override
        public String fileId() {
            return file.reference().kind() == Kind.ID ? file.reference().value() : null;
        }

        @Override
        public String pickCode() {
            return file.reference().kind() == Kind.PICK_CODE ? file.reference().value() : null;
        }

        @Override
        public Found find(MaxAge maxAge) {
            return new Found(file.fileWithoutPath(maxAge), null);
        }

        @Override
        public Found locate(MaxAge maxAge) {
            return new Found(file.lookUp(maxAge), file.exactPath());
        }
    }
}
