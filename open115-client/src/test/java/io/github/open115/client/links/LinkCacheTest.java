/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.links;

import static io.github.open115.client.links.Links.key;
import static io.github.open115.client.links.Links.link;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.auth.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkCacheTest {

    private final SettableClock clock = new SettableClock();
    private final LinkCache cache = new LinkCache(clock, 3);

    private DownloadLink livingFor(Duration life) {
        return link("a", clock.instant().plus(life));
    }

    @Test
    @DisplayName("R13 a link is handed out until five minutes before it expires, to the second")
    void handsALinkOutUntilFiveMinutesBeforeItExpires() {
        DownloadLink link = livingFor(Duration.ofHours(1));
        cache.putUsed(key("a"), link);
        clock.advance(Duration.ofMinutes(55).minusSeconds(1));
        assertThat(cache.take(key("a"))).isSameAs(link);
        clock.advance(Duration.ofSeconds(1));
        assertThat(cache.take(key("a"))).isNull();
        assertThat(cache.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("R41 a step of the clock neither shortens nor extends the life of a cached link")
    void aStepOfTheClockDoesNotChangeALifetime(Duration step) {
        DownloadLink link = livingFor(Duration.ofHours(1));
        cache.putUsed(key("a"), link);

        clock.step(step);

        clock.advance(Duration.ofMinutes(55).minusSeconds(1));
        assertThat(cache.peek(key("a"))).isSameAs(link);
        clock.advance(Duration.ofSeconds(1));
        assertThat(cache.peek(key("a"))).isNull();
    }

    @Test
    @DisplayName("R13 a used link with less than five minutes to live is not cached")
    void doesNotCacheAUsedLinkThatExpiresSoon() {
        cache.putUsed(key("a"), livingFor(Duration.ofMinutes(5)));
        assertThat(cache.take(key("a"))).isNull();
    }

    @Test
    @DisplayName("R13 a link that was requested for one reader can be taken once, however soon it expires")
    void aReservedLinkIsTakenOnce() {
        DownloadLink link = livingFor(Duration.ofSeconds(2));
        cache.putReserved(key("a"), link);
        assertThat(cache.peek(key("a"))).isSameAs(link);
        assertThat(cache.take(key("a"))).isSameAs(link);
        assertThat(cache.take(key("a"))).isNull();
        cache.putReserved(key("a"), livingFor(Duration.ofSeconds(2)));
        clock.advance(Duration.ofSeconds(2));
        assertThat(cache.take(key("a"))).isNull();
    }

    @Test
    @DisplayName("R33 an unused link is handed out for less than a minute")
    void aSpareLinkIsHandedOutForLessThanAMinute() {
        cache.putSpare(key("a"), livingFor(Duration.ofHours(1)));
        clock.advance(LinkCache.LONGEST_WAIT);
        assertThat(cache.take(key("a"))).isNull();
        assertThat(LinkCache.LONGEST_WAIT).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    @DisplayName("a spare link that was used stays cached as long as any other")
    void aSpareLinkThatWasUsedStaysCached() {
        DownloadLink link = livingFor(Duration.ofHours(1));
        cache.putSpare(key("a"), link);
        assertThat(cache.take(key("a"))).isSameAs(link);
        clock.advance(Duration.ofMinutes(54));
        assertThat(cache.take(key("a"))).isSameAs(link);
    }

    @Test
    @DisplayName("R13 a spare link is not handed out in its last five minutes")
    void aSpareLinkIsNotHandedOutInItsLastFiveMinutes() {
        cache.putSpare(key("a"), livingFor(LinkCache.MARGIN));
        assertThat(cache.take(key("a"))).isNull();
    }

    @Test
    @DisplayName("a refused link is removed, the link that has replaced it stays")
    void removesARefusedLinkButNotItsReplacement() {
        DownloadLink refused = livingFor(Duration.ofHours(1));
        cache.putUsed(key("a"), refused);
        cache.remove(key("a"), refused);
        assertThat(cache.take(key("a"))).isNull();
        DownloadLink next = livingFor(Duration.ofHours(1));
        cache.putUsed(key("a"), next);
        cache.remove(key("a"), refused);
        assertThat(cache.take(key("a"))).isSameAs(next);
    }

    @Test
    @DisplayName("the number of links is bounded; the least recently used one is evicted")
    void evictsTheLeastRecentlyUsedLink() {
        DownloadLink used = livingFor(Duration.ofHours(1));
        cache.putUsed(key("a"), used);
        cache.putUsed(key("b"), link("b", used.expiresAt()));
        cache.putUsed(key("c"), link("c", used.expiresAt()));
        cache.take(key("a"));
        cache.putUsed(key("d"), link("d", used.expiresAt()));
        assertThat(cache.size()).isEqualTo(3);
        assertThat(cache.take(key("b"))).isNull();
        assertThat(cache.take(key("a"))).isSameAs(used);
    }
}
