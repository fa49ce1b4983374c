package io.github.open115.client.links;

import io.github.open115.client.account.AccountCalls;
import io.github.open115.client.account.Lane;
import io.github.open115.client.http.ApiCall;
import java.time.Clock;
import java.util.Collection;

/** Sends {@code downurl} for the pick codes it is given; one call. */
final class LinkCalls {

    private final AccountCalls calls;
    private final Clock clock;

    LinkCalls(AccountCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    LinkReply ask(Collection<String> pickCodes, String userAgent) {
        ApiCall call = ApiCall.post("/open/ufile/downurl")
                .parameter("pick_code", String.join(",", pickCodes))
                .userAgent(userAgent)
                .repeatable()
                .build();
        return LinkReply.read(calls.send(call, Lane.LINKS), pickCodes, userAgent, clock);
    }
}
