package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115File;
import java.io.Serializable;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Expression;
import org.apache.camel.Message;
import org.apache.camel.component.file.GenericFile;

/**
 * How the headers that name a file were left by the last poll or operation: a header that is otherwise now was set by the
 * route since, and means another file. Kept in a property of the exchange, which its copies get; immutable.
 *
 * @param id {@code CamelOpen115FileId} as it was left; null for none
 * @param pickCode {@code CamelOpen115PickCode}; null for none
 * @param name {@code CamelFileName}, the very object: the route may set the same name anew, for another file; null for
 *     none
 * @param file what these headers describe; null when that is not known
 * @param byName whether the route named that file by {@code CamelFileName}
 * @param deleted whether that file was deleted by an operation
 * @param aside a file that is the body but not the message's own, because an option aimed at it; null for none
 * @param poll identifies the poll that the exchange came from; null for none
 */
record LastFile(
        String id,
        String pickCode,
        String name,
        Open115File file,
        boolean byName,
        boolean deleted,
        Open115File aside,
        String poll)
        implements Serializable {

    private static final String PROPERTY = "CamelOpen115LastFile";

    private static final LastFile NONE = new LastFile(null, null, null, null, false, false, null, null);

    /** What is remembered of an exchange, whatever its message says now; never null. */
    static LastFile of(Exchange exchange) {
        GenericFile<?> polled = exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE, GenericFile.class);
        LastFile noted = exchange.getProperty(PROPERTY, LastFile.class);
        if (polled == null) {
            return noted == null ? NONE : noted;
        }
        // a poll in the middle of the route is newer than what was noted before it
        String poll = pollOf(polled);
        return noted != null && poll.equals(noted.poll) ? noted : ofPoll(polled, poll, exchange.getMessage());
    }

    /** The consumers of all file components set {@code CamelFileName}; ours sets the other two, too. */
    private static LastFile ofPoll(GenericFile<?> polled, String poll, Message message) {
        String path = polled.getFileName();
        String header = message.getHeader(Open115Constants.FILE_NAME, String.class);
        boolean left = path != null
                && (path.equals(header)
                        || path.substring(path.lastIndexOf('/') + 1).equals(header));
        Open115File file = FileReference.fileIn(polled).orElse(null);
        return new LastFile(
                file == null ? null : file.id(),
                file == null ? null : file.pickCode(),
                left ? header : path,
                file,
                false,
                false,
                null,
                poll);
    }

    private static String pollOf(GenericFile<?> polled) {
        return FileReference.fileIn(polled).map(Open115File::id).orElseGet(polled::getAbsoluteFilePath);
    }

    /** Whether a poll or an operation has left anything: otherwise nobody knows who set the headers. */
    boolean isKnown() {
        return this != NONE;
    }

    /** Whether the route has set a header since it was left. */
    boolean isSetSince(Message message, String header) {
        Object value = message.getHeader(header);
        return value != null
                && switch (header) {
                    case Open115Constants.FILE_ID -> !value.toString().equals(id);
                    case Open115Constants.PICK_CODE -> !value.toString().equals(pickCode);
                    default -> value != name;
                };
    }

    /** The same about the headers as they are now. */
    LastFile seen(Message message, Open115File bodyAside) {
        String idNow = message.getHeader(Open115Constants.FILE_ID, String.class);
        boolean same = id != null && id.equals(idNow);
        return new LastFile(
                idNow,
                message.getHeader(Open115Constants.PICK_CODE, String.class),
                anew(message),
                same ? file : null,
                same && byName,
                same && deleted,
                bodyAside,
                poll);
    }

    /** What is to be remembered after the headers were made to describe a file. */
    LastFile left(Message message, Open115File described, boolean namedByName, boolean isDeleted) {
        return new LastFile(
                message.getHeader(Open115Constants.FILE_ID, String.class),
                message.getHeader(Open115Constants.PICK_CODE, String.class),
                anew(message),
                described,
                namedByName,
                isDeleted,
                null,
                poll);
    }

    /** Makes the name in the header an object that the route does not have; null when there is no name. */
    private static String anew(Message message) {
        // the file component evaluates an expression anew; any other value that is no text would seem to be set anew
        if (message.getHeader(Open115Constants.FILE_NAME) instanceof Expression) {
            return null;
        }
        String name = message.getHeader(Open115Constants.FILE_NAME, String.class);
        if (name == null) {
            return null;
        }
        String own = new String(name);
        message.setHeader(Open115Constants.FILE_NAME, own);
        return own;
    }

    void keepIn(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }
}
