package io.github.open115.client.account;

import java.util.Objects;

/**
 * Which account, and what it may. Clients with the same name and token store share their budget.
 *
 * @param name its name in the token store
 * @param tokenStore the location of the token store
 * @param limits how much and how fast; the same for all clients of the account
 * @param stateStore where the processes that use the account share their budget
 */
public record AccountSettings(String name, String tokenStore, Limits limits, AccountStateStore stateStore) {

    public AccountSettings {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(tokenStore, "tokenStore");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(stateStore, "stateStore");
    }
}
