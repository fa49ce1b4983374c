/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The database of an {@code idempotentRepository} of the user's is away when an exchange ends. */
class RepositoryOutageTest extends PollFixture {

    /** A repository that throws from some of its methods. */
    private static final class Database extends MemoryIdempotentRepository {

        private final Set<String> failing = ConcurrentHashMap.newKeySet();

        @Override
        public boolean add(String key) {
            reach("add");
            return super.add(key);
        }

        @Override
        public boolean contains(String key) {
            reach("contains");
            return super.contains(key);
        }

        @Override
        public boolean remove(String key) {
            reach("remove");
            return super.remove(key);
        }

        private void reach(String method) {
            if (failing.contains(method)) {
                throw new IllegalStateException("cannot be reached");
            }
        }
    }

    private final Database database = new Database();
    private String[] outage = {};
    private boolean routeFails;

    private Routes outage(String preMove) throws Exception {
        database.setCacheSize(100);
        String options = "idempotentRepository=#database&move=/inbox/.done" + preMove;
        return route(options, Map.of("database", database), this::process);
    }

    private void process(Exchange exchange) {
        deliveries.process(exchange);
        database.failing.addAll(Set.of(outage));
        if (routeFails) {
            throw new IllegalStateException("the database cannot be reached");
        }
    }

    private void backAgain() {
        database.failing.clear();
        outage = new String[] {};
        routeFails = false;
    }

    @ParameterizedTest
    @CsvSource({"add contains remove,''", "remove,''", "add contains remove,&preMove=.work"})
    @DisplayName("R10 R29 a file that failed while its repository could not be reached is delivered when it can")
    void deliversAFailedFileAgain(String methods, String preMove) throws Exception {
        routeFails = true;
        assertDeliversAgainAndMoves(methods, preMove);
    }

    @ParameterizedTest
    @CsvSource({"add contains remove,''", "add,''", "add contains remove,&preMove=.work"})
    @DisplayName("R10 a file that its repository could not remember is delivered again, and moved then")
    void deliversAFileThatWasNotRemembered(String methods, String preMove) throws Exception {
        assertDeliversAgainAndMoves(methods, preMove);
    }

    private void assertDeliversAgainAndMoves(String methods, String preMove) throws Exception {
        put("/inbox", "a.txt");
        outage = methods.split(" ");
        try (Routes routes = outage(preMove)) {
            poll(routes);
            backAgain();
            pollOn(routes, 3);
            assertThat(delivered).containsExactly("a.txt", "a.txt");
            assertThat(isAt("/inbox/.done/a.txt")).isTrue();
        }
    }
}
