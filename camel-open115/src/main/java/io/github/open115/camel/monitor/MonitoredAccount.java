/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.monitor;

import io.github.open115.camel.monitor.AccountEvent.Kind;
import io.github.open115.client.account.AccountStatus;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.login.AutomaticLogin;
import io.github.open115.client.login.LoginCode;
import io.github.open115.client.login.LoginStatus;
import io.github.open115.client.transfer.Downloads;
import java.time.Clock;
import java.time.Instant;
import java.util.Hashtable;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.ManagementAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account as it is shown: its health check, its MBean, and an event for each change of its state. A look at the
 * account costs no call. It is needed from time to time as well, because a pause ends by itself. Thread-safe.
 */
final class MonitoredAccount implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MonitoredAccount.class);
    private static final String MBEAN_TYPE = "open115accounts";

    private final CamelContext context;
    private final Object source;
    private final AccountStatus status;
    private final Downloads downloads;
    private final AutomaticLogin login;
    private final Clock clock;
    private final Consumer<AccountEvent> events;
    private final HealthCheck healthCheck;
    private final ObjectName mbean;
    // guarded by this: what the last events said; null for calls that may be sent, and for a good authorization
    private Instant reportedPause;
    private String reportedLoss;
    private LoginCode reportedCode;

    /**
     * @param source the component, which events come from
     * @param downloads those of the account
     * @param login its log-in; null without {@code login=console}
     * @param events takes the events; must not wait
     */
    MonitoredAccount(
            CamelContext context,
            Object source,
            AccountStatus status,
            Downloads downloads,
            AutomaticLogin login,
            Clock clock,
            Consumer<AccountEvent> events) {
        this.context = context;
        this.source = source;
        this.status = status;
        this.downloads = downloads;
        this.login = login;
        this.clock = clock;
        this.events = events;
        this.healthCheck = registerHealthCheck();
        this.mbean = registerMBean();
    }

    AccountStatus status() {
        return status;
    }

    Downloads downloads() {
        return downloads;
    }

    /** The state of the account as it is now. */
    AccountReport report() {
        return AccountReport.of(status, login == null ? null : login.status());
    }

    /** Sends an event if calls may be sent again, or may not be sent any more; costs next to nothing. */
    synchronized void lookAtPause() {
        Instant until = status.pausedUntil().orElse(null);
        if (until == null && reportedPause != null) {
            reportedPause = null;
            send(Kind.RESUMED, "Calls of account '" + status.name() + "' may be sent again", null, null);
        } else if (until != null && !until.equals(reportedPause)) {
            reportedPause = until;
            send(
                    Kind.THROTTLED,
                    status.throttled().map(Throwable::getMessage).orElse("The service throttles"),
                    until,
                    null);
        }
    }

    /** Sends an event if the authorization was lost or restored; reads the token store. */
    synchronized void lookAtAuthorization() {
        String lost;
        try {
            lost = status.authorizationLost().orElse(null);
        } catch (Open115Exception unreadable) {
            LOG.debug("Account {}: {}", status.name(), unreadable.getMessage());
            return;
        }
        if (lost != null && reportedLoss == null) {
            send(Kind.AUTHORIZATION_LOST, lost, null, null);
        } else if (lost == null && reportedLoss != null) {
            send(Kind.AUTHORIZATION_RESTORED, "Account '" + status.name() + "' is authorized again", null, null);
        }
        reportedLoss = lost;
    }

    /** Sends an event if a code is shown, or none is asked for during a pause. */
    synchronized void loginChanged(LoginStatus now) {
        // a loss is reported before the code for it
        lookAtAuthorization();
        LoginCode code = now.state() == LoginStatus.State.CODE_SHOWN ? now.code() : null;
        if (code != null && code != reportedCode) {
            send(
                    Kind.LOGIN_CODE,
                    "A QR code for account '" + status.name() + "' waits: scan it with the 115 app",
                    null,
                    code);
        } else if (now.state() == LoginStatus.State.PAUSED) {
            send(Kind.LOGIN_PAUSED, "Account '" + status.name() + "': " + now.problem(), now.until(), null);
        }
        reportedCode = now.code();
    }

    private void send(Kind kind, String message, Instant resumesAt, LoginCode code) {
        AccountEvent event = new AccountEvent(source, kind, status.name(), message, resumesAt, code);
        event.setTimestamp(clock.millis());
        events.accept(event);
    }

    /** Removes the health check and the MBean. */
    @Override
    public void close() {
        if (healthCheck != null) {
            HealthCheckRegistry.get(context).unregister(healthCheck);
        }
        if (mbean != null) {
            try {
                agent().unregister(mbean);
            } catch (JMException e) {
                LOG.debug("The MBean of account {} cannot be removed: {}", status.name(), e.getMessage());
            }
        }
    }

    private HealthCheck registerHealthCheck() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        if (registry == null) {
            return null;
        }
        HealthCheck check = new AccountHealthCheck(status.name(), this::report, clock);
        if (!registry.register(check)) {
            LOG.debug("There is a health check {} already", check.getId());
        }
        return check;
    }

    private ObjectName registerMBean() {
        ManagementAgent agent = agent();
        if (agent == null) {
            return null;
        }
        try {
            ObjectName name = mbeanName();
            agent.register(new AccountManagement(status, downloads, login, clock), name);
            return name;
        } catch (JMException e) {
            LOG.warn("Account {} cannot be shown by JMX: {}", status.name(), e.getMessage());
            return null;
        }
    }

    private ManagementAgent agent() {
        return context.getManagementStrategy() == null
                ? null
                : context.getManagementStrategy().getManagementAgent();
    }

    /** Beside the MBeans that Camel makes of the context. */
    private ObjectName mbeanName() throws JMException {
        ObjectName ofContext = context.getManagementStrategy()
                .getManagementObjectNameStrategy()
                .getObjectNameForCamelContext(context);
        Hashtable<String, String> keys = new Hashtable<>(ofContext.getKeyPropertyList());
        keys.put("type", MBEAN_TYPE);
        keys.put("name", ObjectName.quote(status.name()));
        return new ObjectName(ofContext.getDomain(), keys);
    }
}
