/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel.options;

import io.github.open115.camel.serve.DownloadMethod;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of the operation {@code serve}. */
@UriParams
public abstract class ServeConfiguration extends AccountConfiguration {

    @UriParam(
            label = "producer",
            defaultValue = "redirect",
            enums = "redirect,localProxy,proxyUrl,auto",
            description = "How `serve` hands a file over: by a redirection to the content, through this machine, by a"
                    + " redirection to a download proxy, or by what fits the caller; header"
                    + " `CamelOpen115DownloadMethod` overrides it.")
    private DownloadMethod downloadMethod = DownloadMethod.redirect;

    @UriParam(
            label = "producer",
            description =
                    "Base URLs of download proxies, comma separated. They are taken in turn, and one that does not"
                            + " work is left out.")
    private String downloadProxyUrl;

    @UriParam(
            label = "producer",
            description = "The path under which the server that the download proxies ask knows `rootFolderId`.")
    private String proxyPathPrefix = "";

    @SuppressWarnings("deprecation") // what took its place does not exist in Camel 4.18
    @UriParam(
            label = "producer,security",
            secret = true,
            description = "The secret that URLs for download proxies are signed with, which the proxies know as their"
                    + " token; without it URLs are not signed.")
    private String proxySignSecret;

    @UriParam(
            label = "producer",
            defaultValue = "4",
            description = "How many hours a URL for a download proxy is good; 0 for ever.")
    private int proxySignExpireHours = 4;

    @SuppressWarnings("deprecation") // what took its place does not exist in Camel 4.18
    @UriParam(
            label = "producer,security",
            secret = true,
            description =
                    "The secret of signed URLs of your own: with it `serve` answers only requests that name a file"
                            + " by its id and whose parameter `sign` is valid for that id.")
    private String localProxySignSecret;

    @UriParam(
            label = "producer",
            description = "Origins of the web pages whose scripts may read what `serve` answers, comma separated, or"
                    + " an asterisk for all. By default none; with `localProxySignSecret` all.")
    private String corsOrigins;

    /** The base URLs of the download proxies, without a slash at their ends. */
    public List<String> proxies() {
        return downloadProxyUrl == null
                ? List.of()
                : Arrays.stream(downloadProxyUrl.split(","))
                        .map(url -> url.trim().replaceFirst("/+$", ""))
                        .filter(url -> !url.isEmpty())
                        .toList();
    }

    public DownloadMethod getDownloadMethod() {
        return downloadMethod;
    }

    public void setDownloadMethod(DownloadMethod downloadMethod) {
        this.downloadMethod = downloadMethod;
    }

    public String getDownloadProxyUrl() {
        return downloadProxyUrl;
    }

    public void setDownloadProxyUrl(String downloadProxyUrl) {
        this.downloadProxyUrl = downloadProxyUrl;
    }

    public String getProxyPathPrefix() {
        return proxyPathPrefix;
    }

    public void setProxyPathPrefix(String proxyPathPrefix) {
        this.proxyPathPrefix = proxyPathPrefix;
    }

    public String getProxySignSecret() {
        return proxySignSecret;
    }

    public void setProxySignSecret(String proxySignSecret) {
        this.proxySignSecret = proxySignSecret;
    }

    public int getProxySignExpireHours() {
        return proxySignExpireHours;
    }

    public void setProxySignExpireHours(int proxySignExpireHours) {
        this.proxySignExpireHours = proxySignExpireHours;
    }

    public String getLocalProxySignSecret() {
        return localProxySignSecret;
    }

    public void setLocalProxySignSecret(String localProxySignSecret) {
        this.localProxySignSecret = localProxySignSecret;
    }

    public String getCorsOrigins() {
        return corsOrigins;
    }

    public void setCorsOrigins(String corsOrigins) {
        this.corsOrigins = corsOrigins;
    }
}
