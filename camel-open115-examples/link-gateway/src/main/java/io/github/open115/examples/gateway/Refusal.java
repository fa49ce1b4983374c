/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.http.BusyException;
import io.github.open115.client.http.NameConflictException;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.NotReadyException;
import io.github.open115.client.http.ThrottledException;
import io.github.open115.client.upload.FileTooLargeException;
import io.github.open115.client.upload.FolderFullException;
import io.github.open115.client.upload.NameRefusedException;
import io.github.open115.client.upload.NoSpaceException;
import io.github.open115.client.upload.UploadBannedException;
import io.github.open115.client.upload.UploadUnprovedException;
import java.util.Arrays;

/**
 * Why the gateway does not do what it was asked for. The page says it in the language of the person, by the name of the
 * constant; the sentence is for programs and their logs.
 */
enum Refusal {
    logIn(401, "The account is not authorized: log in.", AuthorizationLostException.class),
    notFound(404, "There is no such file or folder.", NotFoundException.class),
    throttled(503, "The service wants no calls now. Try again later.", ThrottledException.class),
    busy(503, "The drive is still busy with an earlier change. Try again later.", BusyException.class),
    nameTaken(409, "There is a file or folder of this name.", NameConflictException.class),
    nameRefused(400, "The drive does not take this name.", NameRefusedException.class),
    noSpace(507, "The drive is full.", NoSpaceException.class),
    folderFull(507, "The folder is full.", FolderFullException.class),
    tooLarge(413, "The file is too large for this account.", FileTooLargeException.class),
    uploadBanned(403, "The service does not let this account upload now.", UploadBannedException.class),
    unproved(
            502,
            "The file was sent, and the drive does not show it. It may still appear: look before you try again.",
            UploadUnprovedException.class),
    notReady(409, "The service has not prepared this yet.", NotReadyException.class),
    cancelled(409, "It was cancelled.", null),
    badRequest(400, "This cannot be asked for.", IllegalArgumentException.class),
    drive(502, "The drive did not answer as it should.", null);

    private final int status;
    private final String sentence;
    private final Class<? extends Exception> cause;

    Refusal(int status, String sentence, Class<? extends Exception> cause) {
        this.status = status;
        this.sentence = sentence;
        this.cause = cause;
    }

    /** The reason that stands for a failure. */
    static Refusal of(Exception failure) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.cause != null && refusal.cause.isInstance(failure))
                .findFirst()
                .orElse(drive);
    }

    int status() {
        return status;
    }

    String sentence() {
        return sentence;
    }
}
