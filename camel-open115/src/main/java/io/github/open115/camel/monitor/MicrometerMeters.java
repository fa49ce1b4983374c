/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.monitor;

import io.github.open115.camel.monitor.AccountReport.Authorization;
import io.github.open115.camel.monitor.AccountReport.Throttling;
import io.github.open115.client.account.AccountStatus;
import io.github.open115.client.account.BudgetStatus;
import io.github.open115.client.transfer.Downloads;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.camel.CamelContext;

/** Figures in the Micrometer registries that the context has as beans. Loaded only where Micrometer is there. */
final class MicrometerMeters implements Meters {

    private static final String SECONDS = "seconds";

    private final Collection<MeterRegistry> registries;
    private final Clock clock;
    private final Map<Object, Set<Meter>> meters = new ConcurrentHashMap<>();
    // account -> kinds of calls that have a counter
    private final Map<AccountStatus, Set<String>> counted = new ConcurrentHashMap<>();

    private MicrometerMeters(Collection<MeterRegistry> registries, Clock clock) {
        this.registries = registries;
        this.clock = clock;
    }

    /** Meters in the registries of a context; none where there is no registry. */
    static Meters of(CamelContext context, Clock clock) {
        Set<MeterRegistry> found = new HashSet<>(context.getRegistry().findByType(MeterRegistry.class));
        // in Spring Boot the parts of a composite are beans as well: a meter would be registered there twice
        for (MeterRegistry registry : Set.copyOf(found)) {
            if (registry instanceof CompositeMeterRegistry composite) {
                found.removeAll(composite.getRegistries());
            }
        }
        return found.isEmpty() ? NONE : new MicrometerMeters(found, clock);
    }

    @Override
    public void measure(AccountStatus account, Downloads downloads) {
        Set<String> before = counted.get(account);
        Set<String> calls = account.callCounts().keySet();
        counted.put(account, Set.copyOf(calls));
        Tags tags = Tags.of("account", account.name());
        for (MeterRegistry registry : registries) {
            for (String call : calls) {
                // Micrometer warns of a counter that is registered once more
                if (before == null || !before.contains(call)) {
                    keep(account, counterOf(account, call, tags.and("call", call), registry));
                }
            }
            if (before == null) {
                gauges(account, tags, registry);
                keep(
                        account,
                        transfers("open115.downloads", "Downloads in progress", downloads, false, tags, registry));
                keep(account, transfers("open115.uploads", "Uploads in progress", downloads, true, tags, registry));
            }
        }
    }

    private static Meter transfers(
            String name, String description, Downloads downloads, boolean uploads, Tags tags, MeterRegistry registry) {
        return Gauge.builder(
                        name,
                        downloads,
                        it -> it.inProgress().stream()
                                .filter(transfer -> transfer.isUpload() == uploads)
                                .count())
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private static Meter counterOf(AccountStatus account, String call, Tags tags, MeterRegistry registry) {
        return FunctionCounter.builder(
                        "open115.calls", account, status -> status.callCounts().getOrDefault(call, 0L))
                .description("Calls sent to the service")
                .tags(tags)
                .register(registry);
    }

    private void gauges(AccountStatus account, Tags tags, MeterRegistry registry) {
        keep(
                account,
                FunctionCounter.builder("open115.links.reused", account, AccountStatus::reusedLinks)
                        .description("Download links that were handed out without a call")
                        .tags(tags)
                        .register(registry));
        Supplier<Throttling> throttling = () -> Throttling.of(account);
        keep(
                account,
                gauge("open115.throttled", throttling, it -> it.isOn() ? 1 : 0)
                        .description("1 while nothing is sent because the service throttles")
                        .tags(tags)
                        .register(registry));
        keep(
                account,
                gauge("open115.budget.used", account::budget, BudgetStatus::usedToday)
                        .description("Calls of this day, those of other processes included")
                        .tags(tags)
                        .register(registry));
        keep(
                account,
                gauge("open115.budget.limit", account::budget, BudgetStatus::requestsPerDay)
                        .description("Calls that are allowed for a day (option requestsPerDay)")
                        .tags(tags)
                        .register(registry));
        keep(
                account,
                gauge("open115.cooldown", throttling, it -> seconds(it.left(clock.instant())))
                        .description("Time until calls are sent again")
                        .baseUnit(SECONDS)
                        .tags(tags)
                        .register(registry));
        // these look at the token store, which may be a database
        Supplier<AccountReport> report = () -> AccountReport.of(account, null);
        keep(
                account,
                gauge("open115.authorized", report, it -> it.authorization() == Authorization.GOOD ? 1 : 0)
                        .description("0 while a person must authorize again, or the token store cannot be read")
                        .tags(tags)
                        .register(registry));
        keep(
                account,
                gauge(
                                "open115.token.age",
                                report,
                                it -> it.tokenAge(clock.instant())
                                        .map(MicrometerMeters::seconds)
                                        .orElse(Double.NaN))
                        .description("Age of the access token")
                        .baseUnit(SECONDS)
                        .tags(tags)
                        .register(registry));
    }

    @Override
    public void measure(Supplier<ConsumerReport> consumer) {
        ConsumerReport now = consumer.get();
        Tags tags = Tags.of(
                "account", now.account(), "folder", now.folder(), "route", now.routeId() == null ? "" : now.routeId());
        Instant start = clock.instant();
        for (MeterRegistry registry : registries) {
            keep(
                    consumer,
                    gauge("open115.listing.age", consumer, it -> listingAge(it, start))
                            .description("Time since the last complete listing; before it, since the start")
                            .baseUnit(SECONDS)
                            .tags(tags)
                            .register(registry));
            keep(
                    consumer,
                    gauge("open115.files.pending", consumer, it -> it.listing().pending())
                            .description("Listed files that wait for their turn")
                            .tags(tags)
                            .register(registry));
            keep(
                    consumer,
                    gauge("open115.files.setaside", consumer, it -> it.listing().setAsideCount())
                            .description("Files that cannot be delivered now")
                            .tags(tags)
                            .register(registry));
            keep(
                    consumer,
                    gauge("open115.files.failing", consumer, ConsumerReport::failing)
                            .description("Files whose last exchange failed")
                            .tags(tags)
                            .register(registry));
            keep(
                    consumer,
                    gauge("open115.polls.skipped", consumer, it -> it.skippedReason() == null ? 0 : 1)
                            .description("1 if the last poll was skipped")
                            .tags(tags)
                            .register(registry));
            keep(
                    consumer,
                    gauge("open115.files.delivered", consumer, ConsumerReport::delivered)
                            .description("Delivered files that are remembered")
                            .tags(tags)
                            .register(registry));
            keep(
                    consumer,
                    gauge("open115.changes.waiting", consumer, ConsumerReport::changesWaiting)
                            .description("Deletions and moves after exchanges that are not done yet")
                            .tags(tags)
                            .register(registry));
        }
    }

    /** Counts from the start as long as no listing was complete, so that an alert sees polls that have failed since then. */
    private double listingAge(ConsumerReport consumer, Instant start) {
        Instant listedAt = consumer.listing().listedAt();
        if (listedAt == null && !consumer.listsFolder()) {
            return Double.NaN;
        }
        return seconds(Duration.between(listedAt == null ? start : listedAt, clock.instant()));
    }

    @Override
    public void forget(Object measured) {
        counted.remove(measured);
        Set<Meter> gone = meters.remove(measured);
        if (gone != null) {
            registries.forEach(registry -> gone.forEach(registry::remove));
        }
    }

    private static <T> Gauge.Builder<Supplier<Number>> gauge(
            String name, Supplier<T> report, ToDoubleFunction<T> figure) {
        return Gauge.builder(name, () -> figure.applyAsDouble(report.get()));
    }

    private void keep(Object measured, Meter meter) {
        meters.computeIfAbsent(measured, key -> ConcurrentHashMap.newKeySet()).add(meter);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
