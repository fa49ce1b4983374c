/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PkceTest {

    @Test
    @DisplayName("R26 the challenge of the test vector in docs/115-open-api.md B.2")
    void matchesTheVectorOfTheApiDescription() {
        assertThat(Pkce.challenge("emulator-check-verifier_0123456789-abcdef-0700"))
                .isEqualTo("aK9RwtQvfHoYch10_-EgzIhAdJgHr1Jqn4o5Rhl_iXc");
        assertThat(Pkce.METHOD).isEqualTo("sha256");
    }

    @Test
    @DisplayName("R26 the challenge of RFC 7636, appendix B")
    void matchesTheVectorOfRfc7636() {
        assertThat(Pkce.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    @DisplayName("R26 verifiers are long enough, of the set of RFC 7636, and never the same")
    void verifiersAreLongRandomAndAllowed() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String verifier = Pkce.newVerifier();
            assertThat(verifier).matches("[A-Za-z0-9._~-]{43,128}");
            assertThat(seen.add(verifier)).isTrue();
        }
    }
}
