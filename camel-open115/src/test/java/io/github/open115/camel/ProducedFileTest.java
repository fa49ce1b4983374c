/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.open115.client.ChildProcess;
import io.github.open115.emulator.Content;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.builder.Builder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.support.SynchronizationAdapter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that Camel's file producer has cut short in silence, as on a full disk, is never a success. */
class ProducedFileTest extends PollFixture {

    private static final int SIZE = 100_000;
    private static final int WRITTEN = 24_576;

    @TempDir
    Path target;

    private final List<String> succeeded = new CopyOnWriteArrayList<>();
    private final List<String> failed = new CopyOnWriteArrayList<>();

    @FunctionalInterface
    private interface Steps {
        ProcessorDefinition<?> add(ProcessorDefinition<?> route, String target);
    }

    private static void cut(Exchange exchange) throws IOException {
        Path file = Path.of(exchange.getMessage().getHeader(Exchange.FILE_NAME_PRODUCED, String.class));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(WRITTEN);
        }
    }

    private Routes start(String options, Steps steps) throws Exception {
        drive().addFile(drive().folder("/inbox"), "a.bin", Content.generated(1, SIZE));
        return routes().add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:cut").to("file:" + target + "/cut").process(ProducedFileTest::cut);
                        from("direct:whole").to("file:" + target + "/whole");
                        steps.add(from(inbox(options)).process(ProducedFileTest.this::noteEnd), target.toString());
                    }
                })
                .start();
    }

    private void noteEnd(Exchange exchange) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onComplete(Exchange done) {
                succeeded.add(done.getExchangeId());
            }

            @Override
            public void onFailure(Exchange done) {
                failed.add(String.valueOf(done.getException().getMessage()));
            }
        });
    }

    static List<Arguments> cutFiles() {
        Steps straight = (route, target) -> route.to("file:" + target).process(ProducedFileTest::cut);
        return List.of(
                named("straight, delete", "delete=true", straight),
                named("straight, move", "move=.done", straight),
                named(
                        "by a temporary name",
                        "delete=true",
                        (route, target) -> route.to("file:" + target
                                        + "?tempFileName=${header.CamelOpen115FileId}.part&eagerDeleteTargetFile=false")
                                .process(ProducedFileTest::cut)),
                named(
                        "before another file",
                        "delete=true",
                        (route, target) -> straight.add(route, target).to("file:" + target + "/second")),
                named(
                        "before an upload",
                        "delete=true",
                        (route, target) -> straight.add(route, target).to("open115:/elsewhere")),
                named("in a called route", "delete=true", (route, target) -> route.to("direct:cut")),
                named(
                        "in one of two branches",
                        "delete=true",
                        (route, target) -> route.recipientList(Builder.constant("direct:cut,direct:whole"))
                                .parallelProcessing()),
                named(
                        "in a branch of a multicast",
                        "delete=true",
                        (route, target) -> route.multicast()
                                .to("direct:cut", "direct:whole")
                                .end()));
    }

    private static Arguments named(String name, String options, Steps steps) {
        return Arguments.of(name, options, steps);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cutFiles")
    @DisplayName("R11 a file that was cut fails its exchange, and the original stays")
    void failsForACutFile(String name, String options, Steps steps) throws Exception {
        try (Routes routes = start(options, steps)) {
            poll(routes);
            await().until(() -> !failed.isEmpty() || !succeeded.isEmpty());
            pollOn(routes, 1);
        }
        assertThat(succeeded).isEmpty();
        assertThat(failed.get(0))
                .contains("('a.bin') has 100000 bytes, but ")
                .contains("a.bin, which was written from it, has 24576: the disk may be full");
        assertThat(isAt("/inbox/a.bin")).isTrue();
        assertThat(calls(DELETE) + calls(MOVE)).isZero();
    }

    static List<Arguments> otherFiles() {
        return List.of(
                named("the whole file", "delete=true", (route, target) -> route.to("file:" + target)),
                named(
                        "appended to a file",
                        "delete=true",
                        (route, target) -> route.to("file:" + target + "?fileName=old.txt&fileExist=Append")),
                named(
                        "left out for an older file",
                        "delete=true",
                        (route, target) -> route.to("file:" + target + "?fileName=old.txt&fileExist=Ignore")),
                named(
                        "in another character set",
                        "delete=true",
                        (route, target) -> route.to("file:" + target + "?charset=UTF-16BE")),
                named(
                        "moved on",
                        "delete=true",
                        (route, target) -> route.to("file:" + target)
                                .process(exchange -> Files.delete(Path.of(
                                        exchange.getMessage().getHeader(Exchange.FILE_NAME_PRODUCED, String.class))))),
                named(
                        "another body",
                        "delete=true",
                        (route, target) ->
                                route.setBody(Builder.constant("summary")).to("file:" + target)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherFiles")
    @DisplayName("R11 a file that is not the content byte for byte, because the route wants it so, is no failure")
    void leavesOtherFilesAlone(String name, String options, Steps steps) throws Exception {
        Files.writeString(target.resolve("old.txt"), "the older file");
        try (Routes routes = start(options, steps)) {
            poll(routes);
            await().until(() -> !failed.isEmpty() || !isAt("/inbox/a.bin"));
        }
        assertThat(failed).isEmpty();
        assertThat(succeeded).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?tempFileName=${file:name}.part&eagerDeleteTargetFile=false"})
    @Tag("slow")
    @DisplayName("R11 a target that takes no more bytes, with delete: the exchange fails, and the original stays")
    void fullTargetKeepsTheOriginal(String options) throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "needs a POSIX shell that limits the length of files");
        drive().addFile(drive().folder("/inbox"), "a.bin", Content.generated(1, SIZE));
        Path output = state.resolve("child.log");
        int exit = ChildProcess.runWithShortFiles(
                80,
                Ingest.class,
                List.of("-XX:-UsePerfData"),
                output,
                emulator().apiBaseUrl(),
                emulator().authBaseUrl(),
                emulator().account().newRefreshToken(),
                state.resolve("child").toString(),
                "file:" + target + options);
        assertThat(exit).as(Files.readString(output)).isEqualTo(Ingest.FAILED);
        Path file = target.resolve("a.bin");
        assertThat(Files.exists(file) ? Files.size(file) : 0).isLessThan(SIZE);
        assertThat(isAt("/inbox/a.bin")).isTrue();
        assertThat(calls(DELETE)).isZero();
    }

    /** One route into a folder, with delete; ends when its first exchange has ended, and tells by its exit code how. */
    public static final class Ingest {

        static final int FAILED = 7;

        private Ingest() {}

        public static void main(String[] arguments) throws Exception {
            CountDownLatch ended = new CountDownLatch(1);
            List<Exception> failures = new CopyOnWriteArrayList<>();
            DefaultCamelContext context = new DefaultCamelContext();
            context.addComponent("open115", DyingProcess.component(arguments, arguments[3]));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("open115:/inbox?initialDelay=0&delete=true")
                            .process(exchange -> exchange.getExchangeExtension()
                                    .addOnCompletion(new SynchronizationAdapter() {
                                        @Override
                                        public void onDone(Exchange done) {
                                            if (done.getException() != null) {
                                                failures.add(done.getException());
                                            }
                                            ended.countDown();
                                        }
                                    }))
                            .to(arguments[4]);
                }
            });
            context.start();
            ended.await();
            context.stop();
            failures.forEach(failure -> System.out.println(failure.getMessage()));
            // content that came in several pieces makes Camel's producer fail by itself
            System.exit(failures.isEmpty() ? 0 : FAILED);
        }
    }
}
