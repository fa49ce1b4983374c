/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Everything that can go wrong with content, at random but the same for the same seed: cut, without its second half, with
 * a wrong bit, refused, dropped, overloaded, standing still, slow, and links that expire. Not thread-safe.
 */
public final class RandomFaults {

    private static final Duration EXPIRY = Duration.ofHours(1);
    private static final Duration SLOW = Duration.ofMillis(5);

    private final Open115Emulator emulator;
    private final Random random;
    private final List<Faults.Armed> armed = new ArrayList<>();

    /** @param emulator whose clock jumps when links expire */
    public RandomFaults(Open115Emulator emulator, long seed) {
        this.emulator = emulator;
        this.random = new Random(seed);
    }

    /**
     * Arms a fault for one of the next requests for content.
     *
     * @param size of the content that is asked for next, in bytes; at least 1
     */
    public void arm(int size) {
        armed.add(emulator.faults().arm(Faults.CDN, fault(size)).after(random.nextInt(3)));
    }

    /** How many faults have happened. */
    public long fired() {
        return armed.stream().mapToLong(Faults.Armed::fired).sum();
    }

    private Fault fault(int size) {
        return switch (random.nextInt(9)) {
            case 0 -> Fault.cutAfter(random.nextInt(size));
            case 1 -> Fault.truncated();
            case 2 -> Fault.bitFlippedAt(random.nextInt(size));
            case 3 -> Fault.forbidden();
            case 4 -> Fault.dropBeforeEffect();
            case 5 -> Fault.html(500 + random.nextInt(5));
            case 6 -> Fault.stalledAfter(random.nextInt(size));
            case 7 -> Fault.trickle(SLOW);
            default -> Fault.run(() -> emulator.clock().advance(EXPIRY));
        };
    }
}
