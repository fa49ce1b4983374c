package io.github.open115.camel;

import io.github.open115.client.Open115Client;
import io.github.open115.client.Open115ClientBuilder;
import io.github.open115.client.account.Limits;
import io.github.open115.client.links.ProxyProbe;
import io.github.open115.client.transfer.TransferLimits;
import java.time.Duration;

/** Makes the client of an account from its options. */
final class ClientFactory {

    /** Downloads of large files hold their connection long, but a route that waits for itself must end some day. */
    private static final Duration MAX_WAIT_FOR_A_CONNECTION = Duration.ofMinutes(30);

    private final Open115Component component;

    ClientFactory(Open115Component component) {
        this.component = component;
    }

    Open115Client open(AccountConfiguration account) {
        Open115ClientBuilder builder = Open115Client.builder()
                .account(account.getAccount())
                .stateDirectory(component.stateDirectory())
                .tokenStore(component.getTokenStore())
                .accountStateStore(component.getAccountStateStore())
                .refreshToken(account.getRefreshToken())
                .accessToken(account.getAccessToken())
                .apiBaseUrl(account.getApiBaseUrl())
                .authBaseUrl(account.getAuthBaseUrl())
                .qrCodeBaseUrl(account.getQrCodeBaseUrl())
                .connectTimeout(Duration.ofMillis(account.getConnectTimeout()))
                .readTimeout(Duration.ofMillis(account.getReadTimeout()))
                .callTimeout(Duration.ofMillis(account.getCallTimeout()))
                .limits(new Limits(
                        account.getRequestsPerSecond(),
                        account.getRequestsPerDay(),
                        Duration.ofMillis(account.getThrottleCooldown()),
                        Duration.ofMillis(account.getThrottleCooldownMax())))
                .transferLimits(new TransferLimits(
                        account.getMaxConcurrentDownloads(),
                        account.getMaxConnectionsPerLink(),
                        Duration.ofMillis(account.getReadTimeout()),
                        MAX_WAIT_FOR_A_CONNECTION))
                .httpClient(component.getHttpClient())
                .clock(component.getClock())
                .sleeper(component.getSleeper())
                .listener(component::lookAt)
                .progressListener(component.getProgressListener())
                .threadFactory(task ->
                        component.getCamelContext().getExecutorServiceManager().newThread("Open115", task));
        if (account.getUserAgent() != null) {
            builder.userAgent(account.getUserAgent());
        }
        return builder.build();
    }

    /** Asks download proxies, with the proxy and TLS settings of the component. */
    ProxyProbe proxyProbe() {
        return new ProxyProbe(component.getHttpClient());
    }
}
