/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.files.FileItem;
import io.github.open115.client.files.FileItem.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever happens in whatever order: each file that stays is delivered once, nothing else is. */
class RandomQueueTest {

    private static final int HISTORIES = 10_000;
    private static final int STEPS = 60;
    private static final int FILES = 6;

    @Test
    @DisplayName(
            "R8 R10 10 000 histories of rows, exchanges and restarts: each file that stays is delivered exactly once")
    void deliversEachFileExactlyOnce() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            new History(seed).run();
        }
    }

    private static final class History {

        private final int seed;
        private final Random random;
        private final Map<String, String> rows = new ConcurrentHashMap<>();
        private final Map<String, String> setAside = new ConcurrentHashMap<>();
        private final Map<String, FileItem> folder = new HashMap<>();
        private final Set<String> done = new HashSet<>();
        private final List<FileItem> inFlight = new ArrayList<>();
        private FileQueue queue = open();
        private int clock;

        History(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        private FileQueue open() {
            return new FileQueue(rows, setAside, History::refusal, this::isKnown);
        }

        private static Optional<SetAsideReason> refusal(FileItem file) {
            return Optional.ofNullable(SetAsideReason.of(file.state()))
                    .or(() -> file.name().equals("excluded") ? Optional.of(SetAsideReason.EXCLUDE) : Optional.empty());
        }

        /** Like a repository that claims: true for what is being delivered, too. */
        private boolean isKnown(FileItem file) {
            return done.contains(key(file))
                    || inFlight.stream().map(History::key).anyMatch(key(file)::equals);
        }

        private static String key(FileItem file) {
            return FileIdentity.keyOf(file.id(), file.sha1());
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            restart();
            next(true).forEach(file -> {
                begin(file);
                end(true);
            });
            assertThat(next(true)).as("seed %s", seed).isEmpty();
            assertThat(rows).as("seed %s", seed).isEmpty();
            folder.values().stream()
                    .filter(file -> refusal(file).isEmpty())
                    .forEach(file -> assertThat(done).as("seed %s", seed).contains(key(file)));
        }

        private void step() {
            String id = String.valueOf(1 + random.nextInt(FILES));
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> tell(anyRow(id));
                case 3 -> {
                    folder.remove(id);
                    queue.drop(id);
                }
                case 4, 5 -> next(random.nextBoolean()).stream().findFirst().ifPresent(this::begin);
                case 6 -> end(random.nextBoolean());
                case 7 -> next(false).stream().findFirst().ifPresent(file -> queue.hold(file.id()));
                default -> {
                    if (random.nextBoolean()) {
                        restart();
                    }
                    List.copyOf(folder.values()).forEach(queue::seen);
                    queue.retain(folder::containsKey);
                }
            }
        }

        private FileItem anyRow(String id) {
            boolean finished = random.nextInt(4) > 0;
            String name = random.nextInt(5) == 0 ? "excluded" : "n" + random.nextInt(3);
            String sha1 = finished ? "SHA" + random.nextInt(2) : null;
            State state = finished ? State.READY : State.UNFINISHED;
            return new FileItem(id, "p", "7", name, false, 1, sha1, null, Instant.ofEpochSecond(clock++), state, null);
        }

        private void tell(FileItem row) {
            folder.put(row.id(), row);
            queue.seen(row);
        }

        private List<FileItem> next(boolean heldToo) {
            List<FileItem> waiting = new ArrayList<>();
            queue.waiting(heldToo, (id, updated) -> true).forEachRemaining(waiting::add);
            // the consumer asks its repository once more
            waiting.stream().filter(this::isKnown).forEach(file -> queue.drop(file.id()));
            waiting.removeIf(this::isKnown);
            return waiting;
        }

        private void begin(FileItem file) {
            assertThat(file).as("seed %s", seed).isEqualTo(folder.get(file.id()));
            queue.begin(file.id(), file.sha1());
            inFlight.add(file);
        }

        private void end(boolean success) {
            if (inFlight.isEmpty()) {
                return;
            }
            FileItem file = inFlight.remove(random.nextInt(inFlight.size()));
            if (success) {
                assertThat(done.add(key(file)))
                        .as("seed %s: delivered once", seed)
                        .isTrue();
                queue.succeeded(file.id());
            } else {
                queue.failed(file.id());
            }
        }

        private void restart() {
            inFlight.clear();
            queue = open();
        }
    }
}
