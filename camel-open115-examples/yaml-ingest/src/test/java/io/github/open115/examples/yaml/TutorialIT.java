/*
 * Copyright 2026 the authors of camel-open115
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.open115.examples.yaml;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what docs/tutorial.md says, in an empty folder, with the files and commands of the page. Only the ports differ,
 * and the modules of this build are what the page installs first.
 */
@Tag("slow")
class TutorialIT {

    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    private static final String VERSION = System.getProperty("project.version");
    private static final Pattern FILE = Pattern.compile("(?ms)`([^`\\n]+)`:\\n\\n```\\w+\\n(.*?)^```$");
    private static final Pattern COMMANDS = Pattern.compile("(?m)(?:^    \\S.*\\n)+");

    @TempDir
    private Path directory;

    private final List<Process> processes = new ArrayList<>();
    private final List<Path> links = new ArrayList<>();
    private String page;

    @Test
    @DisplayName("from an empty folder, in Java and then in YAML, each file of the drive arrives once")
    void eachFileArrivesOnceInJavaAndThenInYaml() throws Exception {
        page = Files.readString(PROJECT.resolve("docs/tutorial.md")).replace("1150", String.valueOf(freePorts() / 10));
        assertThat(page)
                .contains("<version>" + System.getProperty("camel.version") + "</version>")
                .contains("<version>" + System.getProperty("slf4j.version") + "</version>");
        run(Files.createDirectory(directory.resolve("checkout")), "cd ..").waitFor();
        Path tutorial = directory.resolve("tutorial");
        useTheModulesOfThisBuild(tutorial.resolve(".mvn"));
        for (String file :
                List.of("pom.xml", "src/main/resources/application.properties", "src/main/java/tutorial/Ingest.java")) {
            write(tutorial, file);
        }
        run(tutorial, "echo \"hello\"").waitFor();
        Path drive = log(run(tutorial, "mvn -q exec:java"));
        awaitText(drive, "refreshToken=");
        Process application = run(tutorial, "export");
        awaitText(log(application), "1 files are there; 0 were delivered before", "Arrived: hello.txt");
        run(tutorial, "echo \"hello again\"").waitFor();
        awaitText(log(application), "Arrived: again.txt");
        assertThat(tutorial.resolve("ingested/hello.txt")).hasContent("hello");
        assertThat(tutorial.resolve("ingested/again.txt")).hasContent("hello again");
        stop(application);

        run(tutorial, "rm").waitFor();
        write(tutorial, "src/main/resources/ingest.camel.yaml");
        awaitText(log(run(tutorial, "mvn -q compile exec:java")), "2 files are there; 2 were delivered before, 0 wait");
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        for (Process process : processes) {
            stop(process);
        }
        links.forEach(link -> assertThat(link.toFile().delete()).isTrue());
    }

    /** Writes a file that the page shows. */
    private void write(Path tutorial, String path) throws IOException {
        MatchResult file = FILE.matcher(page)
                .results()
                .filter(shown -> shown.group(1).equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The page shows no " + path));
        Files.writeString(tutorial.resolve(path), file.group(2));
    }

    /** Starts the first block of commands of the page that starts like this. */
    private Process run(Path folder, String start) throws IOException {
        String commands = COMMANDS.matcher(page)
                .results()
                .map(block -> block.group().indent(-4))
                .filter(block -> block.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The page shows no command " + start));
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(logOf(processes.size()).toFile());
        Map<String, String> environment = shell.environment();
        environment.keySet().removeIf(name -> name.startsWith("OPEN115_") || name.startsWith("MAVEN_"));
        environment.merge("PATH", System.getProperty("maven.bin"), (path, bin) -> bin + File.pathSeparator + path);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        // a short run
        environment.put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        Process process = shell.start();
        processes.add(process);
        return process;
    }

    private Path log(Process process) {
        return logOf(processes.indexOf(process));
    }

    private Path logOf(int process) {
        return directory.resolve(process + ".log");
    }

    private static void awaitText(Path log, String... texts) {
        await().atMost(120, SECONDS)
                .untilAsserted(() -> assertThat(log).content().contains(texts));
    }

    private static void stop(Process process) throws InterruptedException {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        await().atMost(60, SECONDS).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** A local repository with the modules of this build, and everything else from the one of this build. */
    private void useTheModulesOfThisBuild(Path settings) throws IOException {
        Path repository = directory.resolve("repository");
        linkAllBut(List.of("io", "github", "open115"), Path.of(System.getProperty("local.repository")), repository);
        Path modules = repository.resolve("io/github/open115");
        install(modules, "camel-open115-parent", PROJECT.resolve("pom.xml"));
        for (String name : List.of("open115-client", "camel-open115", "camel-open115-test-infra")) {
            Path jar = PROJECT.resolve(name).resolve("target").resolve(name + "-" + VERSION + ".jar");
            install(modules, name, PROJECT.resolve(name).resolve("pom.xml"), jar);
        }
        Files.createDirectories(settings);
        Files.writeString(settings.resolve("maven.config"), "-Dmaven.repo.local=" + repository + "\n");
    }

    private static void install(Path modules, String name, Path... files) throws IOException {
        Path folder = Files.createDirectories(modules.resolve(name).resolve(VERSION));
        for (Path file : files) {
            String extension = file.toString().endsWith(".jar") ? ".jar" : ".pom";
            Files.copy(file, folder.resolve(name + "-" + VERSION + extension));
        }
    }

    /** Links what is in a folder, except the one entry of the path, which becomes a folder of its own. */
    private void linkAllBut(List<String> path, Path from, Path to) throws IOException {
        Files.createDirectories(to);
        if (path.isEmpty() || !Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                if (!entry.getFileName().toString().equals(path.get(0))) {
                    links.add(Files.createSymbolicLink(to.resolve(entry.getFileName()), entry));
                }
            }
        }
        linkAllBut(path.subList(1, path.size()), from.resolve(path.get(0)), to.resolve(path.get(0)));
    }

    /** The first of ten free ports, a multiple of ten. */
    private static int freePorts() {
        for (int port = 11500; port < 20000; port += 10) {
            if (Stream.iterate(port, next -> next + 1).limit(6).allMatch(TutorialIT::isFree)) {
                return port;
            }
        }
        throw new AssertionError("There are no free ports");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
