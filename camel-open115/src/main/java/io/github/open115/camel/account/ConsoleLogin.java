/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.account;

import io.github.open115.client.Open115Client;
import io.github.open115.client.login.AutomaticLogin;
import io.github.open115.client.login.LoginCode;
import io.github.open115.client.login.LoginStatus;
import io.github.open115.client.login.LoginStatus.State;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log-in of one account with {@code login=console}: has a thread, and writes QR codes to the log. */
public final class ConsoleLogin implements AutoCloseable {

    /** Added to the message that a person must authorize the account. */
    static final String ADVICE =
            "With login=console a QR code for the log-in is in the log, in the dev console and in JMX:"
                    + " scan it with the 115 app. If there is none, the log says why";

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleLogin.class);

    /** Tokens that are being fetched are not cut off. */
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final String account;
    private final Consumer<LoginStatus> onChange;
    private final AutomaticLogin login;
    private LoginStatus logged;
    private Thread thread;

    /**
     * @param client of the account
     * @param appId of the user's own application
     * @param onChange receives each new status; must not wait
     */
    ConsoleLogin(Open115Client client, String appId, Consumer<LoginStatus> onChange) {
        this.account = client.account().name();
        this.onChange = onChange;
        this.login = client.automaticLogin(appId, this::changed);
        this.logged = login.status();
    }

    /** What is done now, and the way to ask for a code. */
    public AutomaticLogin login() {
        return login;
    }

    /**
     * Begins to look after the account; the second time it does nothing.
     *
     * @param threads makes a thread of a name and a task
     */
    public synchronized void start(BiFunction<String, Runnable, Thread> threads) {
        if (thread == null) {
            thread = threads.apply("Open115Login", login::run);
            thread.start();
        }
    }

    /** Ends the thread. Waits a few seconds if it is storing tokens. */
    @Override
    public synchronized void close() {
        login.close();
        if (thread != null && thread != Thread.currentThread()) {
            try {
                thread.join(LONGEST_CLOSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void changed(LoginStatus status) {
        log(status);
        logged = status;
        onChange.accept(status);
    }

    private void log(LoginStatus status) {
        switch (status.state()) {
            case CODE_SHOWN, SCANNED -> {
                if (status.code() != logged.code()) {
                    logCode(status);
                } else if (status.problem() != null && !Objects.equals(status.problem(), logged.problem())) {
                    LOG.warn(
                            "Account {}: the QR code is still valid; checking its status failed and is retried: {}",
                            account,
                            status.problem());
                } else if (status.state() == State.SCANNED && logged.state() != State.SCANNED) {
                    LOG.info("Account {}: the QR code was scanned; confirm the log-in on the phone", account);
                }
            }
            case SHOWN_ELSEWHERE ->
                LOG.warn(
                        "Account {} must be authorized by a person: another instance shows a QR code for it. This"
                                + " instance will use its tokens",
                        account);
            case PAUSED ->
                LOG.warn(
                        "Account {} must be authorized by a person. {}. {}. To get one now, call"
                                + " requestLoginCode of the account by JMX, or restart",
                        account,
                        status.problem(),
                        status.until() == null
                                ? "The next QR code is requested soon"
                                : "The next QR code is requested at " + status.until());
            default -> LOG.info("Account {} is authorized", account);
        }
    }

    /** Whoever reads the log is to scan it: the content of the code is no secret of this program. */
    private void logCode(LoginStatus status) {
        LOG.warn(
                "Account {} must be authorized by a person: scan this QR code with the 115 app and confirm there, before {}."
                        + " Its text is {}\n\n{}",
                account,
                status.until(),
                status.code().content(),
                status.code().text(LoginCode.Terminal.DARK));
    }
}
