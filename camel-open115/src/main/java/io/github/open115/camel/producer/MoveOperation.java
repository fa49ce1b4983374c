package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import io.github.open115.camel.Open115File;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.camel.names.TargetFolders;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Moves a file or folder into another folder; its id and pick code stay. */
final class MoveOperation implements Operation {

    private static final Pattern DECIMAL = Pattern.compile("\\d+");

    @Override
    public void process(Exchange exchange, Open115Endpoint endpoint) {
        Message message = exchange.getMessage();
        TargetFile named = new TargetFile(exchange, endpoint);
        Supplier<String> target = target(message, endpoint);
        Open115File file = named.fileToChange();
        // the last thing before the move: the target may be created, and only for a file that can be moved there
        String targetId = target.get();
        endpoint.client().files().move(List.of(file.id()), targetId);
        Open115File moved = file.movedTo(targetId, file.name());
        message.setBody(moved);
        named.headers().moved(moved);
    }

    /**
     * Gives the id of the folder when it is asked. Never guesses: a move without a target would go to the root of the
     * drive (docs/115-open-api.md C.6).
     *
     * @throws IllegalArgumentException if the message names no folder; without a call
     */
    private static Supplier<String> target(Message message, Open115Endpoint endpoint) {
        String id = message.getHeader(Open115Constants.TARGET_FOLDER_ID, String.class);
        if (id != null) {
            if (!DECIMAL.matcher(id).matches()) {
                throw new IllegalArgumentException("The header " + Open115Constants.TARGET_FOLDER_ID + "='" + id
                        + "' is no folder id: set it to the decimal id of a folder, or leave it out");
            }
            return () -> id;
        }
        String path = message.getHeader(Open115Constants.TARGET_FOLDER, String.class);
        if (path == null || path.isBlank()) {
            throw new IllegalArgumentException("The message names no folder to move into: set the header "
                    + Open115Constants.TARGET_FOLDER_ID + " or " + Open115Constants.TARGET_FOLDER);
        }
        // not kept from message to message: a folder that was renamed meanwhile is not the one that is meant
        return () -> endpoint.isAutoCreate() && !DrivePaths.segments(path).isEmpty()
                ? new TargetFolders(endpoint.client().files())
                        .find(endpoint.paths().root(), DrivePaths.names(path))
                        .folderId()
                : endpoint.paths().folderId(path);
    }
}
