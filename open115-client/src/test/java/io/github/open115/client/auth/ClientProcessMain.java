/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.client.auth;

import io.github.open115.client.Open115Client;
import io.github.open115.client.account.AccountStateStore;
import io.github.open115.client.account.Limits;
import io.github.open115.client.account.MemoryStateStore;
import io.github.open115.client.account.StateStores;
import io.github.open115.emulator.Open115Emulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.OkHttpClient;

/**
 * The other process of the tests. It reads commands, a line each, and answers each with a line:
 *
 * <ul>
 *   <li>{@code open <account> <refresh token> <access token>}: begins with these tokens, {@code -} for none
 *   <li>{@code share <account> <refresh token> <access token>}: the same, and shares its budget and pauses
 *   <li>{@code call <threads>}: so many calls at once; when all have ended, {@code ok <user id>}, else the first failure
 *   <li>{@code advance <seconds>}: its clock goes on
 *   <li>{@code die <moment>}: dies when a refresh reaches that moment
 * </ul>
 */
final class ClientProcessMain implements AutoCloseable {

    static final String ANSWER = "> ";

    private static final Limits UNHURRIED = new Limits(1e10, 1_000_000, Duration.ofMinutes(5), Duration.ofMinutes(60));

    private final String address;
    private final String[] hosts;
    private final DyingStore store;
    private final AdjustedClock clock = new AdjustedClock();
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final OkHttpClient base = new OkHttpClient();
    private Open115Client client;

    private ClientProcessMain(String[] arguments) {
        this.address = arguments[0];
        this.store = DyingStore.at(address);
        this.hosts = arguments;
    }

    public static void main(String[] arguments) throws IOException {
        // answers only: whatever else is printed must not come between
        PrintStream answers = System.out;
        System.setOut(System.err);
        ClientProcessMain main = new ClientProcessMain(arguments);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            answers.println(ANSWER + main.obey(line.split(" ")));
        }
        System.exit(0);
    }

    /** Obeys in this process: for a test in which only the process before it must be a real one. */
    static ClientProcessMain here(Open115Emulator emulator, String address) {
        return new ClientProcessMain(
                new String[] {address, emulator.apiBaseUrl(), emulator.authBaseUrl(), emulator.qrCodeBaseUrl()});
    }

    /** Obeys one command and answers it. */
    String ask(Object... command) {
        return obey(Arrays.stream(command).map(String::valueOf).toArray(String[]::new));
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
        pool.shutdownNow();
    }

    private String obey(String[] command) {
        try {
            return switch (command[0]) {
                case "open" -> open(command[1], command[2], command[3], new MemoryStateStore());
                case "share" -> open(command[1], command[2], command[3], StateStores.at(address));
                case "call" -> call(Integer.parseInt(command[1]));
                case "advance" -> clock.advance(Duration.ofSeconds(Long.parseLong(command[1])));
                case "die" -> store.dieAt(DyingStore.Moment.valueOf(command[1]));
                default -> "no such command";
            };
        } catch (ExecutionException e) {
            return nameOf(e.getCause());
        } catch (RuntimeException e) {
            return nameOf(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private String open(String account, String refreshToken, String accessToken, AccountStateStore stateStore) {
        if (client != null) {
            client.close();
        }
        client = Open115Client.builder()
                .account(account)
                .tokenStore(store)
                .refreshToken(refreshToken.equals("-") ? null : refreshToken)
                .accessToken(accessToken.equals("-") ? null : accessToken)
                .apiBaseUrl(hosts[1])
                .authBaseUrl(hosts[2])
                .qrCodeBaseUrl(hosts[3])
                .httpClient(base)
                .limits(UNHURRIED)
                .accountStateStore(stateStore)
                .clock(clock)
                .build();
        return "ok";
    }

    private String call(int threads) throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<String>> results = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            results.add(pool.submit(() -> {
                start.await();
                return client.accountInfo().userId();
            }));
        }
        start.countDown();
        String user = null;
        ExecutionException first = null;
        for (Future<String> result : results) {
            try {
                user = result.get();
            } catch (ExecutionException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
        return "ok " + user;
    }

    private static String nameOf(Throwable failure) {
        return failure.getClass().getSimpleName() + ": "
                + String.valueOf(failure.getMessage()).replace('\n', ' ');
    }

    /** The time of the machine, and ahead of it when told so. */
    private static final class AdjustedClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        private String advance(Duration duration) {
            ahead = ahead.plus(duration);
            return "ok";
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return Clock.systemUTC().getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
