/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.auth.AuthorizationLostException;
import io.github.open115.client.auth.AuthorizationUnavailableException;
import io.github.open115.client.http.ErrorCodes.Kind;
import io.github.open115.client.http.ThrottledException.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Open115ExceptionTest {

    @Test
    void theKindIsThatOfTheCode() {
        Failure gone = new Failure(200, "application/json", 430004, "gone", "");

        assertThat(new Open115Exception("x", gone, null).kind()).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void aFailureOfTheClientIsNoReplyOfTheService() {
        assertThat(new Open115Exception("x").kind()).isEqualTo(Kind.NONE);
        assertThat(new Open115Exception("x", null, null).failure()).isEqualTo(Failure.NONE);
    }

    @Test
    void aSubclassHasItsKindWithoutACode() {
        assertThat(new NotFoundException("x").kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(new RefusedException("x").kind()).isEqualTo(Kind.REFUSED);
        assertThat(new NoReplyException("x").kind()).isEqualTo(Kind.NO_REPLY);
        assertThat(new OrderRefusedException("x", Failure.NONE, null, true).kind())
                .isEqualTo(Kind.ORDER);
    }

    @ParameterizedTest
    @EnumSource
    void throttlingHasTheKindOfItsReason(Reason reason) {
        assertThat(new ThrottledException("x", Failure.NONE, reason, null).kind())
                .isEqualTo(Kind.valueOf(reason.name()));
    }

    @Test
    void theMessageIsOneLine() {
        assertThat(new Open115Exception("a\nb\u2028c")).hasMessage("a?b?c");
    }

    @Test
    @DisplayName("a call that waits for a new access token was not sent, whatever the refresh was answered")
    void aCallWithoutATokenWasNotSent() {
        Failure gateway = new Failure(503, null, 0, "", "");
        assertThat(new ServiceUnavailableException("x", gateway).isOutcomeUnknown())
                .isTrue();
        assertThat(new AuthorizationUnavailableException("x", gateway, null, null).isOutcomeUnknown())
                .isFalse();
        assertThat(new AuthorizationLostException("x", gateway).isOutcomeUnknown())
                .isFalse();
    }

    @Test
    @DisplayName("a call may have worked if its reply is lost, unreadable or a server error")
    void whatMayHaveWorked() {
        assertThat(new NoReplyException("x", true, null).isOutcomeUnknown()).isTrue();
        assertThat(new NoReplyException("x", false, null).isOutcomeUnknown()).isFalse();
        assertThat(new UnreadableReplyException("x").isOutcomeUnknown()).isTrue();
        Failure code = new Failure(200, null, 990003, "", "");
        assertThat(new ServiceUnavailableException("x", code).isOutcomeUnknown())
                .as("the service says that it did not do it")
                .isFalse();
        Failure both = new Failure(500, null, 990003, "", "");
        assertThat(new ServiceUnavailableException("x", both).isOutcomeUnknown())
                .as("the code may come from a gateway")
                .isTrue();
    }
}
