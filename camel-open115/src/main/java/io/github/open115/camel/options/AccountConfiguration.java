/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.options;

import org.apache.camel.component.file.GenericFileConfiguration;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options that belong to an account rather than to an endpoint: its budget, hosts, agent and authorization. Two
 * endpoints that give different values for one account are refused by {@code AccountRegistry}, which reads and copies
 * these options by name through the generated configurer of this class.
 */
@UriParams
@Configurer
public abstract class AccountConfiguration extends GenericFileConfiguration {

    @UriParam(
            label = "common",
            defaultValue = "default",
            description = "Which authorization of the token store to use; two accounts are two names.")
    private String account = "default";

    @SuppressWarnings("deprecation") // what took its place does not exist in Camel 4.18
    @UriParam(
            label = "security",
            secret = true,
            description = "A refresh token. The component saves the tokens that it gets in the token store and ignores"
                    + " this value from then on. A value that it has not seen is tried first: it replaces the saved tokens"
                    + " when the service accepts it, and they are kept when it does not.")
    private String refreshToken;

    @SuppressWarnings("deprecation") // what took its place does not exist in Camel 4.18
    @UriParam(
            label = "security",
            secret = true,
            description = "An access token for a token store that has no tokens that can be renewed. Alone it works"
                    + " until it expires, about two hours.")
    private String accessToken;

    @UriParam(
            label = "security",
            description = "The app ID of an application of your own on open.115.com; needed for a log-in by QR code"
                    + " only.")
    private String clientId;

    @UriParam(
            label = "security",
            defaultValue = "none",
            description = "How an account without a valid authorization gets one. With `console` and `clientId`, the"
                    + " component writes a QR code to the log, and shows it in the dev console, by JMX and in an event."
                    + " The routes continue when a person has scanned it. With `none` they wait for tokens in the token"
                    + " store.")
    private LoginMode login = LoginMode.none;

    @UriParam(
            label = "advanced",
            defaultValue = "https://proapi.115.com",
            description = "Base URL of the resource API, for tests and proxies.")
    private String apiBaseUrl = "https://proapi.115.com";

    @UriParam(
            label = "advanced",
            defaultValue = "https://passportapi.115.com",
            description = "Base URL of the authorization host, for tests and proxies.")
    private String authBaseUrl = "https://passportapi.115.com";

    @UriParam(
            label = "advanced",
            defaultValue = "https://qrcodeapi.115.com",
            description = "Base URL of the QR code host, for tests and proxies.")
    private String qrCodeBaseUrl = "https://qrcodeapi.115.com";

    @UriParam(
            label = "common",
            defaultValue = "1",
            description = "How many calls a second the account makes at most, over all routes. The service blocks"
                    + " accounts that ask for more than about one.")
    private double requestsPerSecond = 1;

    @UriParam(
            label = "common",
            defaultValue = "8000",
            description =
                    "How many calls a day, by the calendar day in China (UTC plus 8 hours), the account makes at most.")
    private int requestsPerDay = 8000;

    @UriParam(
            label = "advanced",
            defaultValue = "300000",
            javaType = "java.time.Duration",
            description = "How long nothing is sent after a throttle reply, in milliseconds; doubled each time the"
                    + " service throttles again.")
    private long throttleCooldown = 300_000;

    @UriParam(
            label = "advanced",
            defaultValue = "3600000",
            javaType = "java.time.Duration",
            description = "The longest time that nothing is sent after a throttle reply, in milliseconds.")
    private long throttleCooldownMax = 3_600_000;

    @UriParam(
            label = "advanced",
            defaultValue = "camel-open115/<version>",
            description = "The `User-Agent` of every call. A download link works for the agent it was asked with and"
                    + " for no other.")
    private String userAgent;

    @UriParam(
            label = "advanced",
            defaultValue = "10000",
            javaType = "java.time.Duration",
            description = "How long connecting may take, in milliseconds.")
    private long connectTimeout = 10_000;

    @UriParam(
            label = "advanced",
            defaultValue = "60000",
            javaType = "java.time.Duration",
            description = "How long a call or a transfer may stand still, in milliseconds.")
    private long readTimeout = 60_000;

    @UriParam(
            label = "advanced",
            defaultValue = "120000",
            javaType = "java.time.Duration",
            description = "How long a call may take in all, in milliseconds. Transfers have no such limit.")
    private long callTimeout = 120_000;

    @UriParam(
            label = "advanced",
            defaultValue = "1",
            description =
                    "How many connections one download opens to its link, 1 or 2; content that goes to a file uses both.")
    private int maxConnectionsPerLink = 1;

    @UriParam(
            label = "advanced",
            defaultValue = "4",
            description =
                    "How many connections for downloads the account has at a time, over all routes; readers that wait for one take turns.")
    private int maxConcurrentDownloads = 4;

    @UriParam(
            label = "advanced",
            defaultValue = "2",
            description =
                    "How many uploads the account makes at a time, over all routes; a further one waits for its turn.")
    private int maxConcurrentUploads = 2;

    public String getAccount() {
        return account;
    }

    public void setAccount(String account) {
        this.account = account;
    }

    public String getRefreshToken() {
        return refreshToken;
    }

    public void setRefreshToken(String refreshToken) {
        this.refreshToken = refreshToken;
    }

    public String getAccessToken() {
        return accessToken;
    }

    public void setAccessToken(String accessToken) {
        this.accessToken = accessToken;
    }

    public String getClientId() {
        return clientId;
    }

    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public LoginMode getLogin() {
        return login;
    }

    public void setLogin(LoginMode login) {
        this.login = login;
    }

    public String getApiBaseUrl() {
        return apiBaseUrl;
    }

    public void setApiBaseUrl(String apiBaseUrl) {
        this.apiBaseUrl = apiBaseUrl;
    }

    public String getAuthBaseUrl() {
        return authBaseUrl;
    }

    public void setAuthBaseUrl(String authBaseUrl) {
        this.authBaseUrl = authBaseUrl;
    }

    public String getQrCodeBaseUrl() {
        return qrCodeBaseUrl;
    }

    public void setQrCodeBaseUrl(String qrCodeBaseUrl) {
        this.qrCodeBaseUrl = qrCodeBaseUrl;
    }

    public double getRequestsPerSecond() {
        return requestsPerSecond;
    }

    public void setRequestsPerSecond(double requestsPerSecond) {
        this.requestsPerSecond = requestsPerSecond;
    }

    public int getRequestsPerDay() {
        return requestsPerDay;
    }

    public void setRequestsPerDay(int requestsPerDay) {
        this.requestsPerDay = requestsPerDay;
    }

    public long getThrottleCooldown() {
        return throttleCooldown;
    }

    public void setThrottleCooldown(long throttleCooldown) {
        this.throttleCooldown = throttleCooldown;
    }

    public long getThrottleCooldownMax() {
        return throttleCooldownMax;
    }

    public void setThrottleCooldownMax(long throttleCooldownMax) {
        this.throttleCooldownMax = throttleCooldownMax;
    }

    public String getUserAgent() {
        return userAgent;
    }

    public void setUserAgent(String userAgent) {
        this.userAgent = userAgent;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getReadTimeout() {
        return readTimeout;
    }

    public void setReadTimeout(long readTimeout) {
        this.readTimeout = readTimeout;
    }

    public long getCallTimeout() {
        return callTimeout;
    }

    public void setCallTimeout(long callTimeout) {
        this.callTimeout = callTimeout;
    }

    public int getMaxConnectionsPerLink() {
        return maxConnectionsPerLink;
    }

    public void setMaxConnectionsPerLink(int maxConnectionsPerLink) {
        this.maxConnectionsPerLink = maxConnectionsPerLink;
    }

    public int getMaxConcurrentDownloads() {
        return maxConcurrentDownloads;
    }

    public void setMaxConcurrentDownloads(int maxConcurrentDownloads) {
        this.maxConcurrentDownloads = maxConcurrentDownloads;
    }

    public int getMaxConcurrentUploads() {
        return maxConcurrentUploads;
    }

    public void setMaxConcurrentUploads(int maxConcurrentUploads) {
        this.maxConcurrentUploads = maxConcurrentUploads;
    }
}
