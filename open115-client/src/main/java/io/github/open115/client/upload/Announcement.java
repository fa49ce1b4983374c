/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.files.FileItem;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.Open115Exception;
import java.io.IOException;
import java.util.Optional;

/**
 * Announces a content to the service, and proves that this client has it if the service asks for that
 * (docs/115-open-api.md D.3). Used once.
 */
final class Announcement {

    private static final int MAX_CHALLENGES = 3;
    private static final int MAX_LOST_REPLIES = 2;

    private final UploadCalls calls;
    private final FileProof proof;
    private final UploadSource source;
    private final UploadRecord record;
    private int lostReplies;

    Announcement(UploadCalls calls, FileProof proof, UploadSource source, UploadRecord record) {
        this.calls = calls;
        this.proof = proof;
        this.source = source;
        this.record = record;
    }

    /**
     * Announces it.
     *
     * @return a reply that says to send the content, or that the file is there
     * @throws ChallengeFailedException if the service does not accept the proof
     * @throws ContentChangedException if it does not because the source changed
     * @throws IOException if the source cannot be read
     */
    InitReply make() throws IOException {
        try {
            return announced();
        } catch (ContentChangedException e) {
            throw e.whileHashed();
        }
    }

    private InitReply announced() throws IOException {
        InitReply reply = announce(null, null, null);
        for (int challenges = 0; isUndecided(reply); challenges++) {
            if (challenges > 0 && !reply.isChallenge()) {
                source.verifyUnchanged();
                throw failed(reply, "the service did not accept the SHA-1 of the range that it asked for");
            }
            if (challenges == MAX_CHALLENGES || reply.challenge() == null) {
                throw failed(
                        reply,
                        reply.challenge() == null
                                ? "the service asks for a range without saying which one"
                                : "the service asked for a range more than " + MAX_CHALLENGES + " times");
            }
            InitReply.Challenge asked = reply.challenge();
            String signature = Hashes.ofRange(source, asked.first(), asked.last());
            reply = announce(reply.pickCode(), asked.key(), signature);
        }
        return reply;
    }

    private static boolean isUndecided(InitReply reply) {
        return reply.status() != InitReply.SEND && reply.status() != InitReply.INSTANT;
    }

    private ChallengeFailedException failed(InitReply reply, String why) {
        return new ChallengeFailedException(
                FileProof.label(record) + ": " + why + " (status " + reply.status() + ", code " + reply.code() + ")");
    }

    /** Sends an announcement. If its reply is lost, the file may be there: it is looked for before the next attempt. */
    private InitReply announce(String pickCode, String key, String signature) {
        UploadRecord.Target target = record.target();
        while (true) {
            try {
                return calls.init(
                        target.folderId(),
                        target.name(),
                        record.content().size(),
                        record.content().hashes(),
                        pickCode,
                        key,
                        signature);
            } catch (Open115Exception e) {
                boolean notSent = e instanceof NoReplyException noReply && !noReply.wasSent();
                if (!notSent && !mayHaveHappened(e)) {
                    throw e;
                }
                Optional<FileItem> found = notSent ? Optional.empty() : proof.await(record);
                if (found.isPresent()) {
                    return new InitReply(
                            InitReply.INSTANT,
                            0,
                            found.get().pickCode(),
                            found.get().id(),
                            null,
                            null);
                }
                if (++lostReplies > MAX_LOST_REPLIES) {
                    throw e;
                }
            }
        }
    }

    /** Whether the service may have made the file, although its reply did not say so. */
    static boolean mayHaveHappened(Open115Exception failure) {
        return failure.isOutcomeUnknown() || failure instanceof UploadUnprovedException;
    }
}
