package io.github.open115.client.account;

import io.github.open115.client.http.ApiCall;
import io.github.open115.client.http.JsonObject;

/** Sends calls in the name of one account: within its budget, with its bearer, as a value or a typed error. */
public interface AccountCalls {

    /**
     * Sends one call and waits for its reply. Reads are sent once more when no reply came and the call is repeatable;
     * a rejected access token is renewed and the call repeated once.
     *
     * @param call what to send
     * @param lane what it is for
     * @return the whole reply object, whose {@code state} was success; never null
     * @throws io.github.open115.client.http.Open115Exception one of its subclasses, by the rules of
     *     docs/115-open-api.md A.4, A.5 and A.8
     */
    JsonObject send(ApiCall call, Lane lane);
}
