package io.github.open115.camel.dsl;

import static io.github.open115.camel.dsl.StaticEndpointBuilders.open115;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.camel.Open115Component;
import io.github.open115.camel.Open115Constants;
import io.github.open115.camel.Open115Operation;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EndpointDslTest {

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    private Path directory;

    @Test
    void aRouteIsWrittenWithTypes() throws Exception {
        Open115Emulator emulator = service.emulator();
        emulator.drive().addFile(emulator.drive().folder("/inbox/deep"), "a.txt", Content.of("A"));
        BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addComponent("open115", connected(emulator));
            context.addRoutes(new EndpointRouteBuilder() {
                @Override
                public void configure() {
                    from(open115("/inbox").recursive(true).delay(100).advanced().pageSize(500))
                            .routeId("inbox")
                            .to(open115("/inbox").operation(Open115Operation.info))
                            .process(exchange ->
                                    arrived.add(exchange.getMessage().getHeader(Open115Constants.NAME, String.class)));
                }
            });
            context.start();
            assertThat(arrived.poll(20, TimeUnit.SECONDS)).isEqualTo("a.txt");
        }
    }

    private Open115Component connected(Open115Emulator emulator) {
        Open115Component component = new Open115Component();
        component.setStateDirectory(directory.toString());
        component.getConfiguration().setApiBaseUrl(emulator.apiBaseUrl());
        component.getConfiguration().setAuthBaseUrl(emulator.authBaseUrl());
        component.getConfiguration().setRefreshToken(emulator.account().newRefreshToken());
        component.getConfiguration().setRequestsPerSecond(1000);
        return component;
    }
}
