package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Endpoint;
import org.apache.camel.Message;

/** The {@code User-Agent} that a link is resolved for. */
final class UserAgents {

    private UserAgents() {}

    /** The component's own header, else the one of an incoming HTTP request, else the option. */
    static String of(Message message, Open115Endpoint endpoint) {
        for (String header : new String[] {Open115Constants.USER_AGENT, "User-Agent"}) {
            String value = message.getHeader(header, String.class);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return endpoint.client().links().defaultUserAgent();
    }
}
