package io.github.open115.camel.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.emulator.EmulatorClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LookUpsTest {

    private final EmulatorClock clock = EmulatorClock.frozenAt(Instant.EPOCH);
    private final AtomicInteger asked = new AtomicInteger();
    private final LookUps<Integer> lookUps = new LookUps<>(clock, Duration.ofMinutes(10));

    private int get(String key) {
        return lookUps.get(key, asked::incrementAndGet);
    }

    @Test
    @DisplayName("a value is kept until it is too old or is forgotten, each key for itself")
    void keeps() {
        assertThat(List.of(get("a"), get("a"), get("b"))).containsExactly(1, 1, 2);
        clock.advance(Duration.ofMinutes(9));
        assertThat(get("a")).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(get("a")).isEqualTo(3);
        lookUps.forget("a");
        assertThat(List.of(get("a"), get("b"))).containsExactly(4, 5);
    }

    @Test
    @DisplayName("with no age at all nothing is kept")
    void keepsNothing() {
        LookUps<Integer> none = new LookUps<>(clock, Duration.ZERO);
        assertThat(none.get("a", asked::incrementAndGet)).isEqualTo(1);
        assertThat(none.get("a", asked::incrementAndGet)).isEqualTo(2);
    }

    @Test
    @DisplayName("a failure reaches the one who asked and is not kept")
    void failure() {
        assertThatThrownBy(() -> lookUps.get("a", () -> {
                    throw new IllegalStateException("gone");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("gone");
        assertThat(get("a")).isEqualTo(1);
    }

    @Test
    @DisplayName("an error reaches the one who asked, and nobody waits for that look-up for ever")
    void error() throws Exception {
        assertThatThrownBy(() -> lookUps.get("a", () -> {
                    throw new OutOfMemoryError("made up");
                }))
                .isExactlyInstanceOf(OutOfMemoryError.class);
        assertThat(CompletableFuture.supplyAsync(() -> get("a")).get(10, TimeUnit.SECONDS))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("whoever asks for what is being looked up waits for that")
    void oneLookUpForAll() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> lookUps.get("a", () -> {
            begun.countDown();
            await(end);
            return asked.incrementAndGet();
        }));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        List<CompletableFuture<Integer>> others = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> get("a")))
                .toList();
        end.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(others)
                .allSatisfy(other -> assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo(1));
    }

    @Test
    @DisplayName("what was not asked for longest is forgotten first")
    void isBounded() {
        IntStream.range(0, 1000).forEach(i -> get("key " + i));
        get("key 0");
        get("one more");
        assertThat(get("key 0")).isEqualTo(1);
        assertThat(get("key 1")).isEqualTo(1002);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
