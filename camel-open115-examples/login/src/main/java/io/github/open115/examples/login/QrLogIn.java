/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.login;

import io.github.open115.client.auth.TokenStore;
import io.github.open115.client.http.Open115Exception;
import io.github.open115.client.login.DeviceLogin;
import io.github.open115.client.login.LoginCode;
import io.github.open115.client.login.LoginListener;
import io.github.open115.client.login.LoginOutcome;
import io.github.open115.client.login.PendingLogin;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Shows a QR code on the terminal and waits for the person with the phone. */
final class QrLogIn implements LoginListener {

    private static final int PIXELS_PER_MODULE = 8;

    private final PrintWriter out;
    private final LoginCode.Terminal terminal;
    private final Path png;
    private boolean replaced;

    /**
     * @param out the terminal
     * @param light whether it shows dark text on a light ground
     * @param png also takes the code, as a picture; null for nowhere
     */
    QrLogIn(PrintWriter out, boolean light, Path png) {
        this.out = out;
        this.terminal = light ? LoginCode.Terminal.LIGHT : LoginCode.Terminal.DARK;
        this.png = png;
    }

    /**
     * Logs in.
     *
     * @param authBaseUrl another host than the service's own, null for that one
     * @param qrCodeBaseUrl likewise
     * @return whether tokens are in the store now
     */
    boolean run(
            String appId, TokenStore store, String account, String authBaseUrl, String qrCodeBaseUrl, Duration maxWait)
            throws InterruptedException {
        DeviceLogin.Builder login = DeviceLogin.builder(appId, store).account(account);
        if (authBaseUrl != null) {
            login.authBaseUrl(authBaseUrl);
        }
        if (qrCodeBaseUrl != null) {
            login.qrCodeBaseUrl(qrCodeBaseUrl);
        }
        try (PendingLogin pending = login.build().start(this)) {
            LoginOutcome outcome = pending.await(maxWait);
            out.println(sentence(outcome, account));
            return outcome == LoginOutcome.LOGGED_IN;
        }
    }

    @Override
    public void show(LoginCode code) {
        out.println(replaced ? "That code has expired. Scan this one instead:" : "Scan this code with the 115 app:");
        replaced = true;
        out.println();
        out.print(code.text(terminal));
        out.println();
        if (png != null) {
            try {
                Files.write(png, code.png(PIXELS_PER_MODULE));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + png, e);
            }
            out.println("The same code as a picture: " + png);
        }
        out.println("Waiting for the phone; the code is good for about five minutes");
        out.flush();
    }

    @Override
    public void scanned() {
        out.println("Scanned. Now confirm on the phone");
        out.flush();
    }

    @Override
    public void retrying(Open115Exception problem) {
        out.println("Trying again, because of a problem: " + problem.getMessage());
        out.flush();
    }

    private static String sentence(LoginOutcome outcome, String account) {
        return switch (outcome) {
            case LOGGED_IN -> "Account '" + account + "' is logged in";
            case CANCELLED -> "The log-in was declined on the phone; nothing was changed";
            case EXPIRED -> "Nobody confirmed before the last code expired; nothing was changed";
            case NOT_IN_TIME -> "Nobody confirmed in time; nothing was changed";
        };
    }
}
