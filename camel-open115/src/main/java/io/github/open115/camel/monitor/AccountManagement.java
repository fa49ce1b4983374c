/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.monitor;

import io.github.open115.camel.monitor.AccountReport.Throttling;
import io.github.open115.client.account.AccountStatus;
import io.github.open115.client.login.AutomaticLogin;
import io.github.open115.client.login.LoginCode;
import io.github.open115.client.transfer.Downloads;
import io.github.open115.client.transfer.Transfer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;

/** What JMX shows of an account. */
@ManagedResource(description = "Account of a 115 cloud drive")
public final class AccountManagement {

    // the tables of downloads and uploads, which every JMX console can show
    private static final String KEY = "number";
    private static final String[] COLUMNS = {KEY, "fileId", "fileName", "bytesSoFar", "size", "percent"};
    private static final String[] DESCRIPTIONS = {
        "Number of the row",
        "File id",
        "Name of the file; null when it is not known",
        "Bytes that are there, or were sent",
        "Bytes in all: of the file, or of the part of it that is fetched",
        "How much of it that is"
    };
    private static final OpenType<?>[] TYPES = {
        SimpleType.INTEGER, SimpleType.STRING, SimpleType.STRING, SimpleType.LONG, SimpleType.LONG, SimpleType.INTEGER
    };

    private static final int PIXELS_PER_MODULE = 8;

    private final AccountStatus status;
    private final Downloads downloads;
    private final AutomaticLogin login;
    private final Clock clock;

    /** @param login null without {@code login=console} */
    AccountManagement(AccountStatus status, Downloads downloads, AutomaticLogin login, Clock clock) {
        this.status = status;
        this.downloads = downloads;
        this.login = login;
        this.clock = clock;
    }

    /** The account's name in the token store. */
    @ManagedAttribute(description = "Name of the account in the token store")
    public String getAccount() {
        return status.name();
    }

    /** Calls sent since start, by method and path. */
    @ManagedAttribute(description = "Calls sent since start, by method and path")
    public Map<String, Long> getCalls() {
        return status.callCounts();
    }

    /** Calls sent since start. */
    @ManagedAttribute(description = "Calls sent since start")
    public long getTotalCalls() {
        return AccountReport.total(status.callCounts());
    }

    /** Download links that were handed out without a call since start. */
    @ManagedAttribute(description = "Download links that were handed out without a call since start")
    public long getReusedLinks() {
        return status.reusedLinks();
    }

    /** Connections to the CDN that downloads have open now. */
    @ManagedAttribute(description = "Connections that downloads have open now")
    public int getOpenConnections() {
        return downloads.statistics().openConnections();
    }

    /** Bytes of content that came since start, those that came twice included. */
    @ManagedAttribute(description = "Bytes of content that came since start")
    public long getBytesDownloaded() {
        return downloads.statistics().bytesReceived();
    }

    /** How often a download went on after its connection broke, stood still or was given to another, since start. */
    @ManagedAttribute(description = "How often a download went on over another connection since start")
    public long getReconnections() {
        return downloads.statistics().reconnections();
    }

    /** Links that died while a download used them, since start. */
    @ManagedAttribute(description = "Links that died while a download used them since start")
    public long getLinkRenewals() {
        return downloads.statistics().linkRenewals();
    }

    /**
     * The downloads in progress, one row each, in the order in which they started: {@code number} of the row, {@code
     * fileId}, {@code fileName}, {@code bytesSoFar}, {@code size}, {@code percent}.
     */
    @ManagedAttribute(description = "Downloads in progress, with the bytes so far, the size and the percentage")
    public TabularData getDownloadsInProgress() throws OpenDataException {
        return table("Download", false);
    }

    /** The same of uploads whose bytes are being sent. They have no file id yet. */
    @ManagedAttribute(description = "Uploads in progress, with the bytes so far, the size and the percentage")
    public TabularData getUploadsInProgress() throws OpenDataException {
        return table("Upload", true);
    }

    /** Bytes of content that were sent since start, those that were sent twice included. */
    @ManagedAttribute(description = "Bytes of content that were sent since start")
    public long getBytesUploaded() {
        return downloads.statistics().bytesSent();
    }

    /** Calls of this day so far, those of other processes included as far as they are known. */
    @ManagedAttribute(description = "Calls of this day in UTC+8 so far, those of other processes included")
    public int getUsedToday() {
        return status.budget().usedToday();
    }

    /** Calls that a day may have. */
    @ManagedAttribute(description = "Calls that a day in UTC+8 may have")
    public int getRequestsPerDay() {
        return status.budget().requestsPerDay();
    }

    /** Whether nothing is sent because the service throttles. */
    @ManagedAttribute(description = "Whether nothing is sent because the service throttles")
    public boolean isThrottled() {
        return Throttling.of(status).isOn();
    }

    /** Until when nothing is sent, ISO-8601; null when calls may be sent. */
    @ManagedAttribute(description = "Until when nothing is sent; null when calls may be sent")
    public String getThrottledUntil() {
        Instant until = Throttling.of(status).until();
        return until == null ? null : until.toString();
    }

    /** Why nothing is sent; null when calls may be sent. */
    @ManagedAttribute(description = "Why nothing is sent; null when calls may be sent")
    public String getThrottledReason() {
        return Throttling.of(status).reason();
    }

    /** Seconds until calls are sent again; 0 when they may be sent now. */
    @ManagedAttribute(description = "Seconds until calls are sent again; 0 when they may be sent now")
    public long getCooldownLeft() {
        return Throttling.of(status).left(clock.instant()).toSeconds();
    }

    /** GOOD, LOST or UNKNOWN. */
    @ManagedAttribute(
            description =
                    "GOOD, LOST when a person must authorize again, UNKNOWN when the token store" + " cannot be read")
    public String getAuthorization() {
        return report().authorization().name();
    }

    /** What is wrong with the authorization and what to do; null when nothing is. */
    @ManagedAttribute(description = "What is wrong with the authorization and what to do; null when nothing is")
    public String getAuthorizationProblem() {
        return report().authorizationProblem();
    }

    /** Age of the access token in seconds; -1 when there is none. */
    @ManagedAttribute(description = "Age of the access token in seconds; -1 when there is none")
    public long getTokenAge() {
        return report().tokenAge(clock.instant()).map(Duration::toSeconds).orElse(-1L);
    }

    /** When the access token ends, ISO-8601; null when that is not known. */
    @ManagedAttribute(description = "When the access token ends; null when that is not known")
    public String getTokenExpiresAt() {
        return report().tokenExpiresAt().map(Instant::toString).orElse(null);
    }

    /** What the log-in does now, by the names of {@code LoginStatus.State}; null without {@code login=console}. */
    @ManagedAttribute(
            description = "AUTHORIZED, CODE_SHOWN, SCANNED, SHOWN_ELSEWHERE or PAUSED; null without login=console")
    public String getLogin() {
        return login == null ? null : login.status().state().name();
    }

    /** Why there is no log-in; null when nothing is wrong. */
    @ManagedAttribute(description = "Why there is no log-in; null when nothing is wrong")
    public String getLoginProblem() {
        return login == null ? null : login.status().problem();
    }

    /** Until when the QR code is valid, or no code is asked for, ISO-8601; null when that is not known. */
    @ManagedAttribute(description = "Until when the QR code is valid, or no code is asked for; null when not known")
    public String getLoginUntil() {
        Instant until = login == null ? null : login.status().until();
        return until == null ? null : until.toString();
    }

    /** The text that the QR code has; null unless this instance shows one. */
    @ManagedAttribute(description = "The text that the QR code for the log-in has; null unless this instance shows one")
    public String getLoginCode() {
        LoginCode code = code();
        return code == null ? null : code.content();
    }

    /** The QR code as a PNG file; null unless this instance shows one. */
    @ManagedAttribute(description = "The QR code for the log-in as a PNG file; null unless this instance shows one")
    public byte[] getLoginCodePng() {
        LoginCode code = code();
        return code == null ? null : code.png(PIXELS_PER_MODULE);
    }

    /** Asks for a new QR code as soon as possible, also during a pause. */
    @ManagedOperation(
            description =
                    "Asks for a new QR code within seconds, also during a pause, and also while the account is authorized")
    public void requestLoginCode() {
        if (login == null) {
            throw new IllegalStateException(
                    "Account '" + status.name() + "' shows no QR codes: set the options login=console and clientId");
        }
        login.requestCode();
    }

    private LoginCode code() {
        return login == null ? null : login.status().code();
    }

    /** Reads the token store, which may be a database: only for the attributes that need it. */
    private AccountReport report() {
        return AccountReport.of(status, null);
    }

    private TabularData table(String kind, boolean uploads) throws OpenDataException {
        CompositeType row = new CompositeType(kind, kind + " in progress", COLUMNS, DESCRIPTIONS, TYPES);
        TabularData table =
                new TabularDataSupport(new TabularType(kind + "s", kind + "s in progress", row, new String[] {KEY}));
        for (Transfer transfer : downloads.inProgress()) {
            if (transfer.isUpload() != uploads) {
                continue;
            }
            long soFar = transfer.soFar();
            Object[] values = {
                table.size() + 1,
                transfer.source().fileId(),
                transfer.source().name(),
                soFar,
                transfer.length(),
                percent(soFar, transfer.length())
            };
            table.put(new CompositeDataSupport(row, COLUMNS, values));
        }
        return table;
    }

    private static int percent(long soFar, long length) {
        return length == 0 ? 100 : (int) (soFar * 100.0 / length);
    }
}
