/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** What becomes of a file whose exchange fails once, by the options of the consumer: which of them lose it. */
@Timeout(120)
@Tag("slow")
class KafkaShapesTest extends WorkersOnABroker {

    private static final String COMMIT = "${header.CamelKafkaManualCommit.commit()}";

    // what is the default but for the interval, which is 5000
    private static final String AUTOMATIC = "autoOffsetReset=earliest&autoCommitIntervalMs=100";

    private String topic;
    private CamelContext sender;

    @BeforeEach
    void createTopic(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        broker.createTopic(topic, 1);
        sender = newContext();
        sender.start();
    }

    @Test
    @DisplayName("defaults: the offset is committed although the exchange failed, and the file is lost")
    void defaultsLoseIt() throws Exception {
        failures.put("b", 1);
        send("a", "b", "c");
        try (DefaultCamelContext worker = worker(AUTOMATIC, false)) {
            worker.start();
            await().atMost(5, TimeUnit.MINUTES).until(() -> broker.lag(topic, topic) == 0);
        }
        send("d");
        consumeUntil("d", AUTOMATIC, false);
        assertThat(worked).containsExactly("a", "c", "d");
    }

    @Test
    @DisplayName("breakOnFirstError with automatic commit: the file comes again, and the ones before it may, too")
    void breakOnFirstErrorDeliversItAgain() throws Exception {
        failures.put("b", 1);
        send("a", "b", "c");
        consumeUntil("c", AUTOMATIC + "&breakOnFirstError=true", false);
        assertThat(worked).contains("a", "b", "c");
    }

    @Test
    @DisplayName("manual commit without breakOnFirstError: the commit of the next file covers the one that failed")
    void manualCommitAloneLosesIt() throws Exception {
        String options = "autoOffsetReset=earliest&autoCommitEnable=false&allowManualCommit=true";
        failures.put("b", 1);
        send("a", "b", "c");
        consumeUntil("c", options, true);

        send("d");
        consumeUntil("d", options, true);
        assertThat(worked).containsExactly("a", "c", "d");
    }

    @Test
    @DisplayName("autoOffsetReset=latest, the default: a file that fails before the first commit is skipped")
    void latestLosesTheFirstFile() throws Exception {
        failures.put("a", 1);
        DefaultCamelContext worker =
                worker("autoCommitEnable=false&allowManualCommit=true&breakOnFirstError=true", true);
        worker.start();
        await().until(() -> {
            // until the consumer has its partition, files before it are not its business
            if (attempts.isEmpty()) {
                send("a");
            }
            return attempts.contains("a");
        });
        await().atMost(5, TimeUnit.MINUTES).until(() -> {
            if (!worked.contains("d")) {
                send("d");
            }
            return worked.contains("d");
        });
        assertThat(worked).doesNotContain("a");
    }

    @Test
    @DisplayName("autoCommitEnable=false without manual commit: nothing is ever committed, all come again")
    void withoutAnyCommitAllComeAgain() throws Exception {
        send("a", "b");
        consumeUntil("b", "autoOffsetReset=earliest&autoCommitEnable=false", false);
        send("c");
        consumeUntil("c", "autoOffsetReset=earliest&autoCommitEnable=false", false);
        assertThat(worked).containsExactly("a", "b", "a", "b", "c");
    }

    @Test
    @DisplayName("manual commit, breakOnFirstError, earliest: the file that failed comes again, in its turn")
    void commitAfterSuccessDeliversItAgain() throws Exception {
        failures.put("a", 1);
        failures.put("b", 2);
        send("a", "b", "c");
        consumeUntil(
                "c",
                "autoOffsetReset=earliest&autoCommitEnable=false&allowManualCommit=true&breakOnFirstError=true",
                true);
        assertThat(worked).containsExactly("a", "b", "c");
        assertThat(attempts).containsExactly("a", "a", "b", "b", "b", "c");
    }

    private void send(String... contents) {
        for (String content : contents) {
            send(sender, topic, file(content));
        }
    }

    private String uri(String options) {
        return "kafka:" + topic + "?groupId=" + topic + "&" + options;
    }

    private DefaultCamelContext worker(String options, boolean commits) throws Exception {
        DefaultCamelContext worker = newContext();
        worker.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                var route = from(uri(options))
                        .errorHandler(noErrorHandler())
                        .setHeader("CamelOpen115PickCode", header("pickCode"))
                        .to("open115:/inbox?operation=download")
                        .to("direct:work");
                if (commits) {
                    route.script(simple(COMMIT));
                }
            }
        });
        return worker;
    }

    /** Runs a worker until it has processed a content. */
    private void consumeUntil(String content, String options, boolean commits) throws Exception {
        try (DefaultCamelContext worker = worker(options, commits)) {
            worker.start();
            await().atMost(5, TimeUnit.MINUTES).until(() -> worked.contains(content));
        }
    }
}
