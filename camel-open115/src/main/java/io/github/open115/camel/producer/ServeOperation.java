package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import io.github.open115.camel.content.ContentStream;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.camel.producer.FileReference.Kind;
import io.github.open115.camel.serve.DownloadMethod;
import io.github.open115.camel.serve.HttpAnswer;
import io.github.open115.camel.serve.HttpRequestView;
import io.github.open115.camel.serve.ServeTarget;
import io.github.open115.camel.serve.ServedFile;
import io.github.open115.client.files.MaxAge;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Makes the message the answer to the HTTP request that it brings: the file, or the way to it. */
final class ServeOperation implements Operation {

    @Override
    public void process(Exchange exchange, Open115Endpoint endpoint) {
        TargetFile named = new TargetFile(exchange, endpoint);
        FileReference reference = named.reference();
        HttpRequestView caller = new HttpRequestView(exchange.getMessage());
        boolean head = caller.isHead();
        HttpAnswer answer = isNoPath(reference)
                ? HttpAnswer.text(400, "This is no path of a file.")
                : endpoint.serving().answer(caller, target(named), method(exchange.getMessage()));
        if (answer.body() instanceof ContentStream stream) {
            stream.releasedWith(exchange);
        }
        answer.writeTo(exchange, head);
        reference.used(exchange.getMessage());
    }

    /** Whether the caller, who chose the path, leads out of the folder or to nothing. */
    private static boolean isNoPath(FileReference reference) {
        if (reference.kind() != Kind.PATH) {
            return false;
        }
        List<String> segments = DrivePaths.segments(reference.value());
        return segments.isEmpty() || segments.contains(".") || segments.contains("..");
    }

    private static ServeTarget target(TargetFile named) {
        FileReference reference = named.reference();
        return new ServeTarget(
                reference.kind() == Kind.ID ? reference.value() : null,
                reference.kind() == Kind.PICK_CODE ? reference.value() : null,
                maxAge -> new ServedFile(named.fileWithoutPath(maxAge), null),
                maxAge -> located(named, maxAge));
    }

    private static ServedFile located(TargetFile named, MaxAge maxAge) {
        LocatedFile found = named.lookedUp(maxAge);
        return new ServedFile(found.file(), found.names());
    }

    private static DownloadMethod method(Message message) {
        String header = message.getHeader(Open115Constants.DOWNLOAD_METHOD, String.class);
        return header == null ? null : DownloadMethod.of(header);
    }
}
