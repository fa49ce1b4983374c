package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.open115.client.ChildProcess;
import io.github.open115.emulator.Content;
import io.github.open115.emulator.Open115Emulator;
import io.github.open115.emulator.Open115EmulatorExtension;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A file larger than the heap is split into lines as it comes. */
@Tag("slow")
class SplitLargeFileTest {

    private static final long SIZE = 160L << 20;

    @RegisterExtension
    final Open115EmulatorExtension service = new Open115EmulatorExtension();

    @TempDir
    Path directory;

    @Test
    @DisplayName("R14 160 MiB are split into lines in a JVM with -Xmx48m")
    void linesOfALargeFile() throws Exception {
        Open115Emulator emulator = service.emulator();
        Content content = Content.generated(7, SIZE);
        emulator.drive().addFile(emulator.drive().folder("/inbox"), "large.csv", content);
        Path output = directory.resolve("child.log");
        Path counted = directory.resolve("lines");
        int exit = ChildProcess.run(
                Splitter.class,
                List.of("-Xmx48m", "-XX:+ExitOnOutOfMemoryError"),
                output,
                emulator.apiBaseUrl(),
                emulator.authBaseUrl(),
                emulator.account().newRefreshToken(),
                directory.resolve("state").toString(),
                counted.toString());
        assertThat(exit).as(Files.readString(output)).isZero();
        assertThat(Files.readString(counted)).isEqualTo(String.valueOf(lines(content)));
    }

    private static long lines(Content content) throws Exception {
        long lines = 1;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = content.open(0)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }

    /** One route that counts the lines of its first file. */
    public static final class Splitter {

        private Splitter() {}

        public static void main(String[] arguments) throws Exception {
            CountDownLatch done = new CountDownLatch(1);
            AtomicLong lines = new AtomicLong();
            DefaultCamelContext context = new DefaultCamelContext();
            context.addComponent("open115", DyingProcess.component(arguments, arguments[3]));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("open115:/inbox?initialDelay=0&charset=ISO-8859-1")
                            .split(body().tokenize("\n"))
                            .streaming()
                            .process(exchange -> lines.incrementAndGet())
                            .end()
                            .process(exchange -> done.countDown());
                }
            });
            context.start();
            done.await();
            Files.writeString(Path.of(arguments[4]), String.valueOf(lines.get()));
            context.stop();
        }
    }
}
