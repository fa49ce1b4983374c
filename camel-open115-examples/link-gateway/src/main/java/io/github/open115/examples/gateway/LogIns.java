/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.gateway;

import io.github.open115.client.auth.TokenStore;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.login.DeviceLogin;
import io.github.open115.client.login.LoginCode;
import io.github.open115.client.login.LoginListener;
import io.github.open115.client.login.LoginOutcome;
import io.github.open115.client.login.PendingLogin;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Log-ins by QR code, one at a time. The tokens go into the store, where the routes find them by themselves. */
final class LogIns implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogIns.class);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int PIXELS_PER_MODULE = 1;

    private final GatewaySettings settings;
    private final TokenStore store;
    private final Runnable scan;

    // guarded by this
    private PendingLogin pending;
    private LoginCode code;
    private int codes;
    private State state = State.NONE;

    /** Where a log-in stands. */
    enum State {
        NONE,
        WAITING,
        SCANNED,
        DONE,
        CANCELLED,
        EXPIRED,
        FAILED
    }

    /**
     * What the page is told.
     *
     * @param code number of the picture to show; another one means a new picture
     */
    record Report(String state, int code) {}

    /** @param scan what a phone would do, for the demo; null for a real phone */
    LogIns(GatewaySettings settings, TokenStore store, Runnable scan) {
        this.settings = settings;
        this.store = store;
        this.scan = scan;
    }

    boolean isDemo() {
        return scan != null;
    }

    /** Begins a log-in when it is posted to, unless one waits; tells where it stands. */
    void state(Exchange exchange) {
        if ("POST".equals(exchange.getMessage().getHeader(Exchange.HTTP_METHOD))) {
            if (settings.service().appId() == null) {
                Replies.problem(exchange, 404, "The gateway was started without --app-id.");
                return;
            }
            begin();
        }
        synchronized (this) {
            Replies.json(exchange, new Report(state.name(), codes));
        }
    }

    /** The picture of the code. */
    synchronized void picture(Exchange exchange) {
        if (code == null) {
            Replies.problem(exchange, 404, "There is no code now.");
            return;
        }
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.CONTENT_TYPE, "image/png");
        message.setHeader("Cache-Control", "no-store");
        message.setBody(code.png(PIXELS_PER_MODULE));
    }

    /** Does what a phone would do, in the demo. */
    void scan(Exchange exchange) {
        if (scan == null) {
            Replies.problem(exchange, 404, "Use the 115 app on your phone.");
            return;
        }
        scan.run();
        state(exchange);
    }

    private synchronized void begin() {
        if (pending != null) {
            return;
        }
        DeviceLogin.Builder login =
                DeviceLogin.builder(settings.service().appId(), store).account(settings.account());
        Map<String, String> hosts = settings.service().hosts();
        Optional.ofNullable(hosts.get("authBaseUrl")).ifPresent(login::authBaseUrl);
        Optional.ofNullable(hosts.get("qrCodeBaseUrl")).ifPresent(login::qrCodeBaseUrl);
        PendingLogin begun;
        try {
            begun = login.build().start(new Watch());
        } catch (RuntimeException e) {
            state = State.FAILED;
            throw e;
        }
        pending = begun;
        Thread waiting = new Thread(() -> await(begun), "link-gateway-log-in");
        waiting.setDaemon(true);
        waiting.start();
    }

    private void await(PendingLogin begun) {
        State end = State.FAILED;
        try (begun) {
            LoginOutcome outcome = begun.await(PATIENCE);
            end = switch (outcome) {
                case LOGGED_IN -> State.DONE;
                case CANCELLED -> State.CANCELLED;
                case EXPIRED, NOT_IN_TIME -> State.EXPIRED;
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("The log-in failed: {}", e.getMessage());
        }
        synchronized (this) {
            pending = null;
            code = null;
            state = end;
        }
    }

    @Override
    public synchronized void close() {
        if (pending != null) {
            pending.close();
        }
    }

    private final class Watch implements LoginListener {

        @Override
        public void show(LoginCode shown) {
            synchronized (LogIns.this) {
                code = shown;
                codes++;
                state = State.WAITING;
            }
        }

        @Override
        public void scanned() {
            synchronized (LogIns.this) {
                state = State.SCANNED;
            }
        }

        @Override
        public void retrying(Open115Exception problem) {
            LOG.info("The log-in is tried again: {}", problem.getMessage());
        }
    }
}
