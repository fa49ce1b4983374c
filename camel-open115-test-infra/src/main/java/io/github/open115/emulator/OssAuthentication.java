/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the signature of a request to the object storage, version 1 or 4, and its security token
 * (docs/115-open-api.md D.5).
 */
final class OssAuthentication {

    private static final Duration SKEW = Duration.ofMinutes(15);
    private static final Pattern V1 = Pattern.compile("OSS ([^:]+):(.+)");
    private static final Pattern V4 =
            Pattern.compile("OSS4-HMAC-SHA256 Credential=([^/,]+)/(\\d{8})/([^/,]+)/oss/aliyun_v4_request"
                    + "(?:, ?AdditionalHeaders=([^,]*))?, ?Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter V4_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Settings settings;
    private final OssCredentialStore credentials;

    OssAuthentication(Settings settings, OssCredentialStore credentials) {
        this.settings = settings;
        this.credentials = credentials;
    }

    /** @throws OssError when the request is not signed by credentials that are good now */
    void check(Request request, OssAddress address) throws OssError {
        String authorization = request.header("Authorization");
        Matcher v4 = V4.matcher(authorization);
        Matcher v1 = V1.matcher(authorization);
        if (v4.matches()) {
            OssCredentials signer = signer(v4.group(1), request);
            requireSignature(v4.group(5), v4(request, address, v4, signer));
        } else if (v1.matches()) {
            OssCredentials signer = signer(v1.group(1), request);
            String date =
                    request.header("x-oss-date").isEmpty() ? request.header("Date") : request.header("x-oss-date");
            requirePresent(parsed(date, DateTimeFormatter.RFC_1123_DATE_TIME));
            requireSignature(v1.group(2), OssSignatures.v1(request, address, date, signer.accessKeySecret()));
        } else if (authorization.isEmpty()) {
            throw new OssError(403, "AccessDenied", "You have no right to access this object.");
        } else {
            throw OssError.invalidArgument("Authorization header is invalid.");
        }
    }

    private OssCredentials signer(String accessKeyId, Request request) throws OssError {
        OssCredentials found = credentials
                .find(accessKeyId)
                .orElseThrow(() -> new OssError(
                        403,
                        "InvalidAccessKeyId",
                        "The OSS Access Key Id you provided does not exist in our records."));
        if (!found.securityToken().equals(request.header("x-oss-security-token"))) {
            throw new OssError(403, "InvalidSecurityToken", "The security token you provided is invalid.");
        }
        if (credentials.isExpired(found)) {
            throw new OssError(403, "SecurityTokenExpired", "The security token you provided has expired.");
        }
        return found;
    }

    private String v4(Request request, OssAddress address, Matcher authorization, OssCredentials signer)
            throws OssError {
        String date = authorization.group(2);
        String region = authorization.group(3);
        String ossDate = request.header("x-oss-date");
        String time = ossDate.isEmpty() ? request.header("Date") : ossDate;
        Instant signed = parsed(time, ossDate.isEmpty() ? DateTimeFormatter.RFC_1123_DATE_TIME : V4_TIME);
        requirePresent(signed);
        if (!V4_TIME.format(signed).startsWith(date)) {
            throw OssError.invalidArgument("The date of the credential scope is not that of the request.");
        }
        if (!region.equals(settings.ossRegion)) {
            throw OssError.invalidArgument("Invalid signing region in Authorization header: " + region
                    + "; the region of this bucket is " + settings.ossRegion + ".");
        }
        String payload = request.header("x-oss-content-sha256");
        if (!payload.equals(OssSignatures.UNSIGNED_PAYLOAD)) {
            throw OssError.invalidArgument("x-oss-content-sha256 must be UNSIGNED-PAYLOAD.");
        }
        String scope = date + "/" + region + "/oss/aliyun_v4_request";
        String additional = authorization.group(4) == null ? "" : authorization.group(4);
        return OssSignatures.v4(request, address, time, scope, additional, signer.accessKeySecret());
    }

    private static Instant parsed(String time, DateTimeFormatter format) throws OssError {
        try {
            return format.parse(time, Instant::from);
        } catch (DateTimeException e) {
            throw new OssError(403, "AccessDenied", "The date of the request is missing or has a wrong format.");
        }
    }

    /** Near the emulator's clock or the real time: many clients have no other than the latter. */
    private void requirePresent(Instant time) throws OssError {
        if (isFar(time, settings.clock.instant()) && isFar(time, Instant.now())) {
            throw new OssError(
                    403,
                    "RequestTimeTooSkewed",
                    "The difference between the request time and the current time is too large.");
        }
    }

    private static boolean isFar(Instant time, Instant now) {
        return Duration.between(time, now).abs().compareTo(SKEW) > 0;
    }

    private static void requireSignature(String sent, String expected) throws OssError {
        if (!MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8))) {
            throw new OssError(
                    403,
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the signature you provided."
                            + " Check your key and signing method.");
        }
    }
}
