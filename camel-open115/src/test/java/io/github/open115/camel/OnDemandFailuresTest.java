package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks for a file on demand never takes a failure for a file that is not there. */
class OnDemandFailuresTest extends InboxTest {

    @ParameterizedTest
    @ValueSource(strings = {"open115:/inbox?fileName=a.txt", "open115:/inbox?delay=60000"})
    @DisplayName("R38 a file whose exchanges failed again and again is there for the next one that asks for it")
    void failedElsewhere(String uri) throws Exception {
        emulator().clock().freeze();
        put("/inbox", "a.txt", "A");
        List<String> bodies = new ArrayList<>();
        try (Routes routes = routes().start();
                ConsumerTemplate template = routes.context().createConsumerTemplate()) {
            for (int i = 0; i < 6; i++) {
                Exchange exchange = template.receiveNoWait(uri);
                bodies.add(exchange == null ? null : exchange.getIn().getBody(String.class));
                if (exchange != null) {
                    exchange.setException(new IllegalStateException("the database is down"));
                    template.doneUoW(exchange);
                }
                emulator().clock().advance(Duration.ofMinutes(1));
            }
        }
        assertThat(bodies).containsOnly("A").hasSize(6);
    }
}
