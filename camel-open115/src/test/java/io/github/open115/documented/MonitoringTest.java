/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.documented;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.Open115Component;
import io.github.open115.camel.monitor.AccountEvent;
import io.github.open115.emulator.Content;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.Test;

/** What "Monitoring" shows. */
class MonitoringTest extends EmulatedRoutes {

    private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    private final Mail mail = (subject, text) -> sent.add(subject + ": " + text);

    private interface Mail {
        void send(String subject, String text);
    }

    @Test
    void mailWhenTheAuthorizationIsLost() throws Exception {
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof AccountEvent change && change.kind() == AccountEvent.Kind.AUTHORIZATION_LOST) {
                    mail.send("115: " + change.account(), change.message());
                }
            }
        });
        context.addComponent("open115", emulated(new Open115Component()));
        context.start();
        emulator().account().revoke();
        context.createProducerTemplate().send("open115:/?operation=accountInfo", exchange -> {});

        assertThat(sent.poll(5, TimeUnit.MINUTES)).startsWith("115: default: ").contains("must be authorized again");
    }

    @Test
    void downloadsInProgress() throws Exception {
        emulator().drive().addFile("0", "film.mkv", Content.generated(1, 1_000_000));
        context.addComponent("open115", emulated(new Open115Component()));
        context.start();
        MBeanServer server =
                context.getManagementStrategy().getManagementAgent().getMBeanServer();
        Consumer<String> print = sent::add;
        InputStream film =
                context.createConsumerTemplate().receiveBody("open115:/?initialDelay=0", 60_000, InputStream.class);
        film.readNBytes(250_000);
        ObjectName account = server.queryNames(
                        new ObjectName(
                                "org.apache.camel:context=" + context.getManagementName() + ",type=open115accounts,*"),
                        null)
                .iterator()
                .next();
        TabularData downloads = (TabularData) server.getAttribute(account, "DownloadsInProgress");
        for (Object row : downloads.values()) {
            CompositeData download = (CompositeData) row;
            print.accept(download.get("fileName") + ": " + download.get("percent") + " %");
        }

        assertThat(sent).containsExactly("film.mkv: 25 %");
    }
}
