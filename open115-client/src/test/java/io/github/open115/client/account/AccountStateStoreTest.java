/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.open115.client.auth.StoreKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every state store does. */
@Timeout(600)
class AccountStateStoreTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void givesBackWhatWasWritten(StoreKind kind) {
        String address = kind.newAddress(directory);
        AccountStateStore store = StateStores.at(address);
        assertThat(store.load("ü/A")).isEmpty();
        assertThat(store.update("ü/A", text -> text + "one\n")).isEqualTo("one\n");
        assertThat(store.update("ü/A", text -> text + "two\n")).isEqualTo("one\ntwo\n");
        assertThat(store.update("ü/A", text -> text)).isEqualTo("one\ntwo\n");

        assertThat(StateStores.at(address).load("ü/A")).isEqualTo("one\ntwo\n");
        assertThat(StateStores.at(address).load("ü/a")).isEmpty();
    }

    @Test
    @DisplayName("R4 the name of a file never changes: a later version must find the budget that an earlier one left")
    void namesOfFilesStay() {
        FileAccountStateStore store = new FileAccountStateStore(directory);
        assertThat(store.file("Jörg's 115 account"))
                .isEqualTo(directory.resolve("j_rg_s_115_account-210f522c-d380-3cd1-a8d6-bdf89801c919.state"));
        assertThat(store.file("a".repeat(41)))
                .isEqualTo(directory.resolve("a".repeat(40) + "-10c4da18-575c-392b-886f-8ab96c01c02f.state"));
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    @DisplayName("R4 no change is lost when several make changes at the same time")
    void losesNoChange(StoreKind kind) {
        String address = kind.newAddress(directory);
        int threads = 8;
        int changes = 25;
        List<CompletableFuture<Void>> atOnce = IntStream.range(0, threads)
                .mapToObj(i -> StateStores.at(address))
                .map(store -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < changes; i++) {
                        store.update("one", AccountStateStoreTest::plusOne);
                    }
                }))
                .toList();
        atOnce.forEach(CompletableFuture::join);

        assertThat(StateStores.at(address).load("one")).isEqualTo(Integer.toString(threads * changes));
    }

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void aChangeThatFailsLeavesTheTextAndLocksNobodyOut(StoreKind kind) {
        AccountStateStore store = StateStores.at(kind.newAddress(directory));
        store.update("one", text -> "before");

        assertThatThrownBy(() -> store.update("one", text -> {
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(store.load("one")).isEqualTo("before");
        assertThat(store.update("one", text -> "after")).isEqualTo("after");
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    @DisplayName("R4 a change is repeated from the newer text after a concurrent change")
    void repeatsAChangeAfterAConcurrentChange(StoreKind kind) {
        String address = kind.newAddress(directory);
        AccountStateStore store = StateStores.at(address);
        for (String expected : List.of("2", "4")) {
            AtomicInteger attempts = new AtomicInteger();
            String after = store.update("one", text -> {
                if (attempts.incrementAndGet() == 1) {
                    StateStores.at(address).update("one", AccountStateStoreTest::plusOne);
                }
                return plusOne(text);
            });
            assertThat(after).isEqualTo(expected);
            assertThat(attempts).hasValue(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void makesTablesOnlyWhenAsked(StoreKind kind) {
        JdbcAccountStateStore store = new JdbcAccountStateStore(StoreKind.dataSource(kind.newAddress(directory)));

        assertThatThrownBy(() -> store.load("one"))
                .isInstanceOf(AccountStateException.class)
                .hasMessageContaining("JdbcAccountStateStore.createTables()");
        assertThatThrownBy(() -> store.update("one", text -> "x")).hasMessageContaining("tableStatements()");

        List<CompletableFuture<JdbcAccountStateStore>> atOnce = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            atOnce.add(CompletableFuture.supplyAsync(store::createTables));
        }
        atOnce.forEach(CompletableFuture::join);
        assertThat(store.load("one")).isEmpty();
    }

    @Test
    @DisplayName("R39 a database that cannot be reached is reported without its password")
    void saysWhatIsWrongWithoutADatabase() {
        AccountStateStore store = new JdbcAccountStateStore(
                StoreKind.dataSource("jdbc:postgresql://localhost:1/none?user=u&password=MARKER"));

        assertThatThrownBy(() -> store.update("one", text -> "x"))
                .isInstanceOf(AccountStateException.class)
                .hasMessageContaining("ConnectException")
                .hasMessageContaining("is it up")
                .hasMessageNotContaining("MARKER")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000\u00ff\u00fe", "day=soon", "\\u12"})
    @DisplayName("R4 a state file with garbage counts as new and is rewritten; calls continue")
    void startsAnewFromAnUnreadableFile(String garbage) throws IOException {
        FileAccountStateStore store = new FileAccountStateStore(directory);
        Files.write(store.file("one"), garbage.getBytes(StandardCharsets.ISO_8859_1));
        SharedState shared = new SharedState(store, "one");

        assertThat(shared.read()).isEqualTo(AccountState.NEW);
        shared.update(state -> state.with(BudgetLeaseAllocator.BudgetUse.NONE));

        assertThat(AccountState.parse(store.load("one"))).isEqualTo(AccountState.NEW);
    }

    private static String plusOne(String text) {
        return Integer.toString(text.isEmpty() ? 1 : Integer.parseInt(text) + 1);
    }
}
