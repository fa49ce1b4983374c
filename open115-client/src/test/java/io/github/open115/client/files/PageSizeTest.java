/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.auth.AuthorizationUnavailableException;
import io.github.open115.client.http.Failure;
import io.github.open115.client.http.NoReplyException;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.ThrottledException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PageSizeTest {

    private final List<String> limits = new ArrayList<>();

    private DriveFiles filesThatFailWith(Open115Exception failure) {
        return new DriveFiles(
                (call, lane) -> {
                    limits.add(call.parameters().get("limit"));
                    throw failure;
                },
                Clock.systemUTC(),
                pause -> {});
    }

    @Test
    @DisplayName("R1 a time-out leads to smaller pages, then to an error")
    void aTimeoutLeadsToSmallerPages() {
        DriveFiles files = filesThatFailWith(new NoReplyException("no reply", true, new SocketTimeoutException()));
        assertThatThrownBy(() -> files.list(ListQuery.subtree("7", 1150))).isInstanceOf(NoReplyException.class);
        assertThat(limits).containsExactly("1150", "1000", "200");
    }

    @Test
    void aLostConnectionIsNoMatterOfSize() {
        DriveFiles files = filesThatFailWith(new NoReplyException("no reply", false, new java.net.ConnectException()));
        assertThatThrownBy(() -> files.list(ListQuery.subtree("7", 1150))).isInstanceOf(NoReplyException.class);
        assertThat(limits).containsExactly("1150");
    }

    static Stream<Failure> repliesToARefresh() {
        return Stream.of(
                new Failure(503, "text/html", 0, "", "<html>"),
                new Failure(200, "application/json", 0, "", "{\"state\":0}"));
    }

    @ParameterizedTest
    @MethodSource("repliesToARefresh")
    @DisplayName("an access token that could not be renewed is no matter of size")
    void aMissingTokenIsNoMatterOfSize(Failure refresh) {
        DriveFiles files = filesThatFailWith(new AuthorizationUnavailableException("no token", refresh, null, null));
        assertThatThrownBy(() -> files.list(ListQuery.subtree("7", 1150)))
                .isInstanceOf(AuthorizationUnavailableException.class);
        assertThat(limits).containsExactly("1150");
    }

    @Test
    @DisplayName("R5 an empty refusal pauses the account, and the page after the pause is smaller")
    void anEmptyRefusalLeadsToASmallerPageAfterThePause() {
        Failure silent = new Failure(200, "application/json", 0, "", "{\"state\":false}");
        DriveFiles files =
                filesThatFailWith(new ThrottledException("throttled", silent, ThrottledException.Reason.RATE, null));
        assertThatThrownBy(() -> files.list(ListQuery.subtree("7", 1150))).isInstanceOf(ThrottledException.class);
        assertThatThrownBy(() -> files.list(ListQuery.subtree("7", 1150))).isInstanceOf(ThrottledException.class);
        assertThat(limits).containsExactly("1150", "1000");
    }

    @Test
    void aRefusalThatWasNeverSentSaysNothingAboutSize() {
        DriveFiles files =
                filesThatFailWith(new ThrottledException("paused", Failure.NONE, ThrottledException.Reason.RATE, null));
        assertThatThrownBy(() -> files.list(ListQuery.subtree("7", 1150))).isInstanceOf(ThrottledException.class);
        assertThatThrownBy(() -> files.list(ListQuery.subtree("7", 1150))).isInstanceOf(ThrottledException.class);
        assertThat(limits).containsExactly("1150", "1150");
    }
}
