package io.github.open115.camel.options;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One option of {@link AccountConfiguration} besides the account's name, so that values can be compared and carried
 * from the endpoint that gives them to the account.
 */
public enum AccountOption {
    refreshToken(AccountConfiguration::getRefreshToken, (c, v) -> c.setRefreshToken((String) v)),
    accessToken(AccountConfiguration::getAccessToken, (c, v) -> c.setAccessToken((String) v)),
    clientId(AccountConfiguration::getClientId, (c, v) -> c.setClientId((String) v)),
    apiBaseUrl(AccountConfiguration::getApiBaseUrl, (c, v) -> c.setApiBaseUrl((String) v)),
    authBaseUrl(AccountConfiguration::getAuthBaseUrl, (c, v) -> c.setAuthBaseUrl((String) v)),
    qrCodeBaseUrl(AccountConfiguration::getQrCodeBaseUrl, (c, v) -> c.setQrCodeBaseUrl((String) v)),
    requestsPerSecond(AccountConfiguration::getRequestsPerSecond, (c, v) -> c.setRequestsPerSecond((Double) v)),
    requestsPerDay(AccountConfiguration::getRequestsPerDay, (c, v) -> c.setRequestsPerDay((Integer) v)),
    throttleCooldown(AccountConfiguration::getThrottleCooldown, (c, v) -> c.setThrottleCooldown((Long) v)),
    throttleCooldownMax(AccountConfiguration::getThrottleCooldownMax, (c, v) -> c.setThrottleCooldownMax((Long) v)),
    userAgent(AccountConfiguration::getUserAgent, (c, v) -> c.setUserAgent((String) v)),
    connectTimeout(AccountConfiguration::getConnectTimeout, (c, v) -> c.setConnectTimeout((Long) v)),
    readTimeout(AccountConfiguration::getReadTimeout, (c, v) -> c.setReadTimeout((Long) v)),
    callTimeout(AccountConfiguration::getCallTimeout, (c, v) -> c.setCallTimeout((Long) v)),
    maxConnectionsPerLink(
            AccountConfiguration::getMaxConnectionsPerLink, (c, v) -> c.setMaxConnectionsPerLink((Integer) v)),
    maxConcurrentDownloads(
            AccountConfiguration::getMaxConcurrentDownloads, (c, v) -> c.setMaxConcurrentDownloads((Integer) v));

    private final Function<AccountConfiguration, Object> getter;
    private final BiConsumer<AccountConfiguration, Object> setter;

    AccountOption(Function<AccountConfiguration, Object> getter, BiConsumer<AccountConfiguration, Object> setter) {
        this.getter = getter;
        this.setter = setter;
    }

    public Object get(AccountConfiguration configuration) {
        return getter.apply(configuration);
    }

    public void copy(AccountConfiguration from, AccountConfiguration to) {
        setter.accept(to, getter.apply(from));
    }

    /** The options among these names. */
    public static List<AccountOption> among(Iterable<String> names) {
        List<String> wanted = new java.util.ArrayList<>();
        names.forEach(wanted::add);
        return Arrays.stream(values())
                .filter(option -> wanted.contains(option.name()))
                .toList();
    }
}
