/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.http.ErrorCodes.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R23 each code of docs/115-open-api.md A.8 and appendix 1 has its kind")
class ErrorCodesTest {

    @ParameterizedTest
    @CsvSource({
        "ACCESS_TOKEN, 99 990001 40101032 40140123 40140124 40140125 40140126 401 40150000",
        "RATE, 770004 590075 -1",
        "QUOTA, 406",
        "PERSON_NEEDED, 911",
        "NOT_FOUND, 430004 231011 20018 20013 31003 50003 50015 70005 70008 90008 10014 20009 31001 800001",
        "NOT_READY, 70004 31004",
        "NAME_TAKEN, 20004",
        "BUSY, 990005 990009 990019",
        "BLOCKED, 50028 50038",
        "TRY_LATER, 980004 990003",
        "REFUSED, 2 1001 10002 10004 10007 10010 20001 20002 20003 20020 20021 91002 91004 91005 91006 980006 990002",
        "REFUSED, 990023 1000011 1000012",
        "ORDER, 20130827",
        "UNKNOWN, 0 1 4711 -401"
    })
    void hasItsKind(Kind kind, String codes) {
        for (String code : codes.split(" ")) {
            assertThat(ErrorCodes.kind(Long.parseLong(code))).as(code).isEqualTo(kind);
        }
    }
}
