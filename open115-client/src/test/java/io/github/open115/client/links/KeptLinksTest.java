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

class KeptLinksTest {

    private final SettableClock clock = new SettableClock();
    private final KeptLinks kept = new KeptLinks(clock, 3);

    private DownloadLink livingFor(Duration life) {
        return link("a", clock.instant().plus(life));
    }

    @Test
    @DisplayName("R13 a link is handed out until five minutes before its end, to the second")
    void endsInTime() {
        DownloadLink link = livingFor(Duration.ofHours(1));
        kept.keepUsed(key("a"), link);
        clock.advance(Duration.ofMinutes(55).minusSeconds(1));
        assertThat(kept.take(key("a"))).isSameAs(link);
        clock.advance(Duration.ofSeconds(1));
        assertThat(kept.take(key("a"))).isNull();
        assertThat(kept.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "PT1H", "-P1D", "P1D"})
    @DisplayName("R41 a step of the clock makes a kept link good for neither more nor less time")
    void stepsOfTheClock(Duration step) {
        DownloadLink link = livingFor(Duration.ofHours(1));
        kept.keepUsed(key("a"), link);

        clock.step(step);

        clock.advance(Duration.ofMinutes(55).minusSeconds(1));
        assertThat(kept.look(key("a"))).isSameAs(link);
        clock.advance(Duration.ofSeconds(1));
        assertThat(kept.look(key("a"))).isNull();
    }

    @Test
    @DisplayName("R13 a link with less than five minutes to live is not kept once it was used")
    void doesNotKeepWhatEndsSoon() {
        kept.keepUsed(key("a"), livingFor(Duration.ofMinutes(5)));
        assertThat(kept.take(key("a"))).isNull();
    }

    @Test
    @DisplayName("R13 a link that its reader is about to fetch can be had once, however short its life is")
    void awaitedLinkIsUsableOnce() {
        DownloadLink link = livingFor(Duration.ofSeconds(2));
        kept.keepAwaited(key("a"), link);
        assertThat(kept.look(key("a"))).isSameAs(link);
        assertThat(kept.take(key("a"))).isSameAs(link);
        assertThat(kept.take(key("a"))).isNull();
        kept.keepAwaited(key("a"), livingFor(Duration.ofSeconds(2)));
        clock.advance(Duration.ofSeconds(2));
        assertThat(kept.take(key("a"))).isNull();
    }

    @Test
    @DisplayName("R33 a link that nobody has used is handed out for less than a minute")
    void spareLinksAgeQuickly() {
        kept.keepSpare(key("a"), livingFor(Duration.ofHours(1)));
        clock.advance(KeptLinks.LONGEST_WAIT);
        assertThat(kept.take(key("a"))).isNull();
        assertThat(KeptLinks.LONGEST_WAIT).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    @DisplayName("a spare link that was used is kept as long as any other")
    void usedSpareLinksStay() {
        DownloadLink link = livingFor(Duration.ofHours(1));
        kept.keepSpare(key("a"), link);
        assertThat(kept.take(key("a"))).isSameAs(link);
        clock.advance(Duration.ofMinutes(54));
        assertThat(kept.take(key("a"))).isSameAs(link);
    }

    @Test
    @DisplayName("R13 a spare link is not handed out in the five minutes before its end")
    void spareLinksKeepTheMargin() {
        kept.keepSpare(key("a"), livingFor(KeptLinks.MARGIN));
        assertThat(kept.take(key("a"))).isNull();
    }

    @Test
    @DisplayName("a refused link goes, the one that has replaced it stays")
    void dropsOnlyTheRefusedOne() {
        DownloadLink refused = livingFor(Duration.ofHours(1));
        kept.keepUsed(key("a"), refused);
        kept.drop(key("a"), refused);
        assertThat(kept.take(key("a"))).isNull();
        DownloadLink next = livingFor(Duration.ofHours(1));
        kept.keepUsed(key("a"), next);
        kept.drop(key("a"), refused);
        assertThat(kept.take(key("a"))).isSameAs(next);
    }

    @Test
    @DisplayName("the number of links is bounded; the least recently used goes first")
    void isBounded() {
        DownloadLink used = livingFor(Duration.ofHours(1));
        kept.keepUsed(key("a"), used);
        kept.keepUsed(key("b"), link("b", used.expiresAt()));
        kept.keepUsed(key("c"), link("c", used.expiresAt()));
        kept.take(key("a"));
        kept.keepUsed(key("d"), link("d", used.expiresAt()));
        assertThat(kept.size()).isEqualTo(3);
        assertThat(kept.take(key("b"))).isNull();
        assertThat(kept.take(key("a"))).isSameAs(used);
    }
}
