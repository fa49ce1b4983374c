package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.ChildProcess;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A file larger than the heap goes through a route into a folder. */
@Tag("slow")
class SmallHeapTest {

    /** The Maven profile {@code large-file} takes 8. */
    private static final long GIBIBYTES = Long.getLong("test.gibibytes", 1);

    private static final long SIZE = GIBIBYTES << 30;

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path directory;

    @Test
    @DisplayName("R14 1 GiB, or as much as is asked for, through open115 to file in a JVM with -Xmx64m")
    void largeFileInSmallHeap() throws Exception {
        Open115Emulator emulator = service.emulator();
        Content content = Content.generated(42, SIZE);
        emulator.drive().addFile(emulator.drive().folder("/inbox"), "large.bin", content);
        Path target = directory.resolve("target");
        Path output = directory.resolve("child.log");
        int exit = ChildProcess.run(
                Duration.ofMinutes(3 + GIBIBYTES),
                Ingest.class,
                List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"),
                output,
                emulator.apiBaseUrl(),
                emulator.authBaseUrl(),
                emulator.account().newRefreshToken(),
                directory.resolve("state").toString(),
                target.toString());
        assertThat(exit).as(Files.readString(output)).isZero();
        assertThat(Files.size(target.resolve("large.bin"))).isEqualTo(SIZE);
        assertThat(Content.file(target.resolve("large.bin")).sha1()).isEqualTo(content.sha1());
        assertThat(emulator.requests().linkRequests()).isEqualTo(1);
    }

    /** One route into a folder; ends when its first file is there. */
    public static final class Ingest {

        private Ingest() {}

        public static void main(String[] arguments) throws Exception {
            CountDownLatch arrived = new CountDownLatch(1);
            DefaultCamelContext context = new DefaultCamelContext();
            context.addComponent("open115", DyingProcess.component(arguments, arguments[3]));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("open115:/inbox?initialDelay=0")
                            .to("file:" + arguments[4] + "?tempFileName=${file:name}.part&eagerDeleteTargetFile=false")
                            .process(exchange -> arrived.countDown());
                }
            });
            context.start();
            arrived.await();
            context.stop();
        }
    }
}
