package io.github.open115.emulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;

/**
 * Serves a local folder as a 115 drive until it is killed, to try routes by hand:
 *
 * <pre>{@code EmulatorMain <folder> [--port n]}</pre>
 *
 * The files are read when they are downloaded, and must not change. What clients change in the drive does not touch the
 * folder.
 */
public final class EmulatorMain {

    private static final String USAGE = "usage: EmulatorMain <folder> [--port n]   (uses the ports n to n+3)";

    private EmulatorMain() {}

    /**
     * Runs until the process is killed.
     *
     * @throws IllegalArgumentException when the arguments are wrong
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        start(System.out, arguments);
        Thread.currentThread().join();
    }

    static Open115Emulator start(PrintStream out, String... arguments) throws IOException {
        boolean withPort = arguments.length == 3 && arguments[1].equals("--port");
        if (arguments.length != 1 && !withPort) {
            throw new IllegalArgumentException(USAGE);
        }
        Path folder = Path.of(arguments[0]);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("not a folder: " + folder + "; " + USAGE);
        }
        Open115Emulator emulator = Open115Emulator.builder()
                .port(withPort ? Integer.parseInt(arguments[2]) : 0)
                .start();
        load(folder, emulator.drive());
        emulator.baseUrls().forEach((option, url) -> out.println(option + "=" + url));
        out.println("refreshToken=" + emulator.account().newRefreshToken());
        out.println("clientId=" + emulator.clientId());
        return emulator;
    }

    private static void load(Path top, EmulatedDrive drive) throws IOException {
        Map<Path, String> folders = new HashMap<>();
        folders.put(top, EmulatedDrive.ROOT);
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (!folder.equals(top)) {
                    String parent = folders.get(folder.getParent());
                    folders.put(
                            folder,
                            drive.createFolder(parent, folder.getFileName().toString()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                drive.addFile(
                        folders.get(file.getParent()),
                        file.getFileName().toString(),
                        Content.file(file),
                        attributes.lastModifiedTime().toInstant());
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
