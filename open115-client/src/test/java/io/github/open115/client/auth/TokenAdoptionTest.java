/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.auth.TokenAdoption.Result;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAdoptionTest {

    private static final String ACCOUNT = "photos";

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();
    private FileTokenStore store;

    @BeforeEach
    void begin() {
        store = new FileTokenStore(directory);
    }

    @Test
    @DisplayName("R28 a token from elsewhere becomes the authorization; when it ends is not known")
    void tokenFromElsewhereBecomesTheAuthorization() {
        assertThat(adopt(" first\n")).isEqualTo(Result.ADOPTED);

        assertThat(stored().pair()).isEqualTo(new TokenPair(null, "first", clock.instant(), null));
        assertThat(stored().endsAt()).isNull();
        assertThat(adopt("first")).isEqualTo(Result.ALREADY_THERE);
    }

    @Test
    @DisplayName("R6 beside a token that may be good, another one waits until it is accepted")
    void keepsATokenThatMayBeGood() {
        adopt("first");

        assertThat(adopt("second")).isEqualTo(Result.TRIED_NEXT);

        assertThat(stored().pair().refreshToken()).isEqualTo("first");
        assertThat(stored().candidate()).isEqualTo(new CandidateToken("second", null));
        assertThat(adopt("second")).isEqualTo(Result.ALREADY_THERE);
    }

    @Test
    @DisplayName("R28 a token that was used up since does not push out the one that came of it")
    void refusesASpentToken() {
        adopt("first");
        save(stored().renewed(new TokenPair("access", "next", clock.instant(), Duration.ofHours(2)), clock.instant()));

        assertThat(adopt("first")).isEqualTo(Result.SPENT);

        assertThat(stored().pair().refreshToken()).isEqualTo("next");
    }

    @Test
    @DisplayName("R6 a token that is known to be dead is not brought back; another one ends the terminal state")
    void refusesADeadToken() {
        adopt("first");
        save(stored().with(new DeadToken(TokenPair.hashOf("first"), 40140116, "revoked", clock.instant())));

        assertThat(adopt("first")).isEqualTo(Result.SPENT);
        assertThat(stored().isDead()).isTrue();
        assertThat(adopt("second")).isEqualTo(Result.ADOPTED);
        assertThat(stored().isDead()).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \n"})
    void refusesNothing(String token) {
        assertThatThrownBy(() -> adopt(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty");
    }

    private Result adopt(String token) {
        return TokenAdoption.adopt(store, ACCOUNT, token, clock);
    }

    private StoredAuthorization stored() {
        return store.load(ACCOUNT);
    }

    private void save(StoredAuthorization authorization) {
        store.exclusively(ACCOUNT, slot -> {
            slot.save(authorization);
            return null;
        });
    }
}
