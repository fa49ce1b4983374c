/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.consumer;

import io.github.open115.camel.poll.FolderState;
import io.github.open115.client.files.FileDetails;
import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operations of a consumer's MBean. They return sentences, also for errors: a JMX client does not have the classes of
 * our exceptions.
 */
public final class ConsumerOperations {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerOperations.class);

    private final Endpoint endpoint;
    private final boolean onDemand;
    private final Supplier<PolledFolder> started;
    private final BooleanSupplier beginPoll;

    /**
     * The operations of a consumer.
     *
     * @param onDemand whether callers make it poll, rather than a scheduler
     * @param started its folder; null while it is not started
     * @param beginPoll begins a poll; returns false when one is under way
     */
    public ConsumerOperations(
            Endpoint endpoint, boolean onDemand, Supplier<PolledFolder> started, BooleanSupplier beginPoll) {
        this.endpoint = endpoint;
        this.onDemand = onDemand;
        this.started = started;
        this.beginPoll = beginPoll;
    }

    public String pollNow() {
        return answer("pollNow", folder -> {
            folder.state().wantListing(false);
            return "The folder is asked for what is new " + nextPoll();
        });
    }

    public String reconcileNow() {
        return answer("reconcileNow", folder -> {
            folder.state().wantListing(true);
            return "All rows of the folder are read " + nextPoll();
        });
    }

    public String deliverEverythingAgain() {
        return answer("deliverEverythingAgain", folder -> {
            requireOwnMemory(folder);
            FolderState folderState = folder.state();
            folderState.enqueueAllAgain(folder.ledger()::forgetAll);
            return "All files of the folder are delivered again, beginning " + nextPoll();
        });
    }

    /** @param file the file's id, or its path below the polled folder */
    public String deliverAgain(String file) {
        return answer("deliverAgain(" + file + ")", folder -> {
            requireOwnMemory(folder);
            if (!folder.ledger().knowsKeys()) {
                throw new Refusal("Files are remembered by the expression of idempotentKey, so what one file is"
                        + " remembered by is not known: remove its key from the idempotentRepository, then call"
                        + " reconcileNow");
            }
            FolderState folderState = folder.state();
            FileItem item = find(file, folder, folderState);
            folderState.enqueueAgain(item, () -> folder.ledger().forget(item.id(), item.sha1()));
            return "File " + item.id() + " (" + item.name() + ") is delivered again " + nextPoll();
        });
    }

    private static FileItem find(String file, PolledFolder folder, FolderState folderState) {
        FileDetails details = lookUp(file.strip(), folder);
        FileItem item = details.item();
        if (item.folder()) {
            throw new Refusal("'" + file + "' is a folder: name one file, or call deliverEverythingAgain");
        }
        if (details.parent() == null || !folderState.covers(details.parent())) {
            throw new Refusal("File " + item.id() + " (" + item.name() + ") is not in the polled folder");
        }
        if (folderState.queue().isInFlight(item.id())) {
            throw new Refusal("File " + item.id() + " (" + item.name() + ") is being delivered now");
        }
        if (folder.isAwaitingChange(item.id())) {
            throw new Refusal("File " + item.id() + " (" + item.name()
                    + ") was delivered, and its deletion or move is not done yet, so it is about to leave the folder");
        }
        if (!folder.ledger().contains(item)) {
            throw new Refusal(
                    "File " + item.id() + " (" + item.name()
                            + ") was not delivered before: it waits for delivery, or SetAsideFiles shows why it is not delivered");
        }
        return item;
    }

    private static FileDetails lookUp(String file, PolledFolder folder) {
        try {
            return file.matches("\\d+") ? folder.lookUp(file) : folder.find(file);
        } catch (NotFoundException absent) {
            throw new Refusal("There is no file '" + file + "': give its id, or its path below the polled folder, as"
                    + " the drive shows it");
        }
    }

    private static void requireOwnMemory(PolledFolder folder) {
        if (!folder.ledger().isIdempotent()) {
            throw new Refusal(
                    "The route remembers no delivered files (idempotent=false): each poll delivers all of them");
        }
        if (!folder.ledger().isOfThisRoute()) {
            throw new Refusal(
                    "The route remembers delivered files in an idempotentRepository of yours, which others may"
                            + " use too: remove what is to come again from it, then call reconcileNow");
        }
    }

    /** Begins a poll if none is under way; when the next one is made, as the end of a sentence. */
    private String nextPoll() {
        return beginPoll.getAsBoolean()
                ? "by a poll that begins now, unless SkippedReason says otherwise"
                : "by the next poll, when the one under way has ended";
    }

    private String answer(String operation, Function<PolledFolder, String> work) {
        String answer;
        try {
            PolledFolder folder = started.get();
            if (folder == null) {
                throw new Refusal("The consumer is not running: start or resume its route first");
            }
            if (onDemand) {
                throw new Refusal(
                        "This consumer polls only on demand, when pollEnrich or a ConsumerTemplate asks for a file");
            }
            folder.gate().reasonToSkip().ifPresent(reason -> {
                throw new Refusal("No call can be made now: " + reason.getMessage());
            });
            answer = work.apply(folder);
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
