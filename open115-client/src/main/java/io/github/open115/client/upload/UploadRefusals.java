/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.AccountInfo;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import java.util.Set;

/** Gives the refusals of an upload the type that says what to do (docs/115-open-api.md D.3, appendix 1). */
final class UploadRefusals {

    private static final Set<Long> FOLDER_FULL = Set.of(2L, 91004L, 990023L);
    private static final Set<Long> NAME_REFUSED = Set.of(20001L, 20002L, 20003L);
    private static final long TOO_LARGE = 50028;
    private static final long NO_SPACE_COPY = 91005;
    private static final long NO_SPACE_OFFLINE = 91006;
    private static final long DIRECTORY_MISSING = 10014;
    private static final long PARENT_MISSING = 20009;
    private static final long FOLDER_GONE = 20013;

    private static final String MAKE_ROOM = "Delete files and empty the recycle bin, or get more space";

    /** The largest file of an account without a membership. */
    private static final long LARGEST_WITHOUT_MEMBERSHIP = 5L << 30;

    private final AccountCalls calls;

    UploadRefusals(AccountCalls calls) {
        this.calls = calls;
    }

    /**
     * The exception for a refusal. If the code does not say the reason, the account is asked for its space and its
     * membership, which costs a call.
     *
     * @param size of the content
     */
    Open115Exception named(Open115Exception refusal, UploadRequest request, long size) {
        Failure failure = refusal.failure();
        String what = request.label() + ": ";
        if (refusal instanceof NotFoundException && isAboutFolder(failure.code())) {
            return missingFolder(request, refusal);
        }
        if (FOLDER_FULL.contains(failure.code())) {
            return folderFull(what, failure, refusal);
        }
        if (NAME_REFUSED.contains(failure.code())) {
            return new NameRefusedException(
                    what + "the service does not accept this name. Use another name", failure, refusal);
        }
        if (isNoSpace(failure)) {
            return noSpace(what, size, failure, refusal);
        }
        if (failure.message().contains("封禁") || failure.message().contains("禁止上传")) {
            return new UploadBannedException(
                    what + "the service does not let this account upload. Ask 115 for the reason", failure, refusal);
        }
        return isRefusal(refusal) || failure.code() == TOO_LARGE ? byAccount(refusal, what, size) : refusal;
    }

    /** The exception for the refusal of a content that was sent. */
    static Open115Exception ofCallback(CallbackAnswer answer, UploadRequest request) {
        String what = request.label() + ": ";
        Failure failure = new Failure(200, null, answer.code(), answer.message(), "");
        if (FOLDER_FULL.contains(answer.code())) {
            return folderFull(what, failure, null);
        }
        if (isNoSpace(failure)) {
            return new NoSpaceException(what + "the drive has no room for the file. " + MAKE_ROOM, failure, null);
        }
        return new UploadUnprovedException(
                what + answer.summary() + ", and the file did not appear in the folder within "
                        + FileProof.LONGEST_WAIT.toSeconds() + " s. A retry looks again, and sends it again",
                null);
    }

    private static FolderFullException folderFull(String what, Failure failure, Throwable cause) {
        return new FolderFullException(
                what + "the folder has 50,000 entries, the most that the service allows. Use another folder",
                failure,
                cause);
    }

    private static boolean isNoSpace(Failure failure) {
        return failure.code() == NO_SPACE_COPY
                || failure.code() == NO_SPACE_OFFLINE
                || failure.message().contains("空间");
    }

    static FolderMissingException missingFolder(UploadRequest request, Open115Exception refusal) {
        return new FolderMissingException(
                request.folderId(),
                "folder " + request.folderId() + " does not exist; '" + Open115Exception.oneLine(request.name())
                        + "' was not uploaded",
                refusal.failure(),
                refusal);
    }

    private static boolean isAboutFolder(long code) {
        return code == DIRECTORY_MISSING || code == PARENT_MISSING || code == FOLDER_GONE;
    }

    /** Whether the service looked at the announcement and said no, for a reason that the code does not tell. */
    private static boolean isRefusal(Open115Exception refusal) {
        return switch (refusal.kind()) {
            case REFUSED, UNKNOWN ->
                refusal.failure().code() != 0 && refusal.failure().httpStatus() == 200;
            default -> false;
        };
    }

    private Open115Exception byAccount(Open115Exception refusal, String what, long size) {
        AccountInfo account;
        try {
            account = AccountInfo.of(calls);
        } catch (Open115Exception e) {
            refusal.addSuppressed(e);
            return refusal;
        }
        if (account.totalBytes() > 0 && account.remainingBytes() < size) {
            return noSpace(what, size, refusal.failure(), refusal);
        }
        if (size > LARGEST_WITHOUT_MEMBERSHIP || refusal.failure().code() == TOO_LARGE) {
            return new FileTooLargeException(
                    what + "a file of " + size + " bytes may be larger than the membership '" + account.level()
                            + "' allows: 5 GiB without one, 15 GiB on trial, 115 GB with one",
                    refusal.failure(),
                    refusal);
        }
        return refusal;
    }

    private static NoSpaceException noSpace(String what, long size, Failure failure, Throwable cause) {
        return new NoSpaceException(
                what + "the drive has no room for " + size + " bytes. " + MAKE_ROOM, failure, cause);
    }
}
