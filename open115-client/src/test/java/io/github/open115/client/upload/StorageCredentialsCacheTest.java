/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.http.RefusedException;
import io.github.open115.client.http.UnreadableReplyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageCredentialsCacheTest {

    private final StorageFixture fixture = new StorageFixture();
    private final StorageCredentialsCache cache = fixture.credentials;

    @AfterEach
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({"PT1H, PT55M", "PT12H, PT11H55M", "PT20M, PT15M", "PT4M, PT3M", "PT30S, PT22.5S"})
    @DisplayName("R16 credentials serve until 5 minutes before their end, short ones for three quarters of their life")
    void servesUntilShortlyBeforeTheEnd(Duration life, Duration used) {
        fixture.credentialsLast(life);
        StorageCredentials first = cache.current();
        fixture.clock.advance(used.minusMillis(1));
        assertThat(cache.current()).isSameAs(first);
        fixture.clock.advance(Duration.ofMillis(1));
        assertThat(cache.current().securityToken()).isEqualTo("TOKEN-2");
        assertThat(fixture.tokenCalls).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT24H", "PT-24H", "PT1H", "PT-1H"})
    @DisplayName("R41 setting the clock of the machine makes credentials neither shorter nor longer")
    void stepsOfTheClockDoNotMatter(Duration step) {
        StorageCredentials first = cache.current();
        fixture.clock.step(step);
        fixture.clock.advance(Duration.ofMinutes(54));
        assertThat(cache.current()).isSameAs(first);
        fixture.clock.advance(Duration.ofMinutes(1));
        assertThat(cache.current()).isNotSameAs(first);
    }

    @Test
    @DisplayName(
            "R41 by a clock that is ahead by hours, new credentials have expired: they serve until they are refused")
    void aClockThatIsAheadDoesNotAskForEachPart() {
        fixture.serviceIsAhead(Duration.ofHours(-2));
        StorageCredentials first = cache.current();
        for (int part = 0; part < 1000; part++) {
            fixture.clock.advance(Duration.ofSeconds(10));
            assertThat(cache.current()).isSameAs(first);
        }
        cache.renew(first);
        assertThat(fixture.tokenCalls).hasValue(2);
    }

    @Test
    @DisplayName("R41 when the storage has corrected the clock, credentials that looked short serve their whole life")
    void theTimeOfTheStorageCounts() {
        fixture.serviceIsAhead(Duration.ofMinutes(-59).minusSeconds(50));
        StorageCredentials first = cache.current();
        fixture.storageClock.correct(
                fixture.clock.instant().minus(Duration.ofMinutes(59).plusSeconds(50)));
        fixture.clock.advance(Duration.ofMinutes(54));
        assertThat(cache.current()).isSameAs(first);
        fixture.clock.advance(Duration.ofMinutes(1));
        assertThat(cache.current()).isNotSameAs(first);
    }

    @Test
    @Timeout(600)
    @DisplayName("one call serves all who need credentials, and one all whose credentials were refused")
    void oneCallServesAll() throws Exception {
        List<StorageCredentials> all = inParallel(8, cache::current);
        assertThat(all).allMatch(credentials -> credentials == all.get(0));
        assertThat(fixture.tokenCalls).hasValue(1);

        List<StorageCredentials> renewed = inParallel(8, () -> cache.renew(all.get(0)));
        assertThat(renewed).allMatch(credentials -> credentials == renewed.get(0));
        assertThat(renewed.get(0)).isNotSameAs(all.get(0));
        assertThat(fixture.tokenCalls).hasValue(2);
        assertThat(cache.renew(all.get(0))).isSameAs(renewed.get(0));
        assertThat(fixture.tokenCalls).hasValue(2);
    }

    @Test
    @Timeout(600)
    @DisplayName("all who wait for a call that fails get its failure, without calls of their own")
    void aFailureIsShared() throws Exception {
        fixture.refuseTokens(new MockResponse.Builder()
                .body("{\"state\":false,\"code\":990002,\"message\":\"no\"}")
                .build());
        List<Object> failures = inParallel(4, () -> {
            try {
                return cache.current();
            } catch (RefusedException e) {
                return e;
            }
        });
        assertThat(failures).hasSize(4).allMatch(RefusedException.class::isInstance);
        assertThat(fixture.tokenCalls).hasValue(1);
    }

    @Test
    @DisplayName("a renewal that fails early leaves the credentials in use, and is tried again a minute later")
    void anEarlyRenewalMayFail() {
        StorageCredentials first = cache.current();
        fixture.refuseTokens(failure());
        fixture.clock.advance(Duration.ofMinutes(55));
        assertThat(cache.current()).isSameAs(first);
        fixture.clock.advance(Duration.ofSeconds(59));
        assertThat(cache.current()).isSameAs(first);
        assertThat(fixture.tokenCalls).hasValue(2);
        fixture.clock.advance(Duration.ofSeconds(1));
        assertThat(cache.current()).isSameAs(first);
        assertThat(fixture.tokenCalls).hasValue(3);

        fixture.clock.advance(Duration.ofMinutes(4));
        assertThatThrownBy(cache::current).isInstanceOf(Open115Exception.class);
        fixture.refuseTokens(null);
        assertThat(cache.current().securityToken()).isEqualTo("TOKEN-5");
    }

    @Test
    void credentialsThatWereRefusedAreNotUsedAgainWhenTheirRenewalFails() {
        StorageCredentials first = cache.current();
        fixture.refuseTokens(failure());
        assertThatThrownBy(() -> cache.renew(first)).isInstanceOf(Open115Exception.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"AccessKeyId\":\"MARK\",\"AccessKeySecret\":\"MARK\",\"SecurityToken\":\"MARK\"}",
                "{\"endpoint\":\"http://x\",\"AccessKeyId\":\"MARK\",\"SecurityToken\":\"MARK\"}",
                "{\"endpoint\":\"\",\"AccessKeyId\":\"MARK\",\"AccessKeySecret\":\"MARK\",\"SecurityToken\":\"MARK\"}",
                "{\"endpoint\":\"::\",\"AccessKeyId\":\"MARK\",\"AccessKeySecret\":\"MARK\",\"SecurityToken\":\"MARK\"}"
            })
    @DisplayName("R39 a reply that lacks something is named without its secrets")
    void anIncompleteReplyIsRefused(String data) {
        fixture.refuseTokens(new MockResponse.Builder()
                .body("{\"state\":true,\"data\":" + data + "}")
                .build());
        assertThatThrownBy(cache::current)
                .isInstanceOf(UnreadableReplyException.class)
                .hasMessageNotContaining("MARK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Expiration\":\"soon\",", "\"Expiration\":null,", ""})
    void anUnknownEndMeansUntilRefused(String expiration) {
        fixture.refuseTokens(new MockResponse.Builder()
                .body(
                        "{\"state\":1,\"data\":{" + expiration
                                + "\"endpoint\":\"x.example\",\"AccessKeyId\":\"i\",\"AccessKeySecrett\":\"s\",\"SecurityToken\":\"t\"}}")
                .build());
        StorageCredentials first = cache.current();
        fixture.clock.advance(Duration.ofDays(1));
        assertThat(cache.current()).isSameAs(first);
        assertThat(first.accessKeySecret()).isEqualTo("s");
    }

    @Test
    @DisplayName("R39 the text of credentials has no secret")
    void hasNoSecretInItsText() {
        assertThat(cache.current().toString())
                .doesNotContain("ID-1", "SECRET", "TOKEN")
                .contains("127.0.0.1");
    }

    private static MockResponse failure() {
        return new MockResponse.Builder()
                .body("{\"state\":false,\"code\":990002,\"message\":\"no\"}")
                .build();
    }

    /** Runs a task in several threads. The service answers when all but the one that asks it wait. */
    private <T> List<T> inParallel(int count, Callable<? extends T> task) throws Exception {
        List<FutureTask<T>> tasks = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(new FutureTask<>(task::call));
            threads.add(new Thread(tasks.get(i)));
        }
        fixture.beforeToken(() -> await().until(() -> threads.stream()
                        .filter(thread -> thread.getState() == Thread.State.WAITING)
                        .count()
                == count - 1));
        threads.forEach(Thread::start);
        List<T> values = new ArrayList<>();
        for (FutureTask<T> each : tasks) {
            values.add(each.get());
        }
        fixture.beforeToken(() -> {});
        return values;
    }
}
