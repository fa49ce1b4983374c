package io.github.open115.camel.producer;

import io.github.open115.camel.Open115Endpoint;
import io.github.open115.camel.serve.HttpRequestView;
import io.github.open115.client.files.MaxAge;
import java.time.Duration;
import org.apache.camel.Message;

/** How old an answer may be that an operation gives without a call. */
final class MaxAges {

    private MaxAges() {}

    /** What the option {@code listMaxAge} says, unless the HTTP request that the message brings asks for a new answer. */
    static MaxAge of(Message message, Open115Endpoint endpoint) {
        Duration age = Duration.ofMillis(endpoint.getConfiguration().getListMaxAge());
        return new MaxAge(
                age, age, endpoint.getConfiguration().getPageSize(), new HttpRequestView(message).isReloading());
    }
}
