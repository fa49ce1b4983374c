/* Generated from the options of the component by PropertiesWriter; do not edit. */
package io.github.open115.camel.springboot;

import java.time.Duration;
import org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The options of the open115 component as properties; null where the default of the component holds. */
@ConfigurationProperties(prefix = "camel.component.open115")
public class Open115ComponentProperties extends ComponentConfigurationPropertiesCommon {

    /**
     * An access token for a token store that has no tokens that can be renewed. Alone it works until it expires,
     * about two hours.
     */
    private String accessToken;

    /**
     * Which authorization of the token store to use; two accounts are two names.
     */
    private String account;

    /**
     * Where the processes that use an account share its budget and its pauses; by default where tokenStore keeps the
     * tokens. The name of a bean, such as #bean:name.
     */
    private String accountStateStore;

    /**
     * Base URL of the resource API, for tests and proxies.
     */
    private String apiBaseUrl;

    /**
     * Base URL of the authorization host, for tests and proxies.
     */
    private String authBaseUrl;

    /**
     * Whether autowiring is enabled. This is used for automatic autowiring options (the option must be marked as
     * autowired) by looking up in the registry to find if there is a single instance of matching type, which then
     * gets configured on the component. This can be used for automatic configuring JDBC data sources, JMS connection
     * factories, AWS Clients, etc.
     */
    private Boolean autowiredEnabled;

    /**
     * Allows for bridging the consumer to the Camel routing Error Handler, which mean any exceptions (if possible)
     * occurred while the Camel consumer is trying to pickup incoming messages, or the likes, will now be processed
     * as a message and handled by the routing Error Handler. Important: This is only possible if the 3rd party
     * component allows Camel to be alerted if an exception was thrown. Some components handle this internally only,
     * and therefore bridgeErrorHandler is not possible. In other situations we may improve the Camel component to
     * hook into the 3rd party component and make this possible for future releases. By default the consumer will use
     * the org.apache.camel.spi.ExceptionHandler to deal with exceptions, that will be logged at WARN or ERROR level
     * and ignored.
     */
    private Boolean bridgeErrorHandler;

    /**
     * How long a call may take in all, in milliseconds. Transfers have no such limit.
     */
    private Duration callTimeout;

    /**
     * A client of your own, which brings its account; endpoints then use it whatever account they name. It is not
     * closed with the component. The name of a bean, such as #bean:name.
     */
    private String client;

    /**
     * The app ID of an application of your own on open.115.com; needed for a log-in by QR code only.
     */
    private String clientId;

    /**
     * The component configuration The name of a bean, such as #bean:name.
     */
    private String configuration;

    /**
     * What upload does with a file of the same name: override (the new one is uploaded and proved, then the old one
     * goes to the bin; equal content is left alone), fail, ignore (nothing is uploaded), rename (to name (1).ext) or
     * keepBoth (two of one name). copy does the same with the files it copies.
     */
    private io.github.open115.client.upload.ConflictPolicy conflictPolicy;

    /**
     * How long connecting may take, in milliseconds.
     */
    private Duration connectTimeout;

    /**
     * Origins of the web pages whose scripts may read what serve answers, comma separated, or an asterisk for all.
     * By default none; with localProxySignSecret all.
     */
    private String corsOrigins;

    /**
     * Whether offlineDelete and offlineClear also delete what the tasks have downloaded; offlineClear only with
     * offlineScope=finished or all.
     */
    private Boolean deleteSourceFiles;

    /**
     * Whether the deletion of a delivered file by somebody else is reported, too: by an exchange without body whose
     * header CamelOpen115Event is DELETED. A file counts as deleted when three complete listings in a row do not
     * have it and a look-up says that it is gone. Needs incremental and idempotent.
     */
    private Boolean deletedFiles;

    /**
     * If more delivered files than this are missing at once, no deletion is reported, with a warning, until they are
     * back or this is raised. 0 reports none.
     */
    private Integer deletedFilesMax;

    /**
     * The same as deletedFilesMax, in percent of the files of the folder, 0 to 100. Ten missing files are not too
     * many by this.
     */
    private Integer deletedFilesMaxPercent;

    /**
     * Whether the body is the content, fetched when it is first read; false leaves it null and sets headers only.
     */
    private Boolean download;

    /**
     * How serve hands a file over: by a redirection to the content, through this machine, by a redirection to a
     * download proxy, or by what fits the caller; header CamelOpen115DownloadMethod overrides it.
     */
    private io.github.open115.camel.serve.DownloadMethod downloadMethod;

    /**
     * Base URLs of download proxies, comma separated. They are taken in turn, and one that does not work is left
     * out.
     */
    private String downloadProxyUrl;

    /**
     * Whether offlineAdd fails if the service refuses one of several links, after all were sent; otherwise it fails
     * only if all are refused.
     */
    private Boolean failOnRejectedLink;

    /**
     * The id of the file or folder to act on; may be an expression of the File language.
     */
    private String fileId;

    /**
     * Used for enabling or disabling all consumer based health checks from this component
     */
    private Boolean healthCheckConsumerEnabled;

    /**
     * Used for enabling or disabling all producer based health checks from this component. Notice: Camel has by
     * default disabled all producer based health-checks. You can turn on producer checks globally by setting
     * camel.health.producersEnabled=true.
     */
    private Boolean healthCheckProducerEnabled;

    /**
     * An OkHttpClient whose proxy, TLS and DNS settings calls and transfers take over. It is not used as it is, and
     * not closed. The name of a bean, such as #bean:name.
     */
    private String httpClient;

    /**
     * Whether files and folders whose name starts with a dot are polled.
     */
    private Boolean includeHiddenFiles;

    /**
     * Whether a poll asks only for what has changed since the last one: one call as long as nothing has, whatever
     * the number of files. false lists everything at each poll, as is done in any case where idempotent is false.
     */
    private Boolean incremental;

    /**
     * Whether the producer should be started lazy (on the first message). By starting lazy you can use this to allow
     * CamelContext and routes to startup in situations where a producer may otherwise fail during starting and cause
     * the route to fail being started. By deferring this startup to be lazy then the startup failure can be handled
     * during routing messages via Camel's routing error handlers. Beware that when the first message is processed
     * then creating and starting the producer may take a little time and prolong the total processing time of the
     * processing.
     */
    private Boolean lazyStartProducer;

    /**
     * How old a listing of one folder may be that list, info, resolveLink, download and serve answer from without a
     * call, in milliseconds. Own changes show at once. Operations that change the drive ask in any case.
     */
    private Duration listMaxAge;

    /**
     * Whether the operations list and recycleBinList give a complete list, or an iterator that asks for pages as it
     * is read and throws when the listing cannot be complete.
     */
    private io.github.open115.camel.Open115Configuration.ListOutput listOutput;

    /**
     * Whether a recursive list returns paths, at one more call for each folder that holds a file.
     */
    private Boolean listPaths;

    /**
     * The secret of signed URLs of your own: with it serve answers only requests that name a file by its id and
     * whose parameter sign is valid for that id.
     */
    private String localProxySignSecret;

    /**
     * How an account without a valid authorization gets one. With console and clientId, the component writes a QR
     * code to the log, and shows it in the dev console, by JMX and in an event. The routes continue when a person
     * has scanned it. With none they wait for tokens in the token store.
     */
    private io.github.open115.camel.options.LoginMode login;

    /**
     * How many connections for downloads the account has at a time, over all routes; readers that wait for one take
     * turns.
     */
    private Integer maxConcurrentDownloads;

    /**
     * How many uploads the account makes at a time, over all routes; a further one waits for its turn.
     */
    private Integer maxConcurrentUploads;

    /**
     * How many connections one download opens to its link, 1 or 2; content that goes to a file uses both.
     */
    private Integer maxConnectionsPerLink;

    /**
     * Delivers only files that have not changed for so long, in milliseconds. Takes the place of read locks: the
     * content of a file never changes under its id.
     */
    private Duration minAge;

    /**
     * Which tasks offlineClear removes from the list of cloud downloads.
     */
    private io.github.open115.client.offline.OfflineScope offlineScope;

    /**
     * What the producer does; header CamelOpen115Operation overrides it.
     */
    private io.github.open115.camel.Open115Operation operation;

    /**
     * How many rows one listing call asks for, 1 to 1150. Falls back by itself when the service cannot serve it.
     */
    private Integer pageSize;

    /**
     * How long the path of a folder, polled or uploaded into, is trusted before it is looked up again, in
     * milliseconds.
     */
    private Duration pathMaxAge;

    /**
     * Receives the start, the progress and the end of every download and every upload of every account. A client of
     * your own has a listener of its own. The name of a bean, such as #bean:name.
     */
    private String progressListener;

    /**
     * The path under which the server that the download proxies ask knows rootFolderId.
     */
    private String proxyPathPrefix;

    /**
     * How many hours a URL for a download proxy is good; 0 for ever.
     */
    private Integer proxySignExpireHours;

    /**
     * The secret that URLs for download proxies are signed with, which the proxies know as their token; without it
     * URLs are not signed.
     */
    private String proxySignSecret;

    /**
     * Base URL of the QR code host, for tests and proxies.
     */
    private String qrCodeBaseUrl;

    /**
     * How long a call or a transfer may stand still, in milliseconds.
     */
    private Duration readTimeout;

    /**
     * How often everything is listed as a safety net for what an incremental poll cannot see, in milliseconds; 0 for
     * never.
     */
    private Duration reconcileInterval;

    /**
     * What recycleBinDelete deletes: what the message names (named), or everything in the recycle bin (all). Nobody
     * can undo it.
     */
    private io.github.open115.camel.Open115Configuration.RecycleBinScope recycleBinScope;

    /**
     * A refresh token. The component saves the tokens that it gets in the token store and ignores this value from
     * then on. A value that it has not seen is tried first: it replaces the saved tokens when the service accepts
     * it, and they are kept when it does not.
     */
    private String refreshToken;

    /**
     * How many calls a day, by the calendar day in China (UTC plus 8 hours), the account makes at most.
     */
    private Integer requestsPerDay;

    /**
     * How many calls a second the account makes at most, over all routes. The service blocks accounts that ask for
     * more than about one.
     */
    private Double requestsPerSecond;

    /**
     * The id of the folder that paths start from: the number after cid= in the web address. 0 is the whole drive.
     */
    private String rootFolderId;

    /**
     * Whether the route fails to start when the polled folder is not there or cannot be looked up; otherwise the
     * polls fail until it is.
     */
    private Boolean startingDirectoryMustExist;

    /**
     * The directory where tokens and the memory of delivered files live. It must outlast the process: in a
     * container, a volume.
     */
    private String stateDirectory;

    /**
     * How long nothing is sent after a throttle reply, in milliseconds; doubled each time the service throttles
     * again.
     */
    private Duration throttleCooldown;

    /**
     * The longest time that nothing is sent after a throttle reply, in milliseconds.
     */
    private Duration throttleCooldownMax;

    /**
     * How long a call waits at most while the service throttles the account, in milliseconds.
     */
    private Duration throttleMaxWait;

    /**
     * What a call does while the service throttles the account: wait, at most throttleMaxWait, or fail at once. A
     * poll is skipped in either case.
     */
    private io.github.open115.camel.Open115Configuration.ThrottlePolicy throttlePolicy;

    /**
     * Where authorizations are kept; files in stateDirectory by default. The name of a bean, such as #bean:name.
     */
    private String tokenStore;

    /**
     * How many bytes one part of an upload has, 16777216 (16 MiB) to 5368709120 (5 GiB); 0 to choose it by the size
     * of the file.
     */
    private Long uploadPartSize;

    /**
     * The User-Agent of every call. A download link works for the agent it was asked with and for no other.
     */
    private String userAgent;

    /**
     * What pays for videoPush: the membership (vip), or the coins of the account (coins), which cost money.
     */
    private io.github.open115.client.video.PushBy videoPushBy;

    /**
     * What upload does with content that the service does not know, so that its bytes would have to be sent: upload
     * it, skip it, or fail.
     */
    private io.github.open115.client.upload.WhenNotInstant whenNotInstant;

    public String getAccessToken() {
        return accessToken;
    }

    public void setAccessToken(String accessToken) {
        this.accessToken = accessToken;
    }

    public String getAccount() {
        return account;
    }

    public void setAccount(String account) {
        this.account = account;
    }

    public String getAccountStateStore() {
        return accountStateStore;
    }

    public void setAccountStateStore(String accountStateStore) {
        this.accountStateStore = accountStateStore;
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

    public Boolean getAutowiredEnabled() {
        return autowiredEnabled;
    }

    public void setAutowiredEnabled(Boolean autowiredEnabled) {
        this.autowiredEnabled = autowiredEnabled;
    }

    public Boolean getBridgeErrorHandler() {
        return bridgeErrorHandler;
    }

    public void setBridgeErrorHandler(Boolean bridgeErrorHandler) {
        this.bridgeErrorHandler = bridgeErrorHandler;
    }

    public Duration getCallTimeout() {
        return callTimeout;
    }

    public void setCallTimeout(Duration callTimeout) {
        this.callTimeout = callTimeout;
    }

    public String getClient() {
        return client;
    }

    public void setClient(String client) {
        this.client = client;
    }

    public String getClientId() {
        return clientId;
    }

    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getConfiguration() {
        return configuration;
    }

    public void setConfiguration(String configuration) {
        this.configuration = configuration;
    }

    public io.github.open115.client.upload.ConflictPolicy getConflictPolicy() {
        return conflictPolicy;
    }

    public void setConflictPolicy(io.github.open115.client.upload.ConflictPolicy conflictPolicy) {
        this.conflictPolicy = conflictPolicy;
    }

    public Duration getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public String getCorsOrigins() {
        return corsOrigins;
    }

    public void setCorsOrigins(String corsOrigins) {
        this.corsOrigins = corsOrigins;
    }

    public Boolean getDeleteSourceFiles() {
        return deleteSourceFiles;
    }

    public void setDeleteSourceFiles(Boolean deleteSourceFiles) {
        this.deleteSourceFiles = deleteSourceFiles;
    }

    public Boolean getDeletedFiles() {
        return deletedFiles;
    }

    public void setDeletedFiles(Boolean deletedFiles) {
        this.deletedFiles = deletedFiles;
    }

    public Integer getDeletedFilesMax() {
        return deletedFilesMax;
    }

    public void setDeletedFilesMax(Integer deletedFilesMax) {
        this.deletedFilesMax = deletedFilesMax;
    }

    public Integer getDeletedFilesMaxPercent() {
        return deletedFilesMaxPercent;
    }

    public void setDeletedFilesMaxPercent(Integer deletedFilesMaxPercent) {
        this.deletedFilesMaxPercent = deletedFilesMaxPercent;
    }

    public Boolean getDownload() {
        return download;
    }

    public void setDownload(Boolean download) {
        this.download = download;
    }

    public io.github.open115.camel.serve.DownloadMethod getDownloadMethod() {
        return downloadMethod;
    }

    public void setDownloadMethod(io.github.open115.camel.serve.DownloadMethod downloadMethod) {
        this.downloadMethod = downloadMethod;
    }

    public String getDownloadProxyUrl() {
        return downloadProxyUrl;
    }

    public void setDownloadProxyUrl(String downloadProxyUrl) {
        this.downloadProxyUrl = downloadProxyUrl;
    }

    public Boolean getFailOnRejectedLink() {
        return failOnRejectedLink;
    }

    public void setFailOnRejectedLink(Boolean failOnRejectedLink) {
        this.failOnRejectedLink = failOnRejectedLink;
    }

    public String getFileId() {
        return fileId;
    }

    public void setFileId(String fileId) {
        this.fileId = fileId;
    }

    public Boolean getHealthCheckConsumerEnabled() {
        return healthCheckConsumerEnabled;
    }

    public void setHealthCheckConsumerEnabled(Boolean healthCheckConsumerEnabled) {
        this.healthCheckConsumerEnabled = healthCheckConsumerEnabled;
    }

    public Boolean getHealthCheckProducerEnabled() {
        return healthCheckProducerEnabled;
    }

    public void setHealthCheckProducerEnabled(Boolean healthCheckProducerEnabled) {
        this.healthCheckProducerEnabled = healthCheckProducerEnabled;
    }

    public String getHttpClient() {
        return httpClient;
    }

    public void setHttpClient(String httpClient) {
        this.httpClient = httpClient;
    }

    public Boolean getIncludeHiddenFiles() {
        return includeHiddenFiles;
    }

    public void setIncludeHiddenFiles(Boolean includeHiddenFiles) {
        this.includeHiddenFiles = includeHiddenFiles;
    }

    public Boolean getIncremental() {
        return incremental;
    }

    public void setIncremental(Boolean incremental) {
        this.incremental = incremental;
    }

    public Boolean getLazyStartProducer() {
        return lazyStartProducer;
    }

    public void setLazyStartProducer(Boolean lazyStartProducer) {
        this.lazyStartProducer = lazyStartProducer;
    }

    public Duration getListMaxAge() {
        return listMaxAge;
    }

    public void setListMaxAge(Duration listMaxAge) {
        this.listMaxAge = listMaxAge;
    }

    public io.github.open115.camel.Open115Configuration.ListOutput getListOutput() {
        return listOutput;
    }

    public void setListOutput(io.github.open115.camel.Open115Configuration.ListOutput listOutput) {
        this.listOutput = listOutput;
    }

    public Boolean getListPaths() {
        return listPaths;
    }

    public void setListPaths(Boolean listPaths) {
        this.listPaths = listPaths;
    }

    public String getLocalProxySignSecret() {
        return localProxySignSecret;
    }

    public void setLocalProxySignSecret(String localProxySignSecret) {
        this.localProxySignSecret = localProxySignSecret;
    }

    public io.github.open115.camel.options.LoginMode getLogin() {
        return login;
    }

    public void setLogin(io.github.open115.camel.options.LoginMode login) {
        this.login = login;
    }

    public Integer getMaxConcurrentDownloads() {
        return maxConcurrentDownloads;
    }

    public void setMaxConcurrentDownloads(Integer maxConcurrentDownloads) {
        this.maxConcurrentDownloads = maxConcurrentDownloads;
    }

    public Integer getMaxConcurrentUploads() {
        return maxConcurrentUploads;
    }

    public void setMaxConcurrentUploads(Integer maxConcurrentUploads) {
        this.maxConcurrentUploads = maxConcurrentUploads;
    }

    public Integer getMaxConnectionsPerLink() {
        return maxConnectionsPerLink;
    }

    public void setMaxConnectionsPerLink(Integer maxConnectionsPerLink) {
        this.maxConnectionsPerLink = maxConnectionsPerLink;
    }

    public Duration getMinAge() {
        return minAge;
    }

    public void setMinAge(Duration minAge) {
        this.minAge = minAge;
    }

    public io.github.open115.client.offline.OfflineScope getOfflineScope() {
        return offlineScope;
    }

    public void setOfflineScope(io.github.open115.client.offline.OfflineScope offlineScope) {
        this.offlineScope = offlineScope;
    }

    public io.github.open115.camel.Open115Operation getOperation() {
        return operation;
    }

    public void setOperation(io.github.open115.camel.Open115Operation operation) {
        this.operation = operation;
    }

    public Integer getPageSize() {
        return pageSize;
    }

    public void setPageSize(Integer pageSize) {
        this.pageSize = pageSize;
    }

    public Duration getPathMaxAge() {
        return pathMaxAge;
    }

    public void setPathMaxAge(Duration pathMaxAge) {
        this.pathMaxAge = pathMaxAge;
    }

    public String getProgressListener() {
        return progressListener;
    }

    public void setProgressListener(String progressListener) {
        this.progressListener = progressListener;
    }

    public String getProxyPathPrefix() {
        return proxyPathPrefix;
    }

    public void setProxyPathPrefix(String proxyPathPrefix) {
        this.proxyPathPrefix = proxyPathPrefix;
    }

    public Integer getProxySignExpireHours() {
        return proxySignExpireHours;
    }

    public void setProxySignExpireHours(Integer proxySignExpireHours) {
        this.proxySignExpireHours = proxySignExpireHours;
    }

    public String getProxySignSecret() {
        return proxySignSecret;
    }

    public void setProxySignSecret(String proxySignSecret) {
        this.proxySignSecret = proxySignSecret;
    }

    public String getQrCodeBaseUrl() {
        return qrCodeBaseUrl;
    }

    public void setQrCodeBaseUrl(String qrCodeBaseUrl) {
        this.qrCodeBaseUrl = qrCodeBaseUrl;
    }

    public Duration getReadTimeout() {
        return readTimeout;
    }

    public void setReadTimeout(Duration readTimeout) {
        this.readTimeout = readTimeout;
    }

    public Duration getReconcileInterval() {
        return reconcileInterval;
    }

    public void setReconcileInterval(Duration reconcileInterval) {
        this.reconcileInterval = reconcileInterval;
    }

    public io.github.open115.camel.Open115Configuration.RecycleBinScope getRecycleBinScope() {
        return recycleBinScope;
    }

    public void setRecycleBinScope(io.github.open115.camel.Open115Configuration.RecycleBinScope recycleBinScope) {
        this.recycleBinScope = recycleBinScope;
    }

    public String getRefreshToken() {
        return refreshToken;
    }

    public void setRefreshToken(String refreshToken) {
        this.refreshToken = refreshToken;
    }

    public Integer getRequestsPerDay() {
        return requestsPerDay;
    }

    public void setRequestsPerDay(Integer requestsPerDay) {
        this.requestsPerDay = requestsPerDay;
    }

    public Double getRequestsPerSecond() {
        return requestsPerSecond;
    }

    public void setRequestsPerSecond(Double requestsPerSecond) {
        this.requestsPerSecond = requestsPerSecond;
    }

    public String getRootFolderId() {
        return rootFolderId;
    }

    public void setRootFolderId(String rootFolderId) {
        this.rootFolderId = rootFolderId;
    }

    public Boolean getStartingDirectoryMustExist() {
        return startingDirectoryMustExist;
    }

    public void setStartingDirectoryMustExist(Boolean startingDirectoryMustExist) {
        this.startingDirectoryMustExist = startingDirectoryMustExist;
    }

    public String getStateDirectory() {
        return stateDirectory;
    }

    public void setStateDirectory(String stateDirectory) {
        this.stateDirectory = stateDirectory;
    }

    public Duration getThrottleCooldown() {
        return throttleCooldown;
    }

    public void setThrottleCooldown(Duration throttleCooldown) {
        this.throttleCooldown = throttleCooldown;
    }

    public Duration getThrottleCooldownMax() {
        return throttleCooldownMax;
    }

    public void setThrottleCooldownMax(Duration throttleCooldownMax) {
        this.throttleCooldownMax = throttleCooldownMax;
    }

    public Duration getThrottleMaxWait() {
        return throttleMaxWait;
    }

    public void setThrottleMaxWait(Duration throttleMaxWait) {
        this.throttleMaxWait = throttleMaxWait;
    }

    public io.github.open115.camel.Open115Configuration.ThrottlePolicy getThrottlePolicy() {
        return throttlePolicy;
    }

    public void setThrottlePolicy(io.github.open115.camel.Open115Configuration.ThrottlePolicy throttlePolicy) {
        this.throttlePolicy = throttlePolicy;
    }

    public String getTokenStore() {
        return tokenStore;
    }

    public void setTokenStore(String tokenStore) {
        this.tokenStore = tokenStore;
    }

    public Long getUploadPartSize() {
        return uploadPartSize;
    }

    public void setUploadPartSize(Long uploadPartSize) {
        this.uploadPartSize = uploadPartSize;
    }

    public String getUserAgent() {
        return userAgent;
    }

    public void setUserAgent(String userAgent) {
        this.userAgent = userAgent;
    }

    public io.github.open115.client.video.PushBy getVideoPushBy() {
        return videoPushBy;
    }

    public void setVideoPushBy(io.github.open115.client.video.PushBy videoPushBy) {
        this.videoPushBy = videoPushBy;
    }

    public io.github.open115.client.upload.WhenNotInstant getWhenNotInstant() {
        return whenNotInstant;
    }

    public void setWhenNotInstant(io.github.open115.client.upload.WhenNotInstant whenNotInstant) {
        this.whenNotInstant = whenNotInstant;
    }
}
