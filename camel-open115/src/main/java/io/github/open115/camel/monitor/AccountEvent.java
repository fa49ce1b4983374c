/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.monitor;

import io.github.open115.client.login.LoginCode;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.spi.CamelEvent;

/** Something about an account has changed that its routes and its owner may want to know; sent once for each change. */
public final class AccountEvent implements CamelEvent {

    /** What has changed. */
    public enum Kind {
        /** The service throttles: nothing is sent until {@link #resumesAt()}. */
        THROTTLED,
        /** The pause is over: calls may be sent again. */
        RESUMED,
        /** A person must authorize again; {@link #message()} says how. */
        AUTHORIZATION_LOST,
        /** The account is authorized again. */
        AUTHORIZATION_RESTORED,
        /** A QR code waits for a person who scans it: {@link #loginCode()}. Only with {@code login=console}. */
        LOGIN_CODE,
        /** Nobody scanned the QR code, or none could be had: the next one is asked for at {@link #resumesAt()}. */
        LOGIN_PAUSED
    }

    private final Object source;
    private final Kind kind;
    private final String account;
    private final String message;
    private final Instant resumesAt;
    private final LoginCode loginCode;
    private long timestamp;

    /**
     * @param source the component
     * @param kind what has changed
     * @param account name of the account
     * @param message a sentence for a person, without secrets
     * @param resumesAt when calls are sent again, or the next QR code is asked for; null when that is not known or does not
     *     apply
     * @param loginCode the QR code to scan; null unless one waits
     */
    AccountEvent(Object source, Kind kind, String account, String message, Instant resumesAt, LoginCode loginCode) {
        this.source = source;
        this.kind = kind;
        this.account = account;
        this.message = message;
        this.resumesAt = resumesAt;
        this.loginCode = loginCode;
    }

    /** What has changed. */
    public Kind kind() {
        return kind;
    }

    /** Name of the account. */
    public String account() {
        return account;
    }

    /** What has happened, and what to do if something is to be done. */
    public String message() {
        return message;
    }

    /** When calls are sent again, or the next QR code is asked for; empty for other kinds, and when it is not known. */
    public Optional<Instant> resumesAt() {
        return Optional.ofNullable(resumesAt);
    }

    /** The QR code to scan, as text and as PNG; empty unless the kind is {@link Kind#LOGIN_CODE}. */
    public Optional<LoginCode> loginCode() {
        return Optional.ofNullable(loginCode);
    }

    @Override
    public Type getType() {
        return Type.Custom;
    }

    /** The component that uses the account. */
    @Override
    public Object getSource() {
        return source;
    }

    @Override
    public long getTimestamp() {
        return timestamp;
    }

    @Override
    public void setTimestamp(long timestamp) {
        this.timestamp = timestamp;
    }

    @Override
    public String toString() {
        return kind + ": " + message;
    }
}
