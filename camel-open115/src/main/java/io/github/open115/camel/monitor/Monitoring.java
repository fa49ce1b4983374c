package io.github.open115.camel.monitor;

import io.github.open115.client.account.AccountStatus;
import io.github.open115.client.transfer.Downloads;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.EventNotifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be seen of a component: its accounts and its consumers, as reports, health checks, MBeans, events and meters.
 * All of it is told from what is known; nothing here sends a call. Thread-safe.
 */
public final class Monitoring implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Monitoring.class);

    private static final long PERIOD_SECONDS = 1;

    /** The token store may be a database: it is asked less often. */
    private static final int PERIODS_BETWEEN_LOOKS_AT_AUTHORIZATION = 5;

    private final CamelContext context;
    private final Object source;
    private final Clock clock;
    private final ManagedAccounts managed;
    private final Meters meters;
    private final ScheduledExecutorService scheduler;
    private final Map<String, Seen> accounts = new ConcurrentHashMap<>();
    private final Collection<Supplier<ConsumerReport>> consumers = ConcurrentHashMap.newKeySet();
    private int periods;

    /**
     * @param context where to show it
     * @param source the component, which events come from
     * @param clock the time
     */
    public Monitoring(CamelContext context, Object source, Clock clock) {
        this.context = context;
        this.source = source;
        this.clock = clock;
        this.managed = new ManagedAccounts(context);
        this.meters = Meters.in(context, clock);
        this.scheduler =
                context.getExecutorServiceManager().newSingleThreadScheduledExecutor(source, "Open115Monitoring");
        scheduler.scheduleWithFixedDelay(this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Begins to show an account, unless it is shown.
     *
     * @param downloads those of the account
     */
    public void show(AccountStatus account, Downloads downloads) {
        accounts.computeIfAbsent(account.name(), name -> seen(account, downloads));
    }

    private Seen seen(AccountStatus account, Downloads downloads) {
        AccountHealthCheck check = new AccountHealthCheck(account, clock);
        HealthCheckRegistry checks = HealthCheckRegistry.get(context);
        if (checks != null && !checks.register(check)) {
            LOG.debug("There is a health check {} already", check.getId());
        }
        managed.show(new AccountManagement(account, downloads, clock));
        meters.measure(account, downloads);
        return new Seen(
                account, downloads, check, new AccountWatch(source, account, clock, event -> soon(() -> send(event))));
    }

    /** Looks at an account, because something may have happened to it. Waits for nobody. */
    public void lookAt(AccountStatus account) {
        Seen seen = accounts.get(account.name());
        if (seen != null) {
            // a short pause could be over before another thread looks
            guarded(seen.watch::lookAtPause);
            soon(() -> guarded(seen.watch::lookAtAuthorization));
        }
    }

    /** Begins to show a consumer. */
    public void show(Supplier<ConsumerReport> consumer) {
        if (consumers.add(consumer)) {
            meters.measure(consumer);
        }
    }

    /** Shows a consumer no more. */
    public void hide(Supplier<ConsumerReport> consumer) {
        if (consumers.remove(consumer)) {
            meters.forget(consumer);
        }
    }

    /** The accounts that are in use, as they are now. */
    public List<AccountReport> accounts() {
        return accounts.values().stream()
                .map(seen -> AccountReport.of(seen.account))
                .toList();
    }

    /** The consumers that run, as they are now. */
    public List<ConsumerReport> consumers() {
        return consumers.stream().map(Supplier::get).toList();
    }

    /** The time that the reports are to be compared with. */
    public Clock clock() {
        return clock;
    }

    private void look() {
        boolean authorization = periods++ % PERIODS_BETWEEN_LOOKS_AT_AUTHORIZATION == 0;
        for (Seen seen : accounts.values()) {
            guarded(seen.watch::lookAtPause);
            guarded(() -> meters.measure(seen.account, seen.downloads));
            if (authorization) {
                guarded(seen.watch::lookAtAuthorization);
            }
        }
    }

    /** A task that throws would not be run again. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("The state of an account cannot be looked at", e);
        }
    }

    private void soon(Runnable task) {
        try {
            scheduler.execute(task);
        } catch (RejectedExecutionException stopped) {
            LOG.trace("Something has changed while the component stops");
        }
    }

    private void send(AccountEvent event) {
        for (EventNotifier notifier : context.getManagementStrategy().getEventNotifiers()) {
            if (!notifier.isDisabled() && notifier.isEnabled(event)) {
                try {
                    notifier.notify(event);
                } catch (Exception e) {
                    LOG.warn("{} failed on an event of account {}", notifier, event.account(), e);
                }
            }
        }
    }

    /** Ends everything that is shown. */
    @Override
    public void close() {
        context.getExecutorServiceManager().shutdownNow(scheduler);
        HealthCheckRegistry checks = HealthCheckRegistry.get(context);
        for (Seen seen : new ArrayList<>(accounts.values())) {
            if (checks != null) {
                checks.unregister(seen.check);
            }
            managed.hide(seen.account.name());
            meters.forget(seen.account);
        }
        accounts.clear();
        new ArrayList<>(consumers).forEach(this::hide);
    }

    private record Seen(AccountStatus account, Downloads downloads, AccountHealthCheck check, AccountWatch watch) {}
}
