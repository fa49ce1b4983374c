package io.github.open115.camel.content;

import io.github.open115.camel.Open115File;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.file.GenericFileExist;
import org.apache.camel.component.file.GenericFileOperationFailedException;

/**
 * The file that Camel's file producer has made last from a content. The producer ignores how many bytes a write took: on a
 * full disk it leaves a part of the file under the final name and succeeds.
 */
final class ProducedFile {

    private ProducedFile() {}

    /**
     * Why the file that an exchange has made from a content is wrong.
     *
     * @return null if it is right, or if the message does not tell: there is no such file any more, the body is another one,
     *     or the endpoint writes something else than the bytes of the content
     */
    static Exception failure(Exchange exchange, Open115Content content) {
        String name = exchange.getMessage().getHeader(Exchange.FILE_NAME_PRODUCED, String.class);
        if (name == null || !isBody(exchange, content)) {
            return null;
        }
        File file = new File(name);
        if (!file.isFile() || !isWhole(makers(exchange, file))) {
            return null;
        }
        long length = file.length();
        if (length == content.length()) {
            return null;
        }
        Open115File source = content.file();
        return new GenericFileOperationFailedException("File " + source.id() + " ('" + source.name() + "') has "
                + content.length() + " bytes, but " + file + ", which was written from it, has " + length
                + ": the disk may be full. Free some space; the file is delivered again");
    }

    private static boolean isBody(Exchange exchange, Open115Content content) {
        Object body = exchange.getMessage().getBody();
        Open115Content current = body instanceof ContentStream stream
                ? stream.content()
                : body instanceof Open115Content other ? other : null;
        return current != null
                && current.length() == content.length()
                && current.file().id().equals(content.file().id());
    }

    /** The endpoints that may have made a file: a producer of another scheme sets the same header. */
    private static List<FileEndpoint> makers(Exchange exchange, File file) {
        Path path = file.toPath().toAbsolutePath().normalize();
        return exchange.getContext().getEndpoints().stream()
                .filter(FileEndpoint.class::isInstance)
                .map(FileEndpoint.class::cast)
                .filter(endpoint -> path.startsWith(
                        endpoint.getFile().toPath().toAbsolutePath().normalize()))
                .toList();
    }

    /** Whether they write a file that has the bytes of the body, and nothing else. */
    private static boolean isWhole(List<FileEndpoint> makers) {
        return !makers.isEmpty()
                && makers.stream()
                        .allMatch(endpoint -> endpoint.getCharset() == null
                                && endpoint.getFileExist() != GenericFileExist.Append
                                && endpoint.getFileExist() != GenericFileExist.Ignore);
    }
}
