/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.AccountInfo;
import io.github.open115.client.http.ErrorCodes.Kind;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.NotFoundException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.RefusedException;
import io.github.open115.client.internal.ChangeDelay;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

    /** The code of a ban is not known; these texts were seen. */
    private static final Pattern BANNED =
            Pattern.compile("封禁|封号|违规|禁止上传|限制上传|上传功能.{0,4}限制|\\bbanned\\b", Pattern.CASE_INSENSITIVE);

    private static final String REFUSED = "the service refused the upload";
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
    Open115Exception translated(Open115Exception refusal, UploadRequest request, long size) {
        if (refusal instanceof NotFoundException
                && isAboutFolder(refusal.failure().code())) {
            return missingFolder(request, refusal.failure(), refusal);
        }
        return byReason(refusal.failure(), request, size, refusal)
                .orElseGet(() -> isRefusal(refusal) ? byAccount(refusal, request, size) : refusal);
    }

    /**
     * The exception for the refusal of a content that was sent.
     *
     * @param size of the content
     */
    Open115Exception ofCallback(CallbackAnswer answer, UploadRequest request, long size) {
        Failure failure = new Failure(200, null, answer.code(), answer.message(), "");
        if (!answer.accepted() && isAboutFolder(answer.code())) {
            return missingFolder(request, failure, null);
        }
        Optional<Open115Exception> byReason =
                answer.accepted() ? Optional.empty() : byReason(failure, request, size, null);
        return byReason.orElseGet(() -> new UploadUnprovedException(
                request.label() + ": " + answer.summary() + ", and the file did not appear in the folder within "
                        + ChangeDelay.LONGEST.toSeconds() + " s. A retry looks again, and sends it again",
                null));
    }

    /** The exception for a refusal whose code or text says the reason. A file that is too large costs a call. */
    private Optional<Open115Exception> byReason(Failure failure, UploadRequest request, long size, Throwable cause) {
        String what = request.label() + ": ";
        if (FOLDER_FULL.contains(failure.code())) {
            return Optional.of(folderFull(what, failure, cause));
        }
        if (NAME_REFUSED.contains(failure.code())) {
            return Optional.of(new NameRefusedException(
                    what + "the service does not accept this name. Use another name", failure, cause));
        }
        if (isNoSpace(failure)) {
            return Optional.of(noSpace(what, size, failure, cause));
        }
        if (failure.code() == TOO_LARGE) {
            return Optional.of(tooLarge(failure, request, size, cause));
        }
        if (BANNED.matcher(failure.message()).find()) {
            return Optional.of(new UploadBannedException(
                    what + "the service does not let this account upload. Ask 115 for the reason", failure, cause));
        }
        return Optional.empty();
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

    static FolderMissingException missingFolder(UploadRequest request, Failure failure, Throwable cause) {
        return new FolderMissingException(
                request.folderId(),
                "folder " + request.folderId() + " does not exist; '" + Open115Exception.oneLine(request.name())
                        + "' was not uploaded. Create the folder, or name one that exists",
                failure,
                cause);
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

    /** The exception for a file whose size was refused; the space that is left may be the reason too. */
    private Open115Exception tooLarge(Failure failure, UploadRequest request, long size, Throwable cause) {
        String what = request.label() + ": ";
        AccountInfo account;
        try {
            account = AccountInfo.of(calls);
        } catch (Open115Exception e) {
            FileTooLargeException unexplained = tooLarge(what, size, "unknown", failure, cause);
            unexplained.addSuppressed(e);
            return unexplained;
        }
        return hasRoom(account, size)
                ? tooLarge(what, size, account.level(), failure, cause)
                : noSpace(what, size, failure, cause);
    }

    private Open115Exception byAccount(Open115Exception refusal, UploadRequest request, long size) {
        String what = request.label() + ": ";
        Open115Exception named = refusal.kind() == Kind.REFUSED
                ? new RefusedException(what + REFUSED, refusal.failure(), refusal)
                : new Open115Exception(refusal.kind(), what + REFUSED, refusal.failure(), refusal);
        AccountInfo account;
        try {
            account = AccountInfo.of(calls);
        } catch (Open115Exception e) {
            named.addSuppressed(e);
            return named;
        }
        if (!hasRoom(account, size)) {
            return noSpace(what, size, refusal.failure(), refusal);
        }
        return size > LARGEST_WITHOUT_MEMBERSHIP
                ? tooLarge(what, size, account.level(), refusal.failure(), refusal)
                : named;
    }

    private static boolean hasRoom(AccountInfo account, long size) {
        return account.totalBytes() <= 0 || account.remainingBytes() >= size;
    }

    private static FileTooLargeException tooLarge(
            String what, long size, String level, Failure failure, Throwable cause) {
        return new FileTooLargeException(
                what + "a file of " + size + " bytes may be larger than the membership '" + level
                        + "' allows: 5 GiB without one, 15 GiB on trial, 115 GB with one."
                        + " Split the file, or get another membership",
                failure,
                cause);
    }

    private static NoSpaceException noSpace(String what, long size, Failure failure, Throwable cause) {
        return new NoSpaceException(
                what + "the drive has no room for " + size + " bytes. " + MAKE_ROOM, failure, cause);
    }
}
