/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.monitor;

import io.github.open115.client.account.AccountStatus;
import io.github.open115.client.login.AutomaticLogin;
import io.github.open115.client.login.LoginStatus;
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
import org.apache.camel.spi.EventNotifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the accounts and consumers of a component as reports, health checks, MBeans, events and meters. All of it comes
 * from what is known; nothing here sends a call. Thread-safe.
 */
public final class Monitoring implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Monitoring.class);

    private static final long PERIOD_SECONDS = 1;

    /** The token store may be a database: it is asked less often. */
    private static final int PERIODS_BETWEEN_LOOKS_AT_AUTHORIZATION = 5;

    /** A component whose accounts and consumers are shown. */
    public interface Monitored {

        /** What is shown; null before the component has been started. */
        Monitoring monitoring();
    }

    private final CamelContext context;
    private final Object source;
    private final Clock clock;
    private final Meters meters;
    private final ScheduledExecutorService scheduler;
    private final Map<String, MonitoredAccount> accounts = new ConcurrentHashMap<>();
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
        this.meters = Meters.in(context, clock);
        this.scheduler =
                context.getExecutorServiceManager().newSingleThreadScheduledExecutor(source, "Open115Monitoring");
        scheduler.scheduleWithFixedDelay(this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Begins to show an account, unless it is shown.
     *
     * @param downloads those of the account
     * @param login its log-in; null without {@code login=console}
     */
    public void show(AccountStatus account, Downloads downloads, AutomaticLogin login) {
        accounts.computeIfAbsent(account.name(), name -> {
            meters.measure(account, downloads);
            return new MonitoredAccount(
                    context, source, account, downloads, login, clock, event -> soon(() -> send(event)));
        });
    }

    /** Looks at an account, because its state may have changed. Does not wait. */
    public void lookAt(AccountStatus account) {
        MonitoredAccount shown = accounts.get(account.name());
        if (shown != null) {
            // a short pause could be over before another thread looks
            guarded(shown::lookAtPause);
            soon(() -> guarded(shown::lookAtAuthorization));
        }
    }

    /** The log-in of an account has changed. Does not wait. */
    public void loginChanged(AccountStatus account, LoginStatus login) {
        MonitoredAccount shown = accounts.get(account.name());
        if (shown != null) {
            soon(() -> guarded(() -> shown.loginChanged(login)));
        }
    }

    /** Begins to show a consumer. */
    public void show(Supplier<ConsumerReport> consumer) {
        if (consumers.add(consumer)) {
            meters.measure(consumer);
        }
    }

    /** Ends showing a consumer. */
    public void hide(Supplier<ConsumerReport> consumer) {
        if (consumers.remove(consumer)) {
            meters.forget(consumer);
        }
    }

    /** The accounts that are in use, as they are now. */
    public List<AccountReport> accounts() {
        return accounts.values().stream().map(MonitoredAccount::report).toList();
    }

    /** The consumers that run, as they are now. */
    public List<ConsumerReport> consumers() {
        return consumers.stream().map(Supplier::get).toList();
    }

    /** The clock that the times in the reports are of. */
    public Clock clock() {
        return clock;
    }

    private void look() {
        boolean authorization = periods++ % PERIODS_BETWEEN_LOOKS_AT_AUTHORIZATION == 0;
        for (MonitoredAccount account : accounts.values()) {
            guarded(account::lookAtPause);
            guarded(() -> meters.measure(account.status(), account.downloads()));
            if (authorization) {
                guarded(account::lookAtAuthorization);
            }
        }
    }

    /** The scheduler would not run a task again that throws. */
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

    /** Ends showing all accounts and consumers. */
    @Override
    public void close() {
        context.getExecutorServiceManager().shutdownNow(scheduler);
        for (MonitoredAccount account : new ArrayList<>(accounts.values())) {
            account.close();
            meters.forget(account.status());
        }
        accounts.clear();
        new ArrayList<>(consumers).forEach(this::hide);
    }
}
