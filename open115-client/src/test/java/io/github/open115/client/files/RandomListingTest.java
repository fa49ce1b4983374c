/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.files;

import static io.github.open115.client.files.FakeFolder.withCount;
import static io.github.open115.client.files.FakeFolder.withOffset;
import static io.github.open115.client.files.FakeFolder.withRows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings of a folder that changes, or of a service that misbehaves, at random places. */
@Tag("slow")
class RandomListingTest {

    private static final int ROUNDS = 1000;

    private final Set<String> deleted = new HashSet<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 115})
    @DisplayName("R7 whatever happens between two pages, no row that was there all the time is missing from a listing")
    void neverLosesARowSilently(long seed) {
        Random random = new Random(seed);
        int complete = 0;
        for (int round = 0; round < ROUNDS; round++) {
            FakeFolder folder = FakeFolder.of(random.nextInt(60));
            List<FileItem> before = List.copyOf(folder.rows);
            deleted.clear();
            // a page cut short, with a count too low by as many rows, cannot be told from a smaller folder
            boolean wrongCounts = random.nextBoolean();
            if (random.nextInt(4) == 0) {
                // then the newest rows cannot be looked at, and two attempts must be enough
                folder.bendAll(FakeFolder::inAnotherOrder);
            }
            double restlessness = random.nextDouble() * 0.5;
            for (int call = 1; call < 80; call++) {
                if (random.nextDouble() < restlessness) {
                    disturb(folder, call, wrongCounts, random);
                }
            }
            try {
                FolderListing listing =
                        new CompleteListing(folder, pause -> {}).read(ListQuery.filesOf("7", 2 + random.nextInt(15)));
                complete++;
                assertThat(listing.rows()).extracting(FileItem::id).doesNotHaveDuplicates();
                Set<String> read = new HashSet<>();
                listing.rows().forEach(row -> read.add(row.id()));
                assertThat(before.stream().map(FileItem::id).filter(id -> !read.contains(id) && !deleted.contains(id)))
                        .as("lost in seed %d, round %d", seed, round)
                        .isEmpty();
            } catch (IncompleteListingException e) {
                assertThat(e).hasMessageContaining("3 attempts");
            }
        }
        assertThat(complete).isGreaterThan(ROUNDS / 4);
    }

    private void disturb(FakeFolder folder, int call, boolean wrongCounts, Random random) {
        switch (random.nextInt(8)) {
            case 0 -> folder.before(call, folder::upload);
            case 1 -> folder.before(call, () -> delete(folder, random));
            case 2 ->
                folder.before(call, () -> {
                    delete(folder, random);
                    folder.upload();
                });
            case 3 ->
                folder.before(call, () -> {
                    if (!folder.rows.isEmpty()) {
                        folder.touch(folder.at(random.nextInt(folder.rows.size())));
                    }
                });
            case 4 -> folder.before(call, () -> folder.moveIn(1_000_000 + random.nextInt(60)));
            case 5 -> folder.bend(call, page -> withRows(page, List.of()));
            case 6 -> folder.bend(call, page -> withOffset(page, Math.max(0, page.offset() - 1)));
            default -> {
                if (wrongCounts) {
                    folder.bend(call, page -> withCount(page, Math.max(0, page.count() + random.nextInt(5) - 2)));
                } else {
                    folder.bend(call, page -> cutShort(page, random));
                }
            }
        }
    }

    private static FilePage cutShort(FilePage page, Random random) {
        return withRows(page, page.rows().subList(0, random.nextInt(page.rows().size() + 1)));
    }

    private void delete(FakeFolder folder, Random random) {
        if (!folder.rows.isEmpty()) {
            FileItem victim = folder.at(random.nextInt(folder.rows.size()));
            deleted.add(victim.id());
            folder.delete(victim);
        }
    }
}
