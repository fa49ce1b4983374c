package io.github.open115.camel;

import io.github.open115.camel.poll.FolderState;
import io.github.open115.client.files.FileDetails;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a person has the consumer of a route do, by JMX. The answers are sentences, also where nothing can be done: a JMX
 * client does not know our exceptions.
 */
final class ConsumerOperations {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerOperations.class);

    private final Open115Consumer consumer;
    private final Open115Endpoint endpoint;
    private final PollSession session;

    ConsumerOperations(Open115Consumer consumer, Open115Endpoint endpoint, PollSession session) {
        this.consumer = consumer;
        this.endpoint = endpoint;
        this.session = session;
    }

    String pollNow() {
        return answer("pollNow", () -> {
            session.poll().wantListing(false);
            return "The folder is asked for what is new " + nextPoll();
        });
    }

    String reconcileNow() {
        return answer("reconcileNow", () -> {
            session.poll().wantListing(true);
            return "All rows of the folder are read " + nextPoll();
        });
    }

    String deliverEverythingAgain() {
        return answer("deliverEverythingAgain", () -> {
            requireOwnMemory();
            FolderState poll = session.poll();
            poll.enqueueAllAgain(() -> {
                session.memory().forgetAll();
                session.claims().forget();
            });
            return "All files of the folder are delivered again, beginning " + nextPoll();
        });
    }

    /** @param file the file's id, or its path below the polled folder */
    String deliverAgain(String file) {
        return answer("deliverAgain(" + file + ")", () -> {
            requireOwnMemory();
            if (!session.memory().remembersIdentities()) {
                throw new Refusal("Files are remembered by the expression of idempotentKey, so what one file is"
                        + " remembered by is not known: remove its key from the idempotentRepository, then call"
                        + " reconcileNow");
            }
            FolderState poll = session.poll();
            FileItem item = find(file, poll);
            poll.enqueueAgain(item, () -> {
                session.memory().forget(item.id(), item.sha1());
                session.claims().forget();
            });
            return "File " + item.id() + " (" + item.name() + ") is delivered again " + nextPoll();
        });
    }

    private FileItem find(String file, FolderState poll) {
        FileDetails details = lookUp(file.strip());
        FileItem item = details.item();
        if (item.folder()) {
            throw new Refusal("'" + file + "' is a folder: name one file, or call deliverEverythingAgain");
        }
        if (details.parent() == null || !poll.covers(details.parent())) {
            throw new Refusal("File " + item.id() + " (" + item.name() + ") is not in the polled folder");
        }
        if (poll.queue().isInFlight(item.id())) {
            throw new Refusal("File " + item.id() + " (" + item.name() + ") is being delivered now");
        }
        if (session.isAwaitingChange(item.id())) {
            throw new Refusal("File " + item.id() + " (" + item.name()
                    + ") was delivered, and its deletion or move is not done yet, so it is about to leave the folder");
        }
        if (!session.memory().contains(item)) {
            throw new Refusal(
                    "File " + item.id() + " (" + item.name()
                            + ") was not delivered before: it waits for its turn, or SetAsideFiles tells why it is not delivered");
        }
        return item;
    }

    private FileDetails lookUp(String file) {
        try {
            return file.matches("\\d+") ? session.lookUp(file) : session.find(file);
        } catch (NotFoundException absent) {
            throw new Refusal("There is no file '" + file + "': give its id, or its path below the polled folder, as"
                    + " the drive shows it");
        }
    }

    private void requireOwnMemory() {
        if (!Boolean.TRUE.equals(endpoint.isIdempotent())) {
            throw new Refusal(
                    "The route remembers no delivered files (idempotent=false): each poll delivers all of them");
        }
        if (!session.memory().isOfThisRoute()) {
            throw new Refusal(
                    "The route remembers delivered files in an idempotentRepository of yours, which others may"
                            + " use too: remove what is to come again from it, then call reconcileNow");
        }
    }

    /** Begins a poll if none is under way; when the next one is made, as the end of a sentence. */
    private String nextPoll() {
        return consumer.beginPoll()
                ? "by a poll that begins now, unless SkippedReason says otherwise"
                : "by the next poll, when the one under way has ended";
    }

    private String answer(String operation, Supplier<String> work) {
        String answer;
        try {
            if (!consumer.isStarted()) {
                throw new Refusal("The consumer is not running: start or resume its route first");
            }
            if (consumer.isOnDemand()) {
                throw new Refusal("This consumer polls on demand only: whoever receives from it makes it poll");
            }
            session.gate().reasonToSkip().ifPresent(reason -> {
                throw new Refusal("No call can be made now: " + reason.getMessage());
            });
            answer = work.get();
        } catch (Refusal refused) {
            answer = "Nothing is done. " + refused.getMessage();
        } catch (Open115Exception e) {
            answer = "Nothing is done. " + e.getMessage();
        }
        LOG.info("{} of {}: {}", operation, endpoint, answer);
        return answer;
    }

    /** Why an operation does nothing. */
    private static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message, null, false, false);
        }
    }
}
