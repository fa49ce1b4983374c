/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import java.util.HashMap;
import java.util.Map;

/** The meaning of the service's codes for a caller (docs/115-open-api.md A.8, B.8 and appendix 1). */
public final class ErrorCodes {

    /** What went wrong, by what a caller can do about it. */
    public enum Kind {
        /** The access token is not accepted: use a newer one, else refresh. */
        ACCESS_TOKEN,
        /** The refresh token is dead: a person must authorize again. */
        AUTHORIZATION_DEAD,
        /** The service could not do it now: retry later. */
        TRY_LATER,
        /** The application, or the request to the auth host, is wrong; a retry does not help. */
        APPLICATION,
        /** A step of a log-in was not accepted: begin a new log-in. */
        LOGIN_FLOW,
        /** Too many calls. */
        RATE,
        /** The quota of the day is used up. */
        QUOTA,
        /** A person must pass a verification. */
        PERSON_NEEDED,
        /** There is no such file or folder. */
        NOT_FOUND,
        /** The file is not complete yet. */
        NOT_READY,
        /** The name is taken. */
        NAME_TAKEN,
        /** Another job of the account is running: retry soon. */
        BUSY,
        /** The service refuses to hand this content out. */
        BLOCKED,
        /** The folder cannot be listed in this order: use the order that the refusal names. */
        ORDER,
        /** The call is refused: a parameter, a limit, the space of the drive. A retry does not help. */
        REFUSED,
        /** The service refused without a documented reason. */
        UNKNOWN,
        /** No reply came, or only a part of one. */
        NO_REPLY,
        /** The reply is not what the endpoint promises. */
        UNREADABLE,
        /** Not a reply of the service: for instance, the client was closed. */
        NONE
    }

    private static final Map<Long, Kind> KINDS = new HashMap<>();

    static {
        is(Kind.ACCESS_TOKEN, 99, 990001, 40101032, 40140123, 40140124, 40140125, 40140126);
        is(Kind.AUTHORIZATION_DEAD, 40140114, 40140115, 40140116, 40140119, 40140120, 40140137);
        is(Kind.TRY_LATER, 980004, 990003, 40101004, 40110000, 40140105, 40140117, 40140121);
        is(Kind.APPLICATION, 40100000, 40140100, 40140101, 40140102, 40140103, 40140104, 40140106, 40140107, 40140108);
        is(Kind.APPLICATION, 40140109, 40140110, 40140111, 40140112, 40140113, 40140118, 40140122, 40140127, 40140128);
        is(Kind.APPLICATION, 40140129, 40140130, 40140131, 40140132, 40140133, 40140135, 40140136);
        is(Kind.LOGIN_FLOW, 40101017, 40140134, 40199002);
        is(Kind.RATE, -1, 590075, 770004);
        is(Kind.QUOTA, 406);
        is(Kind.PERSON_NEEDED, 911);
        is(Kind.NOT_FOUND, 10014, 20009, 20013, 20018, 31001, 31003, 50003, 50015, 70005, 70008, 90008);
        is(Kind.NOT_FOUND, 231011, 430004, 800001);
        is(Kind.NOT_READY, 31004, 70004);
        is(Kind.NAME_TAKEN, 20004);
        is(Kind.BUSY, 990005, 990009, 990019);
        is(Kind.BLOCKED, 50028, 50038);
        is(Kind.ORDER, 20130827);
        is(Kind.REFUSED, 2, 1001, 10002, 10004, 10007, 10010, 20001, 20002, 20003, 20020, 20021, 91002, 91004, 91005);
        is(Kind.REFUSED, 91006, 980006, 990002, 990023, 1000011, 1000012);
    }

    private ErrorCodes() {}

    /** The meaning of a code; {@link Kind#UNKNOWN} for 0 and for codes that are not documented. */
    public static Kind kind(long code) {
        Kind kind = KINDS.get(code);
        if (kind != null) {
            return kind;
        }
        // docs/115-open-api.md A.8: other codes that begin with 401 also reject the access token
        return Long.toString(code).startsWith("401") ? Kind.ACCESS_TOKEN : Kind.UNKNOWN;
    }

    private static void is(Kind kind, long... codes) {
        for (long code : codes) {
            KINDS.put(code, kind);
        }
    }
}
