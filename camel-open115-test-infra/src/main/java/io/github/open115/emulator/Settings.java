/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.time.Duration;
import java.util.Set;

/** What {@link Open115Emulator.Builder} was told, with the defaults that reproduce the service as it is known. */
final class Settings {
    EmulatorClock clock = new EmulatorClock();
    int port;
    String clientId = "100123456";
    String clientSecret = "secret-of-100123456";
    Duration accessTokenLifetime = Duration.ofSeconds(7200);
    Duration refreshTokenLifetime = Duration.ofDays(365);
    Duration tokenGracePeriod = Duration.ZERO;
    int maxAuthorizations = 2;
    Duration qrHold = Duration.ofSeconds(1);

    int pageLimit = 1150;
    boolean recursiveListing = true;
    boolean rootListingForUnknownFolder;
    boolean foldersAlwaysFirst;
    boolean timeOrderByUpload;
    Set<Integer> obeyedOrders = Set.of(1, 2);
    boolean storedOrderOnly;
    boolean detailsAsArray;
    boolean typeChaos;
    Duration visibilityDelay = Duration.ZERO;
    Duration busyFor = Duration.ZERO;
    Duration recycleBinDelay = Duration.ZERO;
    Duration copiesIncompleteFor = Duration.ZERO;
    boolean copiesNamed;

    Duration linkLifetime = Duration.ofHours(1);
    int connectionsPerLink = 2;
    long connectionRate;
    int expiredLinkStatus = 403;
    boolean expiryEndsTransfers;
    int maxPickCodes = Integer.MAX_VALUE;
    boolean oneBadPickCodeRefusesAll;

    String ossEndpoint = "";
    String ossRegion = "cn-shenzhen";
    Duration ossCredentialsLifetime = Duration.ofHours(1);
    long uploadsKeptUpTo = 64L << 20;
    KnownContents known = new KnownContents();
    volatile boolean instantUploads = true;
    volatile Duration uploadVisibilityDelay = Duration.ZERO;
    volatile Duration uploadIncompleteFor = Duration.ZERO;
    volatile Duration uploadUnmeasuredFor = Duration.ZERO;
    volatile long space = 5L << 40;
    volatile long uploadSizeLimit = 115L << 30;
    volatile ApiError uploadRefusal;
    volatile boolean newObjectOnResume;
    volatile boolean listedWhileUploading;

    int keptRequests = Integer.MAX_VALUE;

    double throttleAbove;
    int throttleBurst;
    Duration throttleLength = Duration.ofMinutes(10);
    Fault throttleReply = Fault.error(770004, "已达到当前访问上限，请稍后再试");
}
