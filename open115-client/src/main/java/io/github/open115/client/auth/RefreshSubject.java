/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import java.time.Instant;

/** The token that a refresh sends, that of the pair or that of a candidate, and what its outcome changes. */
enum RefreshSubject {
    PAIR {
        @Override
        String token(StoredAuthorization state) {
            return state.pair() == null ? null : state.pair().refreshToken();
        }

        @Override
        RefreshAttempt attempt(StoredAuthorization state) {
            return state.currentAttempt();
        }

        @Override
        StoredAuthorization with(StoredAuthorization state, RefreshAttempt attempt) {
            return state.with(attempt);
        }

        @Override
        StoredAuthorization accepted(StoredAuthorization state, TokenPair pair, Instant now) {
            return state.renewed(pair, now);
        }

        @Override
        StoredAuthorization refused(StoredAuthorization state, DeadToken reason) {
            return state.with(reason);
        }
    },
    CANDIDATE {
        @Override
        String token(StoredAuthorization state) {
            return state.candidate() == null ? null : state.candidate().refreshToken();
        }

        @Override
        RefreshAttempt attempt(StoredAuthorization state) {
            return state.candidate() == null ? null : state.candidate().attempt();
        }

        @Override
        StoredAuthorization with(StoredAuthorization state, RefreshAttempt attempt) {
            return state.with(new CandidateToken(token(state), attempt));
        }

        @Override
        StoredAuthorization accepted(StoredAuthorization state, TokenPair pair, Instant now) {
            return state.candidateAccepted(pair, now);
        }

        @Override
        StoredAuthorization refused(StoredAuthorization state, DeadToken reason) {
            return state.candidateRefused(reason);
        }
    };

    /** The refresh token; null when there is none. */
    abstract String token(StoredAuthorization state);

    /** The attempts with this token so far; null when there are none. */
    abstract RefreshAttempt attempt(StoredAuthorization state);

    abstract StoredAuthorization with(StoredAuthorization state, RefreshAttempt attempt);

    abstract StoredAuthorization accepted(StoredAuthorization state, TokenPair pair, Instant now);

    abstract StoredAuthorization refused(StoredAuthorization state, DeadToken reason);

    /** Whether an authorization holds this refresh token, as pair or as candidate. */
    static boolean isToken(StoredAuthorization state, String refreshToken) {
        for (RefreshSubject subject : values()) {
            if (refreshToken.equals(subject.token(state))) {
                return true;
            }
        }
        return false;
    }

    /** Whether an attempt was begun and its outcome is not stored. */
    boolean isOpen(StoredAuthorization state) {
        RefreshAttempt attempt = attempt(state);
        return attempt != null && attempt.open();
    }
}
