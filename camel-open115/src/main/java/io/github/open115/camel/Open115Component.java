/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import io.github.open115.camel.Open115Configuration.ThrottlePolicy;
import io.github.open115.camel.account.AccountRegistry;
import io.github.open115.camel.account.ConsoleLogin;
import io.github.open115.camel.account.EphemeralVolumeCheck;
import io.github.open115.camel.account.PollCosts;
import io.github.open115.camel.account.PollTurns;
import io.github.open115.camel.consumer.Accounts;
import io.github.open115.camel.content.ContentConverter;
import io.github.open115.camel.monitor.ConsumerReport;
import io.github.open115.camel.monitor.Monitoring;
import io.github.open115.camel.monitor.Monitoring.Monitored;
import io.github.open115.camel.names.DrivePaths;
import io.github.open115.camel.names.KnownFolders;
import io.github.open115.camel.options.CamelVersions;
import io.github.open115.camel.options.OptionChecks;
import io.github.open115.camel.options.RefusedOptions;
import io.github.open115.camel.snapshot.FolderSnapshots;
import io.github.open115.client.Open115Client;
import io.github.open115.client.Open115ClientBuilder;
import io.github.open115.client.account.AccountStateStore;
import io.github.open115.client.account.AccountStatus;
import io.github.open115.client.account.WaitPolicy;
import io.github.open115.client.auth.TokenStore;
import io.github.open115.client.http.Sleeper;
import io.github.open115.client.links.ProxyProbe;
import io.github.open115.client.login.LoginStatus;
import io.github.open115.client.transfer.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.component.file.GenericFileComponent;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@code open115:} component: makes endpoints and holds their shared parts, such as one client for each account. */
@Component(Open115Constants.SCHEME)
public class Open115Component extends GenericFileComponent<Open115File> implements Monitored {

    private static final Logger LOG = LoggerFactory.getLogger(Open115Component.class);

    private static final String IN_A_URI =
            "In a URI, a value ends at an &, and the path at a ?: write a value that has an"
                    + " & as RAW(value), or name the file in the header CamelFileName; give a folder that has a ? or a % in its"
                    + " name by its id, in rootFolderId";

    private static final String SECRETS_OF_SERVE = "proxySignSecret,localProxySignSecret";

    private static final Set<String> SECRETS =
            Set.of("refreshToken", "accessToken", "proxySignSecret", "localProxySignSecret");

    @Metadata(description = "The component configuration")
    private Open115Configuration configuration = new Open115Configuration();

    @Metadata(
            label = "common",
            defaultValue = "${user.home}/.camel-open115",
            description = "The directory where tokens and the memory of delivered files live. It must outlast the"
                    + " process: in a container, a volume.")
    private String stateDirectory;

    @Metadata(label = "advanced", description = "Where authorizations are kept; files in `stateDirectory` by default.")
    private TokenStore tokenStore;

    @Metadata(
            label = "advanced",
            description = "Where the processes that use an account share its budget and its pauses; by default where"
                    + " `tokenStore` keeps the tokens.")
    private AccountStateStore accountStateStore;

    @Metadata(
            label = "advanced",
            autowired = true,
            description = "A client of your own, which brings its account; endpoints then use it whatever account they"
                    + " name. It is not closed with the component.")
    private Open115Client client;

    @Metadata(
            label = "advanced",
            autowired = true,
            description = "An OkHttpClient whose proxy, TLS and DNS settings calls and transfers take over. It is not"
                    + " used as it is, and not closed.")
    private OkHttpClient httpClient;

    @Metadata(
            label = "advanced",
            autowired = true,
            description =
                    "Receives the start, the progress and the end of every download and every upload of every account. A"
                            + " `client` of your own has a listener of its own.")
    private ProgressListener progressListener;

    private final ConcurrentMap<String, Endpoint> polled = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, PollTurns> turns = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, KnownFolders> uploadFolders = new ConcurrentHashMap<>();
    private final Set<String> secretsInUris = ConcurrentHashMap.newKeySet();
    private Clock clock = Clock.systemUTC();
    private Sleeper sleeper;
    private final EphemeralVolumeCheck lastingVolume = new EphemeralVolumeCheck();
    private final AccountRegistry accounts =
            new AccountRegistry(this::getCamelContext, this::getConfiguration, this::clientBuilder, this::loginChanged);
    private FolderSnapshots snapshots = new FolderSnapshots(clock);
    private ExecutorService executor;
    private volatile Monitoring monitoring;
    private final Accounts shared = new SharedByConsumers();

    public Open115Component() {}

    public Open115Component(CamelContext context) {
        super(context);
    }

    @Override
    protected GenericFileEndpoint<Open115File> buildFileEndpoint(
            String uri, String remaining, Map<String, Object> parameters) {
        RefusedOptions.check(parameters.keySet());
        parameters.forEach((option, value) -> {
            if (value instanceof Collection) {
                throw new IllegalArgumentException("The option " + option + " is given more than once. " + IN_A_URI);
            }
        });
        SECRETS.forEach(option -> warnOfSecretInUri(option, parameters.get(option)));
        OptionChecks.parseEnums(parameters);
        OptionChecks.checkTexts(parameters);
        boolean policyGiven = parameters.keySet().stream().anyMatch("conflictPolicy"::equalsIgnoreCase);
        Open115Configuration own = configuration.copy();
        own.setDirectoryName(remaining);
        own.setDirectory(DrivePaths.normalized(remaining));
        return new Open115Endpoint(uri, this, own, AccountRegistry.optionsAmong(parameters.keySet()), policyGiven);
    }

    /** Once for each option: dynamic endpoints would repeat it with each message. */
    private void warnOfSecretInUri(String option, Object value) {
        if (value instanceof String text && !text.startsWith("#") && secretsInUris.add(option)) {
            LOG.warn(
                    "The option {} stands in the URI of an endpoint. Dumps of routes, some dev consoles and Camel's log at"
                            + " DEBUG show URIs as they are: set the option on the component, or give the name of a bean"
                            + " that holds the value, {}=#bean:name",
                    option,
                    option);
        }
    }

    /** An {@code &} in a file name looks like an option without a value: the message says so, Camel's own does not. */
    @Override
    protected void validateParameters(String uri, Map<String, Object> parameters, String optionPrefix) {
        for (Map.Entry<String, Object> unknown : parameters.entrySet()) {
            if ("".equals(unknown.getValue())) {
                throw new ResolveEndpointFailedException(
                        uri, "There is no option '" + unknown.getKey() + "'. " + IN_A_URI);
            }
        }
        super.validateParameters(uri, parameters, optionPrefix);
    }

    @Override
    protected void afterPropertiesSet(GenericFileEndpoint<Open115File> endpoint) {
        Open115Endpoint created = (Open115Endpoint) endpoint;
        OptionChecks.applyFileExist(created, created.getConfiguration(), created.isConflictPolicyGiven());
        OptionChecks.check(created, created.getConfiguration());
        if (client == null) {
            accounts.join(created.toString(), created.getConfiguration(), created.givenAccountOptions());
        } else {
            OptionChecks.checkOwnClient(created.toString(), created.getConfiguration(), created.givenAccountOptions());
        }
    }

    /** The client for an endpoint, waiting while the service throttles as the endpoint says. */
    Open115Client client(Open115Configuration endpoint) {
        WaitPolicy policy = endpoint.getThrottlePolicy() == ThrottlePolicy.fail
                ? WaitPolicy.failAtOnce()
                : WaitPolicy.waitAtMost(Duration.ofMillis(endpoint.getThrottleMaxWait()));
        Open115Client ofAccount = client == null ? accounts.client(endpoint.getAccount()) : client;
        ofAccount.files().addListener(knownFolders(endpoint));
        ConsoleLogin login =
                client == null ? accounts.login(endpoint.getAccount()).orElse(null) : null;
        monitoring.show(ofAccount.account(), ofAccount.downloads(), login == null ? null : login.login());
        if (login != null) {
            login.start((name, task) ->
                    getCamelContext().getExecutorServiceManager().newThread(name, task));
        }
        return ofAccount.with(policy);
    }

    private void loginChanged(AccountStatus account, LoginStatus login) {
        monitoring.loginChanged(account, login);
    }

    /** Whether an account that is not authorized is about to be, by {@code login=console}. */
    boolean isLoginWaiting(Open115Configuration endpoint) {
        return client == null
                && accounts.login(endpoint.getAccount()).isPresent()
                && accounts.client(endpoint.getAccount()).account().isLoginNeeded();
    }

    /** The folders that the endpoints of an account have found to upload into; a client of the user's has one account. */
    KnownFolders knownFolders(Open115Configuration endpoint) {
        return uploadFolders.computeIfAbsent(
                client == null ? endpoint.getAccount() : "", account -> new KnownFolders(clock, null));
    }

    /** Asks download proxies whether they work, with the proxy and TLS settings of the component. */
    ProxyProbe proxyProbe() {
        return new ProxyProbe(httpClient);
    }

    /** A builder with the settings that all accounts of this component share. */
    private Open115ClientBuilder clientBuilder() {
        return Open115Client.builder()
                .stateDirectory(stateDirectory())
                .tokenStore(tokenStore)
                .accountStateStore(accountStateStore)
                .httpClient(httpClient)
                .clock(clock)
                .sleeper(sleeper)
                .listener(account -> monitoring.lookAt(account))
                .progressListener(progressListener)
                .executor(executor)
                .threadFactory(
                        task -> getCamelContext().getExecutorServiceManager().newThread("Open115", task));
    }

    @Override
    public Monitoring monitoring() {
        return monitoring;
    }

    /** Camel masks secrets in its log by a list of names, on which those of {@code serve} are not. */
    @Override
    public void setCamelContext(CamelContext context) {
        super.setCamelContext(context);
        ExtendedCamelContext extension = context.getCamelContextExtension();
        String known = extension.getAdditionalSensitiveKeywords();
        if (known == null || !known.contains(SECRETS_OF_SERVE)) {
            extension.setAdditionalSensitiveKeywords(known == null ? SECRETS_OF_SERVE : known + "," + SECRETS_OF_SERVE);
        }
    }

    @Override
    protected void doInit() throws Exception {
        CamelVersions.check(getCamelContext().getVersion());
        super.doInit();
        ContentConverter.addTo(getCamelContext().getTypeConverterRegistry());
        getCamelContext().addStartupListener(new PollCosts(this::polls));
    }

    /** The folders that routes poll with a fixed delay. */
    private Stream<PollCosts.Poll> polls() {
        return getCamelContext().getRoutes().stream()
                .filter(route -> route.getEndpoint() instanceof Open115Endpoint endpoint
                        && endpoint.component() == this
                        && endpoint.hasFixedDelay())
                .map(route ->
                        ((Open115Endpoint) route.getEndpoint()).poll(((Open115Consumer) route.getConsumer()).delay()));
    }

    @Override
    protected void doStart() throws Exception {
        monitoring = new Monitoring(getCamelContext(), this, clock);
        executor = getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "Open115");
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        // a component that was never started has none
        if (monitoring != null) {
            monitoring.close();
        }
        if (client != null) {
            // it outlives the component
            uploadFolders.values().forEach(client.files()::removeListener);
        }
        accounts.close();
        if (executor != null) {
            getCamelContext().getExecutorServiceManager().shutdownNow(executor);
            executor = null;
        }
    }

    /** The account services that the consumers share. */
    Accounts shared() {
        return shared;
    }

    private final class SharedByConsumers implements Accounts {

        @Override
        public Clock clock() {
            return clock;
        }

        @Override
        public Path stateDirectory() {
            return Open115Component.this.stateDirectory();
        }

        @Override
        public FolderSnapshots snapshots() {
            return snapshots;
        }

        @Override
        public PollTurns turns(String account) {
            return turns.computeIfAbsent(account, name -> new PollTurns());
        }

        @Override
        public void reserveMemory(String name, Endpoint endpoint) {
            Endpoint other = polled.putIfAbsent(name, endpoint);
            if (other != null && other != endpoint) {
                throw new IllegalStateException(
                        "Two consumers would share the memory of delivered files: " + other + " and " + endpoint
                                + ". Give their routes ids of your own (routeId), so that each remembers for itself");
            }
        }

        @Override
        public void releaseMemory(String name, Endpoint endpoint) {
            polled.remove(name, endpoint);
        }

        @Override
        public void show(Supplier<ConsumerReport> consumer) {
            monitoring.show(consumer);
        }

        @Override
        public void hide(Supplier<ConsumerReport> consumer) {
            monitoring.hide(consumer);
        }
    }

    /** The directory of the default stores, which exists. */
    Path stateDirectory() {
        if (stateDirectory != null && stateDirectory.isBlank()) {
            // as from a variable of the environment without a value; Java would take the working directory
            throw new IllegalArgumentException(
                    "The option stateDirectory=" + stateDirectory
                            + " cannot be used: it is empty. Set it to a directory that this process may write, or leave it out");
        }
        Path directory = stateDirectory == null
                ? Path.of(System.getProperty("user.home"), ".camel-open115")
                : Path.of(stateDirectory);
        try {
            Files.createDirectories(directory);
            lastingVolume.check(directory);
            return directory;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The option stateDirectory=" + directory + " cannot be used: " + e.getMessage()
                            + ". Set it to a directory that this process may write",
                    e);
        }
    }

    public Open115Configuration getConfiguration() {
        return configuration;
    }

    /** The defaults of all endpoints. */
    public void setConfiguration(Open115Configuration configuration) {
        this.configuration = configuration;
    }

    public String getStateDirectory() {
        return stateDirectory;
    }

    public void setStateDirectory(String stateDirectory) {
        this.stateDirectory = stateDirectory;
    }

    public TokenStore getTokenStore() {
        return tokenStore;
    }

    public void setTokenStore(TokenStore tokenStore) {
        this.tokenStore = tokenStore;
    }

    public AccountStateStore getAccountStateStore() {
        return accountStateStore;
    }

    public void setAccountStateStore(AccountStateStore accountStateStore) {
        this.accountStateStore = accountStateStore;
    }

    public Open115Client getClient() {
        return client;
    }

    public void setClient(Open115Client client) {
        this.client = client;
    }

    public OkHttpClient getHttpClient() {
        return httpClient;
    }

    public void setHttpClient(OkHttpClient httpClient) {
        this.httpClient = httpClient;
    }

    public ProgressListener getProgressListener() {
        return progressListener;
    }

    public void setProgressListener(ProgressListener progressListener) {
        this.progressListener = progressListener;
    }

    Clock getClock() {
        return clock;
    }

    /** Takes another clock, for tests. */
    void setClock(Clock clock) {
        this.clock = clock;
        this.snapshots = new FolderSnapshots(clock);
    }

    /** Takes another way to wait, for tests. */
    void setSleeper(Sleeper sleeper) {
        this.sleeper = sleeper;
    }
}
