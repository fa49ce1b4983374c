/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

/** The authorization codes that the emulator answers (docs/115-open-api.md B.8). */
final class AuthCodes {

    static final long PARAMETERS = 40100000;
    static final long NOT_CONFIRMED = 40101017;
    static final long CLIENT_ID = 40140100;
    static final long CHALLENGE_MISSING = 40140101;
    static final long CHALLENGE_METHOD = 40140102;
    static final long SIGN_MISSING = 40140103;
    static final long SIGN_WRONG = 40140104;
    static final long VERIFIER_LENGTH = 40140112;
    static final long VERIFIER_WRONG = 40140113;
    static final long REFRESH_MALFORMED = 40140114;
    static final long REFRESH_SIGNATURE = 40140115;
    static final long REFRESH_REVOKED = 40140116;
    static final long REFRESH_TOO_OFTEN = 40140117;
    static final long REFRESH_EXPIRED = 40140119;
    static final long REFRESH_ROTATED = 40140120;
    static final long ACCESS_MALFORMED = 40140123;
    static final long ACCESS_SIGNATURE = 40140124;
    static final long ACCESS_INVALID = 40140125;
    static final long ACCESS_ROTATED = 40140126;
    static final long RESPONSE_TYPE = 40140127;
    static final long REDIRECT_SCHEME = 40140128;
    static final long REDIRECT_HOST = 40140129;
    static final long GRANT_TYPE = 40140132;
    static final long CLIENT_SECRET = 40140133;
    static final long AUTHORIZATION_CODE = 40140134;
    static final long CODE_CLIENT_ID = 40140135;
    static final long REDIRECT_DIFFERS = 40140136;
    static final long REFRESH_DEAD = 40140137;
    static final long QR_INVALID = 40199002;

    private AuthCodes() {}
}
